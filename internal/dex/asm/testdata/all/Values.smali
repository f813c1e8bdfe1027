# Initial values of every type, at the ends of their ranges, and annotations.
.class public abstract Lall/Values;
.super Ljava/lang/Object;
.source "Values.java"
.implements Lall/Base;

.annotation system Ldalvik/annotation/MemberClasses;
    value = {
        Lall/A;,
        [[I
    }
.end annotation

.annotation runtime Lall/Note;
    text = "a \"b\" \\ \n \u9690\u79c1 隐私 𠮷 \u0000 \ud842"
    numbers = { 0x1, -0x80t, 0x7fffs, -0x8000000000000000L, 1.5f, -2.0, 'x', '\u4e2d', '\'' }
    of = .enum Lall/Kind;->ONE:Lall/Kind;
    field = Lall/Values;->z:Z
    method = Lall/Values;->note(I)V
    nothing = null
    truth = true
    empty = { }
    inner = .subannotation Lall/Inner;
        name = Lall/Base;
        deep = { .subannotation Lall/Inner;
            name = V
        .end subannotation }
    .end subannotation
.end annotation

# static fields
.field public static final b:B = -0x80t

.field public static final c:C = '\uffff'

.field public static final c0:C = 'a'

.field public static final d:D = 1.0

.field public static final d2:D = -1.7976931348623157E308

.field public static final d3:D = NaN

.field public static final d4:D = -Infinity

.field public static final f:F = 0.1f

.field public static final f2:F = Infinityf

.field public static final f3:F = NaNf

.field public static final i:I = 0x7fffffff

.field public static final i2:I = -0x80000000

.field public static final i3:I = 0x80

.field public static final j:J = 0x7fffffffffffffffL

.field public static final j2:J = -0x8000000000000000L

.field public static final j3:J = -0x81L

.field public static final k:Ljava/lang/Object; = null

.field public static final n:Ljava/lang/String; = "\u653f\u7b56 # no comment"

.field public static final s:S = -0x8000s

.field public static final t:Ljava/lang/Class; = Lall/Base;

.field static volatile unset:I

.field public static final z:Z = true

.field public static final zz:Z = false

# instance fields
.field protected transient noted:Ljava/util/List;
    .annotation system Ldalvik/annotation/Signature;
        value = {
            "Ljava/util/List<",
            "Ljava/lang/String;",
            ">;"
        }
    .end annotation
.end field

.field private final synthetic plain:[[J

.method constructor <init>()V
    .registers 1
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method

.method public varargs abstract note(I)V
    .annotation build Lall/Note;
    .end annotation

    .annotation runtime Ljava/lang/Deprecated;
    .end annotation
.end method

.method protected final synchronized named(IJLjava/lang/String;)V
    .locals 2
    .param p1, "count"    # I
        .annotation runtime Lall/Note;
        .end annotation
    .end param
    .param p2, "time"    # J

    .prologue
    .line 7
    const/4 v0, 0x0

    .local v0, "zero":I
    .line 8
    int-to-long v0, p1

    .end local v0    # "zero":I
    .line 300
    move-wide v0, p2

    .restart local v0    # "zero":I
    .line 299
    nop

    .line 290
    return-void
.end method
