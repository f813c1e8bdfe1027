.class Lgates/Answer;
.super Ljava/lang/Object;
.implements Lkotlin/jvm/functions/Function0;

.method constructor <init>()V
    .registers 4
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public invoke()Ljava/lang/Object;
    .registers 4
    const-string v0, "13 callback of a dialog"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    return-object v0
.end method

