.class public Lcn/example/notes/MainActivity;
.super Landroid/app/Activity;
.source "MainActivity.java"

.method public constructor <init>()V
    .registers 1
    .line 8
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 5
    .line 12
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    .line 13
    const/4 v0, 0x1
    new-array v0, v0, [Ljava/lang/String;
    const-string v1, "android.permission.READ_SMS"
    const/4 v2, 0x0
    aput-object v1, v0, v2
    const/4 v1, 0x1
    invoke-virtual {p0, v0, v1}, Lcn/example/notes/MainActivity;->requestPermissions([Ljava/lang/String;I)V
    return-void
.end method
