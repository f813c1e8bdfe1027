# Every method ends in a call of the platform. What is known of its arguments
# stands in constants.txt.
.class public Lconst/Constants;
.super Ljava/lang/Object;

.field static final NAME:Ljava/lang/String; = "static final"
.field static CHANGING:Ljava/lang/String; = "not final"
.field static final LIST:[Ljava/lang/String;
.field static final NUMBER:I = 0x2a

.method static constructor <clinit>()V
    .registers 3
    const/4 v0, 0x2
    new-array v0, v0, [Ljava/lang/String;
    const/4 v1, 0x0
    const-string v2, "first"
    aput-object v2, v0, v1
    const/4 v1, 0x1
    const-string v2, "second"
    aput-object v2, v0, v1
    sput-object v0, Lconst/Constants;->LIST:[Ljava/lang/String;
    return-void
.end method

.method static a01_plain()V
    .registers 3
    const-string v0, "plain"
    const-wide v1, 0x7fffffffffL
    invoke-static {v0, v1, v2, v0}, Lplatform/Api;->use(Ljava/lang/Object;JLjava/lang/Object;)V
    return-void
.end method

.method static a02_moved()V
    .registers 4
    const-string v0, "moved"
    move-object v1, v0
    const/4 v0, 0x0
    move-object/16 v2, v1
    check-cast v2, Ljava/lang/String;
    invoke-static {v2}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static a03_statics()V
    .registers 3
    sget-object v0, Lconst/Constants;->NAME:Ljava/lang/String;
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    sget-object v0, Lconst/Constants;->CHANGING:Ljava/lang/String;
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    sget-object v0, Lconst/Constants;->LIST:[Ljava/lang/String;
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    sget v0, Lconst/Constants;->NUMBER:I
    invoke-static {v0}, Lplatform/Api;->use(I)V
    sget-object v0, Lplatform/Other;->URI:Landroid/net/Uri;
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    const-class v0, Lconst/Constants;
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static a04_builder(Ljava/lang/String;)V
    .registers 4
    new-instance v0, Ljava/lang/StringBuilder;
    const-string v1, "content:"
    invoke-direct {v0, v1}, Ljava/lang/StringBuilder;-><init>(Ljava/lang/String;)V
    const-string v1, "//sms"
    invoke-virtual {v0, v1}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    move-result-object v1
    invoke-virtual {v1}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v1
    invoke-static {v1}, Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;
    move-result-object v1
    invoke-static {v1}, Lplatform/Api;->use(Ljava/lang/Object;)V
    invoke-virtual {v0, p0}, Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;
    invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v1
    invoke-static {v1}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static a05_arrays(I)V
    .registers 5
    const/4 v0, 0x2
    new-array v0, v0, [Ljava/lang/String;
    const/4 v1, 0x1
    const-string v2, "put"
    aput-object v2, v0, v1
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    aput-object v2, v0, p0
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    const-string v1, "filled"
    filled-new-array {v1, v2}, [Ljava/lang/String;
    move-result-object v0
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static a06_agreeing(I)V
    .registers 3
    if-eqz p0, :else
    const-string v0, "both"
    goto :end
    :else
    const-string v0, "both"
    :end
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static a07_differing(I)V
    .registers 3
    if-eqz p0, :else
    const-string v0, "one"
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    goto :end
    :else
    const-string v0, "other"
    :end
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static a08_loop(I)V
    .registers 4
    const-string v1, "kept"
    const-string v0, "before the loop"
    :loop
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    invoke-static {v1}, Lplatform/Api;->use(Ljava/lang/Object;)V
    const-string v0, "in the loop"
    if-nez p0, :loop
    return-void
.end method

.method static a09_switch(I)V
    .registers 4
    const-string v0, "default"
    packed-switch p0, :table
    goto :end
    :zero
    const-string v0, "zero"
    :end
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
    :table
    .packed-switch 0x0
        :zero
    .end packed-switch
.end method

.method static a10_handler()V
    .registers 2
    const-string v0, "before the try"
    :start
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    const-string v0, "in the try"
    :end
    .catchall {:start .. :end} :caught
    return-void
    :caught
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static a11_unknown()V
    .registers 2
    const-string v0, "overwritten"
    invoke-static {}, Lplatform/Other;->text()Ljava/lang/String;
    move-result-object v0
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static a12_builder_that_escapes()V
    .registers 3
    new-instance v0, Ljava/lang/StringBuilder;
    invoke-direct {v0}, Ljava/lang/StringBuilder;-><init>()V
    invoke-static {v0}, Lplatform/Other;->fill(Ljava/lang/StringBuilder;)V
    invoke-virtual {v0}, Ljava/lang/StringBuilder;->toString()Ljava/lang/String;
    move-result-object v1
    invoke-static {v1}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static wrapper(JLjava/lang/String;I)V
    .registers 4
    invoke-static {p2}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static onEntry()V
    .registers 5
    const-wide/16 v0, 0x1
    const-string v2, "handed over"
    const/4 v3, 0x7
    invoke-static {v0, v1, v2, v3}, Lconst/Constants;->wrapper(JLjava/lang/String;I)V
    const-string v2, "handed over, too"
    invoke-static {v0, v1, v2, v3}, Lconst/Constants;->wrapper(JLjava/lang/String;I)V
    invoke-static {}, Lplatform/Other;->text()Ljava/lang/String;
    move-result-object v2
    invoke-static {v0, v1, v2, v3}, Lconst/Constants;->wrapper(JLjava/lang/String;I)V
    return-void
.end method

.method static b01_intent()V
    .registers 4
    new-instance v0, Landroid/content/Intent;
    const-string v1, "an action"
    invoke-direct {v0, v1}, Landroid/content/Intent;-><init>(Ljava/lang/String;)V
    const-string v1, "com.other"
    const-string v2, "com.other.Service"
    invoke-virtual {v0, v1, v2}, Landroid/content/Intent;->setClassName(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

# Builders return themselves, and what they build is told what they were told.
.method static b02_chain(I)V
    .registers 4
    new-instance v0, Landroid/app/AlertDialog$Builder;
    const/4 v1, 0x0
    invoke-direct {v0, v1}, Landroid/app/AlertDialog$Builder;-><init>(Landroid/content/Context;)V
    const-string v1, "a title"
    invoke-virtual {v0, v1}, Landroid/app/AlertDialog$Builder;->setTitle(Ljava/lang/CharSequence;)Landroid/app/AlertDialog$Builder;
    move-result-object v0
    if-eqz p0, :without
    const/4 v1, 0x1
    invoke-virtual {v0, v1}, Landroid/app/AlertDialog$Builder;->setCancelable(Z)Landroid/app/AlertDialog$Builder;
    :without
    invoke-virtual {v0}, Landroid/app/AlertDialog$Builder;->create()Landroid/app/AlertDialog;
    move-result-object v1
    invoke-virtual {v1}, Landroid/app/AlertDialog;->show()V
    invoke-static {v1}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static b03_own_class()V
    .registers 2
    new-instance v0, Lconst/Constants;
    invoke-direct {v0}, Ljava/lang/Object;-><init>()V
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static b04_handed_on(Landroid/content/Intent;Ljava/lang/String;)V
    .registers 3
    invoke-virtual {p0, p1}, Landroid/content/Intent;->setAction(Ljava/lang/String;)Landroid/content/Intent;
    invoke-static {p0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    new-instance v0, Landroid/content/Intent;
    invoke-direct {v0, p1}, Landroid/content/Intent;-><init>(Ljava/lang/String;)V
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static b05_in_a_loop(I)V
    .registers 3
    new-instance v0, Landroid/content/Intent;
    invoke-direct {v0}, Landroid/content/Intent;-><init>()V
    :again
    const/4 v1, 0x4
    invoke-virtual {v0, v1}, Landroid/content/Intent;->addFlags(I)Landroid/content/Intent;
    if-nez p0, :again
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static b06_sensor(Landroid/hardware/SensorManager;)V
    .registers 4
    const/4 v0, 0x1
    invoke-virtual {p0, v0}, Landroid/hardware/SensorManager;->getDefaultSensor(I)Landroid/hardware/Sensor;
    move-result-object v0
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

.method static b07_fields()V
    .registers 3
    new-instance v0, Landroid/view/WindowManager$LayoutParams;
    invoke-direct {v0}, Landroid/view/WindowManager$LayoutParams;-><init>()V
    const/4 v1, 0x1
    iput v1, v0, Landroid/view/WindowManager$LayoutParams;->width:I
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

# A list is known by what is added to it, an element of an array by the array.
.method static b08_list([Ljava/lang/String;I)V
    .registers 6
    new-instance v0, Ljava/util/ArrayList;
    invoke-direct {v0}, Ljava/util/ArrayList;-><init>()V
    const/4 v1, 0x0
    :next
    array-length v2, p0
    if-ge v1, v2, :end
    aget-object v2, p0, v1
    if-eqz p1, :skip
    invoke-interface {v0, v2}, Ljava/util/List;->add(Ljava/lang/Object;)Z
    :skip
    add-int/lit8 v1, v1, 0x1
    goto :next
    :end
    const/4 v1, 0x0
    new-array v1, v1, [Ljava/lang/String;
    invoke-interface {v0, v1}, Ljava/util/List;->toArray([Ljava/lang/Object;)[Ljava/lang/Object;
    move-result-object v1
    check-cast v1, [Ljava/lang/String;
    invoke-static {v1}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method

# Runs what stands above: what is known of a method that nothing runs is less.
.method static onCreate(ILjava/lang/String;)V
    .registers 6
    move v0, p0
    move-object v1, p1
    invoke-static {}, Lconst/Constants;->a01_plain()V
    invoke-static {}, Lconst/Constants;->a02_moved()V
    invoke-static {}, Lconst/Constants;->a03_statics()V
    invoke-static {v1}, Lconst/Constants;->a04_builder(Ljava/lang/String;)V
    invoke-static {v0}, Lconst/Constants;->a05_arrays(I)V
    invoke-static {v0}, Lconst/Constants;->a06_agreeing(I)V
    invoke-static {v0}, Lconst/Constants;->a07_differing(I)V
    invoke-static {v0}, Lconst/Constants;->a08_loop(I)V
    invoke-static {v0}, Lconst/Constants;->a09_switch(I)V
    invoke-static {}, Lconst/Constants;->a10_handler()V
    invoke-static {}, Lconst/Constants;->a11_unknown()V
    invoke-static {}, Lconst/Constants;->a12_builder_that_escapes()V
    invoke-static {}, Lconst/Constants;->b01_intent()V
    invoke-static {v0}, Lconst/Constants;->b02_chain(I)V
    invoke-static {}, Lconst/Constants;->b03_own_class()V
    new-instance v2, Landroid/content/Intent;
    invoke-direct {v2}, Landroid/content/Intent;-><init>()V
    const-string v3, "handed over"
    invoke-static {v2, v3}, Lconst/Constants;->b04_handed_on(Landroid/content/Intent;Ljava/lang/String;)V
    invoke-static {v0}, Lconst/Constants;->b05_in_a_loop(I)V
    const/4 v3, 0x0
    invoke-static {v3}, Lconst/Constants;->b06_sensor(Landroid/hardware/SensorManager;)V
    invoke-static {}, Lconst/Constants;->b07_fields()V
    sget-object v3, Lconst/Constants;->LIST:[Ljava/lang/String;
    invoke-static {v3, v0}, Lconst/Constants;->b08_list([Ljava/lang/String;I)V
    new-instance v3, Lconst/Fields;
    invoke-direct {v3}, Lconst/Fields;-><init>()V
    invoke-virtual {v3}, Lconst/Fields;->b09_use()V
    return-void
.end method

.method static unreached(I)V
    .registers 4
    const-string v0, "just before"
    if-eqz p0, :use
    const-string v0, "just before"
    :use
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    const-string v0, "just before"
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    return-void
.end method
