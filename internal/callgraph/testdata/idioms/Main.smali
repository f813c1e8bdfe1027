.class public Lidioms/Main;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .registers 6
    invoke-super {p0, p1}, Landroid/app/Activity;->onCreate(Landroid/os/Bundle;)V
    new-instance v1, Lidioms/Click;
    invoke-direct {v1}, Lidioms/Click;-><init>()V
    const v2, 0x7f080001
    invoke-virtual {p0, v2}, Lidioms/Main;->findViewById(I)Landroid/view/View;
    move-result-object v2
    invoke-virtual {v2, v1}, Landroid/view/View;->setOnClickListener(Landroid/view/View$OnClickListener;)V
    invoke-virtual {p0}, Lidioms/Main;->show()V
    invoke-virtual {p0}, Lidioms/Main;->open()V
    new-instance v1, Lidioms/Part;
    invoke-direct {v1}, Lidioms/Part;-><init>()V
    invoke-virtual {p0}, Lidioms/Main;->getFragmentManager()Landroid/app/FragmentManager;
    move-result-object v2
    invoke-virtual {v2}, Landroid/app/FragmentManager;->beginTransaction()Landroid/app/FragmentTransaction;
    move-result-object v2
    const-string v3, "part"
    invoke-virtual {v2, v1, v3}, Landroid/app/FragmentTransaction;->add(Landroid/app/Fragment;Ljava/lang/String;)Landroid/app/FragmentTransaction;
    return-void
.end method

.method protected onResume()V
    .registers 4
    const-string v0, "launcher onResume"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method

.method public onBackPressed()V
    .registers 4
    const-string v0, "launcher back key"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method

.method show()V
    .registers 4
    const-string v0, "virtual method of the launcher"
    invoke-static {v0}, Lidioms/Probe;->read(Ljava/lang/String;)V
    return-void
.end method

.method open()V
    .registers 4
    new-instance v0, Landroid/content/Intent;
    const-class v1, Lidioms/Next;
    invoke-direct {v0, p0, v1}, Landroid/content/Intent;-><init>(Landroid/content/Context;Ljava/lang/Class;)V
    invoke-virtual {p0, v0}, Lidioms/Main;->startActivity(Landroid/content/Intent;)V
    return-void
.end method
