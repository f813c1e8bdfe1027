.class public final Lcn/jpush/android/helper/RegisterTask;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;
.source "RegisterTask.java"

.field private final context:Landroid/content/Context;

.method public constructor <init>(Landroid/content/Context;)V
    .registers 2
    .line 12
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lcn/jpush/android/helper/RegisterTask;->context:Landroid/content/Context;
    return-void
.end method

.method public run()V
    .registers 3
    .line 18
    iget-object v0, p0, Lcn/jpush/android/helper/RegisterTask;->context:Landroid/content/Context;
    invoke-virtual {v0}, Landroid/content/Context;->getContentResolver()Landroid/content/ContentResolver;
    move-result-object v0
    const-string v1, "android_id"
    .line 19
    invoke-static {v0, v1}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method
