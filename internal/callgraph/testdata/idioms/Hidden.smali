.class public Lidioms/Hidden;
.super Ljava/lang/Object;

.method public static secret()V
    .registers 4
    const-string v0, "method by its name"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method

.method public static other()V
    .registers 4
    const-string v0, "other method of a reflected class"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method
