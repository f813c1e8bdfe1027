# Arrays in fields that only the constructors fill.
.class public Lconst/Fields;
.super Ljava/lang/Object;

.field protected wanted:[Ljava/lang/String;
.field protected changed:[Ljava/lang/String;

.method public constructor <init>()V
    .registers 4
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    const/4 v0, 0x1
    new-array v0, v0, [Ljava/lang/String;
    const/4 v1, 0x0
    const-string v2, "wanted"
    aput-object v2, v0, v1
    iput-object v0, p0, Lconst/Fields;->wanted:[Ljava/lang/String;
    iput-object v0, p0, Lconst/Fields;->changed:[Ljava/lang/String;
    return-void
.end method

.method public b09_use()V
    .registers 3
    iget-object v0, p0, Lconst/Fields;->wanted:[Ljava/lang/String;
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    iget-object v0, p0, Lconst/Fields;->changed:[Ljava/lang/String;
    invoke-static {v0}, Lplatform/Api;->use(Ljava/lang/Object;)V
    const/4 v0, 0x0
    iput-object v0, p0, Lconst/Fields;->changed:[Ljava/lang/String;
    return-void
.end method
