# Objects that are kept in fields before they are handed over, or never are.
.class public Lidioms/Fields;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;

.field handler:Landroid/os/Handler;
.field given:Ljava/lang/Runnable;
.field kept:Ljava/lang/Runnable;
.field removed:Ljava/lang/Runnable;
.field lazy:Lkotlin/Lazy;
.field unread:Lkotlin/Lazy;

.method public constructor <init>(Landroid/os/Handler;)V
    .registers 4
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    iput-object p1, p0, Lidioms/Fields;->handler:Landroid/os/Handler;
    new-instance v0, Lidioms/Later;
    const-string v1, "runnable from a field"
    invoke-direct {v0, v1}, Lidioms/Later;-><init>(Ljava/lang/String;)V
    iput-object v0, p0, Lidioms/Fields;->given:Ljava/lang/Runnable;
    new-instance v0, Lidioms/Kept;
    invoke-direct {v0}, Lidioms/Kept;-><init>()V
    iput-object v0, p0, Lidioms/Fields;->kept:Ljava/lang/Runnable;
    new-instance v0, Lidioms/Removed;
    invoke-direct {v0}, Lidioms/Removed;-><init>()V
    iput-object v0, p0, Lidioms/Fields;->removed:Ljava/lang/Runnable;
    new-instance v0, Lidioms/Lazily;
    invoke-direct {v0}, Lidioms/Lazily;-><init>()V
    invoke-static {v0}, Lkotlin/LazyKt__LazyJVMKt;->lazy(Lkotlin/jvm/functions/Function0;)Lkotlin/Lazy;
    move-result-object v0
    iput-object v0, p0, Lidioms/Fields;->lazy:Lkotlin/Lazy;
    new-instance v0, Lidioms/Unasked;
    invoke-direct {v0}, Lidioms/Unasked;-><init>()V
    invoke-static {v0}, Lkotlin/LazyKt__LazyJVMKt;->lazy(Lkotlin/jvm/functions/Function0;)Lkotlin/Lazy;
    move-result-object v0
    iput-object v0, p0, Lidioms/Fields;->unread:Lkotlin/Lazy;
    return-void
.end method

.method static all(Landroid/content/Context;)V
    .registers 4
    new-instance v0, Landroid/os/Handler;
    invoke-direct {v0}, Landroid/os/Handler;-><init>()V
    new-instance v1, Lidioms/Fields;
    invoke-direct {v1, v0}, Lidioms/Fields;-><init>(Landroid/os/Handler;)V
    invoke-virtual {v1}, Lidioms/Fields;->give()V
    return-void
.end method

.method give()V
    .registers 4
    iget-object v0, p0, Lidioms/Fields;->handler:Landroid/os/Handler;
    iget-object v1, p0, Lidioms/Fields;->given:Ljava/lang/Runnable;
    invoke-virtual {v0, v1}, Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z
    iget-object v1, p0, Lidioms/Fields;->removed:Ljava/lang/Runnable;
    invoke-virtual {v0, v1}, Landroid/os/Handler;->removeCallbacks(Ljava/lang/Runnable;)V
    invoke-virtual {v0, p0}, Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z
    iget-object v1, p0, Lidioms/Fields;->lazy:Lkotlin/Lazy;
    invoke-interface {v1}, Lkotlin/Lazy;->getValue()Ljava/lang/Object;
    return-void
.end method

.method public run()V
    .registers 2
    const-string v0, "object that hands itself over"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method
