.class interface abstract public Lidioms/Shape;
.super Ljava/lang/Object;

.method public abstract draw()V
.end method

.method public fill()V
    .registers 4
    const-string v0, "default method"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method
