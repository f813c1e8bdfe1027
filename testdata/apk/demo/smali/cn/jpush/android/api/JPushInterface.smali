# A stand-in for a push SDK that reads the Android ID as soon as it is started.
.class public final Lcn/jpush/android/api/JPushInterface;
.super Ljava/lang/Object;
.source "JPushInterface.java"

.method public static init(Landroid/content/Context;)V
    .registers 3
    .line 31
    new-instance v0, Lcn/jpush/android/helper/RegisterTask;
    invoke-direct {v0, p0}, Lcn/jpush/android/helper/RegisterTask;-><init>(Landroid/content/Context;)V
    .line 32
    new-instance v1, Ljava/lang/Thread;
    invoke-direct {v1, v0}, Ljava/lang/Thread;-><init>(Ljava/lang/Runnable;)V
    invoke-virtual {v1}, Ljava/lang/Thread;->start()V
    return-void
.end method
