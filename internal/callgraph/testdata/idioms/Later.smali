.class public Lidioms/Later;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;

.method public constructor <init>(Ljava/lang/String;)V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public run()V
    .registers 2
    const-string v0, "runnable out of a field"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method
