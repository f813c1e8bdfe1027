# Each method reads a setting whose name says what stands before the reading.
# What was found stands in gates.txt.
.class public Lgates/Gates;
.super Landroid/app/Application;

.field static prefs:Landroid/content/SharedPreferences;
.field static privacyAccepted:Z
.field static ready:Z

.method static read(Ljava/lang/String;)V
    .registers 4
    const/4 v0, 0x0
    invoke-static {v0, p0}, Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;
    return-void
.end method

.method static isAgreed()Z
    .registers 4
    sget-boolean v0, Lgates/Gates;->ready:Z
    return v0
.end method

.method static firstStart()Z
    .registers 4
    sget-object v0, Lgates/Gates;->prefs:Landroid/content/SharedPreferences;
    const-string v1, "first"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    return v0
.end method

.method static a01()V
    .registers 4
    invoke-static {}, Lgates/Gates;->isAgreed()Z
    move-result v0
    if-eqz v0, :end
    const-string v0, "01 method with a name"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    :end
    return-void
.end method

.method static a02()V
    .registers 4
    sget-object v0, Lgates/Gates;->prefs:Landroid/content/SharedPreferences;
    const-string v1, "privacy_ok"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-eqz v0, :end
    const-string v0, "02 key with a name"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    :end
    return-void
.end method

.method static a03()V
    .registers 4
    sget-object v0, Lgates/Gates;->prefs:Landroid/content/SharedPreferences;
    const-string v1, "first_run"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-eqz v0, :end
    const-string v0, "03 stored flag"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    :end
    return-void
.end method

.method static a04()V
    .registers 4
    invoke-static {}, Lgates/Gates;->firstStart()Z
    move-result v0
    if-eqz v0, :end
    const-string v0, "04 stored flag behind a method"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    :end
    return-void
.end method

.method static a05()V
    .registers 4
    invoke-static {}, Lgates/Gates;->isAgreed()Z
    move-result v0
    if-nez v0, :on
    return-void
    :on
    const-string v0, "05 early return"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    return-void
.end method

.method static a06()V
    .registers 4
    sget-boolean v0, Lgates/Gates;->privacyAccepted:Z
    if-eqz v0, :end
    const-string v0, "06 field with a name"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    :end
    return-void
.end method

.method static a07()V
    .registers 4
    invoke-static {}, Lgates/Gates;->isAgreed()Z
    move-result v0
    if-eqz v0, :end
    nop
    :end
    const-string v0, "07 no gate: both ways lead to it"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    return-void
.end method

.method static a08()V
    .registers 4
    sget-object v0, Lgates/Gates;->prefs:Landroid/content/SharedPreferences;
    const-string v1, "cached"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getString(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;
    move-result-object v0
    if-eqz v0, :end
    const-string v0, "08 no gate: a stored text"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    :end
    return-void
.end method

.method static a09()V
    .registers 4
    sget-boolean v0, Lgates/Gates;->ready:Z
    if-eqz v0, :end
    const-string v0, "09 no gate: any other flag"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    :end
    return-void
.end method

.method static a10()V
    .registers 4
    invoke-static {}, Lgates/Gates;->isAgreed()Z
    move-result v0
    if-eqz v0, :end
    invoke-static {}, Lgates/Gates;->inner()V
    :end
    return-void
.end method

.method static inner()V
    .registers 4
    const-string v0, "10 gate in the caller"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    return-void
.end method

.method static a11()V
    .registers 4
    invoke-static {}, Lother/Consent;->state()Ljava/lang/Boolean;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/Boolean;->booleanValue()Z
    move-result v0
    if-eqz v0, :end
    const-string v0, "11 no gate: only the class has a name"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    :end
    return-void
.end method

.method static a12()V
    .registers 4
    invoke-static {}, Lother/Config;->hasUserConsent()Ljava/lang/Boolean;
    move-result-object v0
    invoke-virtual {v0}, Ljava/lang/Boolean;->booleanValue()Z
    move-result v0
    if-eqz v0, :end
    const-string v0, "12 boxed"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    :end
    return-void
.end method

.method static showPrivacyDialog()V
    .registers 4
    new-instance v0, Lgates/Answer;
    invoke-direct {v0}, Lgates/Answer;-><init>()V
    invoke-static {v0}, Lother/Dialog;->show(Lkotlin/jvm/functions/Function0;)V
    return-void
.end method

.method static a14()V
    .registers 4
    sget-object v0, Lgates/Gates;->prefs:Landroid/content/SharedPreferences;
    const-string v1, "first_run"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-eqz v0, :end
    invoke-static {}, Lgates/Gates;->isAgreed()Z
    move-result v0
    if-eqz v0, :end
    const-string v0, "14 the stronger of two"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    :end
    return-void
.end method

.method static a15()V
    .registers 4
    sget-object v0, Lgates/Gates;->prefs:Landroid/content/SharedPreferences;
    const-string v1, "first_run"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    :again
    const-string v0, "15 no gate: read before the question in a loop"
    invoke-static {v0}, Lgates/Gates;->read(Ljava/lang/String;)V
    sget-object v0, Lgates/Gates;->prefs:Landroid/content/SharedPreferences;
    const-string v1, "privacy_ok"
    const/4 v2, 0x0
    invoke-interface {v0, v1, v2}, Landroid/content/SharedPreferences;->getBoolean(Ljava/lang/String;Z)Z
    move-result v0
    if-eqz v0, :again
    return-void
.end method

.method public onCreate()V
    .registers 4
    invoke-static {}, Lgates/Gates;->a01()V
    invoke-static {}, Lgates/Gates;->a02()V
    invoke-static {}, Lgates/Gates;->a03()V
    invoke-static {}, Lgates/Gates;->a04()V
    invoke-static {}, Lgates/Gates;->a05()V
    invoke-static {}, Lgates/Gates;->a06()V
    invoke-static {}, Lgates/Gates;->a07()V
    invoke-static {}, Lgates/Gates;->a08()V
    invoke-static {}, Lgates/Gates;->a09()V
    invoke-static {}, Lgates/Gates;->a10()V
    invoke-static {}, Lgates/Gates;->a11()V
    invoke-static {}, Lgates/Gates;->a12()V
    invoke-static {}, Lgates/Gates;->showPrivacyDialog()V
    invoke-static {}, Lgates/Gates;->a14()V
    invoke-static {}, Lgates/Gates;->a15()V
    return-void
.end method

