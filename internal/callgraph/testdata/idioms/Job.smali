.class public Lidioms/Job;
.super Landroidx/work/Worker;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroidx/work/Worker;-><init>()V
    return-void
.end method

.method public doWork()V
    .registers 4
    const-string v0, "worker by its class"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method
