.class public Lidioms/Lambda;
.super Ljava/lang/Object;

.method public static make()V
    .registers 4
    invoke-custom {}, call_site_0("run", ()Ljava/lang/Runnable;, ()V, invoke-static@Lidioms/Lambda;->body()V, ()V)@Ljava/lang/invoke/LambdaMetafactory;->metafactory(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;
    return-void
.end method

.method static body()V
    .registers 4
    const-string v0, "lambda"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method
