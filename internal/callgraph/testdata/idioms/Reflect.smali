.class public Lidioms/Reflect;
.super Ljava/lang/Object;

.method public static all()V
    .registers 4
    const-class v0, Lidioms/Made;
    invoke-virtual {v0}, Ljava/lang/Class;->newInstance()Ljava/lang/Object;
    invoke-static {}, Lidioms/Reflect;->byName()V
    return-void
.end method

.method static byName()V
    .registers 4
    const-string v0, "idioms.Hidden"
    invoke-static {v0}, Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;
    move-result-object v0
    const-string v1, "secret"
    const/4 v2, 0x0
    invoke-virtual {v0, v1, v2}, Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;
    return-void
.end method
