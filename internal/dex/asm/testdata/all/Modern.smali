# What only later versions of the format have.
.class public interface abstract Lall/Modern;
.super Ljava/lang/Object;
.implements Lall/Base;
.implements Ljava/lang/Runnable;

.method public run()V
    .locals 1

    const-method-type v0, (I[J)Lall/Modern;
    return-void
.end method

.method public static handle(Ljava/lang/invoke/MethodHandle;I)V
    .registers 6

    invoke-polymorphic {p0, p1}, Ljava/lang/invoke/MethodHandle;->invoke([Ljava/lang/Object;)Ljava/lang/Object;, (I)V
    invoke-polymorphic/range {p0 .. p1}, Ljava/lang/invoke/MethodHandle;->invokeExact([Ljava/lang/Object;)Ljava/lang/Object;, (I)V
    return-void
.end method
