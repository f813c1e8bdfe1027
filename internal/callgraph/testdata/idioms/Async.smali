.class public Lidioms/Async;
.super Landroid/os/AsyncTask;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/os/AsyncTask;-><init>()V
    return-void
.end method

.method protected varargs doInBackground([Ljava/lang/Object;)Ljava/lang/Object;
    .registers 4
    const-string v0, "async task"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-object v0
.end method
