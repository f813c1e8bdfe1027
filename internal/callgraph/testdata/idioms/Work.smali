.class public Lidioms/Work;
.super Ljava/lang/Object;

.method public static enqueue()V
    .registers 4
    const-class v0, Lidioms/Job;
    invoke-static {v0}, Landroidx/work/OneTimeWorkRequest;->from(Ljava/lang/Class;)Landroidx/work/OneTimeWorkRequest;
    return-void
.end method
