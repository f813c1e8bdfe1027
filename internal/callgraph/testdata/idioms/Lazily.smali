.class public Lidioms/Lazily;
.super Ljava/lang/Object;
.implements Lkotlin/jvm/functions/Function0;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public invoke()Ljava/lang/Object;
    .registers 2
    const-string v0, "lazy value"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    const/4 v0, 0x0
    return-object v0
.end method
