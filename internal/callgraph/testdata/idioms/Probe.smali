.class public Lidioms/Probe;
.super Ljava/lang/Object;
.source "Probe.java"

.method public static read(Ljava/lang/String;)V
    .registers 2
    .line 7
    const/4 v0, 0x0
    invoke-static {v0, p0}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method
