.class public Lidioms/Holder;
.super Ljava/lang/Object;

.field public static it:Ljava/lang/Object;

.method static constructor <clinit>()V
    .registers 4
    const-string v0, "clinit by static field"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method
