.class public Lidioms/App;
.super Landroid/app/Application;
.source "App.java"

.method static constructor <clinit>()V
    .registers 4
    const-string v0, "application clinit"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Application;-><init>()V
    return-void
.end method

.method protected attachBaseContext(Landroid/content/Context;)V
    .registers 4
    .line 10
    const-string v0, "attachBaseContext"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method

.method public onCreate()V
    .registers 4
    .line 20
    invoke-static {}, Lidioms/App;->first()V
    .line 21
    sget-object v0, Lidioms/Holder;->it:Ljava/lang/Object;
    new-instance v1, Lidioms/Task;
    invoke-direct {v1}, Lidioms/Task;-><init>()V
    invoke-virtual {v1}, Lidioms/Task;->start()V
    new-instance v1, Lidioms/Queue;
    invoke-direct {v1}, Lidioms/Queue;-><init>()V
    const/4 v2, 0x0
    invoke-virtual {v1, v2}, Lidioms/Queue;->sendEmptyMessage(I)Z
    new-instance v1, Lidioms/Async;
    invoke-direct {v1}, Lidioms/Async;-><init>()V
    const/4 v2, 0x0
    invoke-virtual {v1, v2}, Lidioms/Async;->execute([Ljava/lang/Object;)Landroid/os/AsyncTask;
    new-instance v1, Lidioms/Screens;
    invoke-direct {v1}, Lidioms/Screens;-><init>()V
    invoke-virtual {p0, v1}, Lidioms/App;->registerActivityLifecycleCallbacks(Landroid/app/Application$ActivityLifecycleCallbacks;)V
    new-instance v1, Lidioms/Listener;
    invoke-direct {v1}, Lidioms/Listener;-><init>()V
    const/4 v2, 0x0
    invoke-virtual {p0, v1, v2}, Lidioms/App;->registerReceiver(Landroid/content/BroadcastReceiver;Landroid/content/IntentFilter;)Landroid/content/Intent;
    invoke-static {p0}, Lidioms/Fields;->all(Landroid/content/Context;)V
    new-instance v1, Lidioms/Worn;
    invoke-direct {v1}, Lidioms/Worn;-><init>()V
    check-cast v1, Lidioms/Shape;
    invoke-interface {v1}, Lidioms/Shape;->draw()V
    invoke-interface {v1}, Lidioms/Shape;->fill()V
    invoke-static {}, Lidioms/Reflect;->all()V
    invoke-static {}, Lidioms/Lambda;->make()V
    invoke-static {}, Lidioms/Work;->enqueue()V
    return-void
.end method

.method static first()V
    .registers 4
    .line 30
    invoke-static {}, Lidioms/App;->second()V
    return-void
.end method

.method static second()V
    .registers 4
    .line 40
    const-string v0, "two calls deep"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method

.method public onTerminate()V
    .registers 4
    const-string v0, "application later"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method

.method static dead()V
    .registers 4
    const-string v0, "dead code"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method
