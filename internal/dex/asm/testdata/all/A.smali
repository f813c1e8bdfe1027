# By its name it comes before its superclass and the interface of that.
.class final Lall/A;
.super Lall/Values;

.method static constructor <clinit>()V
    .registers 0
    return-void
.end method

.method constructor <init>()V
    .registers 1
    invoke-direct {p0}, Lall/Values;-><init>()V
    return-void
.end method

.method private static native declared-synchronized a(IJ[[Ljava/lang/Object;)D
.end method
