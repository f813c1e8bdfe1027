.class public Lcn/example/notes/NotesApplication;
.super Landroid/app/Application;
.source "NotesApplication.java"

.method public constructor <init>()V
    .registers 1
    .line 9
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method public onCreate()V
    .registers 1
    .line 13
    invoke-super {p0}, Landroid/app/Application;->onCreate()V
    .line 14
    invoke-static {p0}, Lcn/jpush/android/api/JPushInterface;->init(Landroid/content/Context;)V
    return-void
.end method
