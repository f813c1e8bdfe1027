# Built with: smali assemble --api 29 -o code.dex code.smali
.class public abstract Lcode/Main;
.super Ljava/lang/Object;
.implements Ljava/lang/Runnable;
.implements Ljava/util/concurrent/Callable;
.source "Main.java"

.field static final flag:Z = true
.field static final small:B = -2t
.field static final letter:C = '政'
.field static final number:I = -70000
.field static final large:J = 0x123456789aL
.field static final key:Ljava/lang/String; = "android_id"
.field static late:Ljava/lang/Object;
.field private count:I

.method static constructor <clinit>()V
    .registers 1
    .line 12
    const/4 v0, 0x0
    sput-object v0, Lcode/Main;->late:Ljava/lang/Object;
    .line 14
    return-void
.end method

.method public constructor <init>()V
    .registers 2
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    const/4 v0, -0x1
    iput v0, p0, Lcode/Main;->count:I
    return-void
.end method

.method public static constants()V
    .registers 300
    .line 30
    const/16 v0, -0x1234
    const v0, 0x12345678
    const/high16 v0, -0x10000
    const-wide/16 v0, 0x10
    const-wide/32 v0, -0x12345678
    const-wide v0, 0x123456789abcdefL
    const-wide/high16 v0, 0x4000000000000000L
    .line 40
    const-string v0, "隐私"
    const-string/jumbo v1, "jumbo"
    const-class v2, Lcode/Main;
    move-object v3, v0
    move-object/from16 v4, v299
    move-object/16 v298, v4
    check-cast v0, Ljava/lang/String;
    instance-of v5, v0, Ljava/lang/String;
    new-instance v6, Ljava/lang/StringBuilder;
    new-array v7, v5, [Ljava/lang/String;
    aput-object v0, v7, v5
    filled-new-array {v0, v1, v2, v3, v4}, [Ljava/lang/Object;
    filled-new-array/range {v20 .. v29}, [Ljava/lang/Object;
    sget-object v8, Lcode/Main;->key:Ljava/lang/String;
    add-int/lit8 v9, v8, -0x3
    add-int/lit16 v9, v8, -0x300
    .line 35
    return-void
.end method

.method public static calls(Ljava/lang/String;IJ)I
    .registers 9
    :start
    .line 50
    invoke-static {}, Lcode/Main;->constants()V
    invoke-virtual {p0}, Ljava/lang/String;->length()I
    move-result v0
    invoke-virtual {v0, v1, v2, v3, v4}, Ljava/lang/Object;->five(IIII)V
    invoke-static/range {p0 .. p3}, Lcode/Main;->calls(Ljava/lang/String;IJ)I
    invoke-interface {v0}, Ljava/lang/Runnable;->run()V
    invoke-super {v0}, Ljava/lang/Object;->hashCode()I
    :end
    .catch Ljava/lang/RuntimeException; {:start .. :end} :runtime
    .catch Ljava/io/IOException; {:start .. :end} :io
    .catchall {:start .. :end} :any
    if-eqz p1, :any
    if-lt v0, p1, :runtime
    goto :out
    :runtime
    move-exception v0
    goto/16 :out
    :io
    .line 70
    move-exception v0
    goto/32 :out
    :any
    nop
    :out
    packed-switch v0, :packed
    sparse-switch v0, :sparse
    fill-array-data v0, :array
    return v0
    :packed
    .packed-switch 0x1
        :start
        :io
    .end packed-switch
    :sparse
    .sparse-switch
        -0x5 -> :start
        0x10 -> :out
        0x7fffffff -> :any
    .end sparse-switch
    :array
    .array-data 1
        0x1 0x2 0x3
    .end array-data
.end method

.method public static dynamic(Ljava/lang/invoke/MethodHandle;)V
    .registers 3
    invoke-custom {}, call_site_0("run", ()Ljava/lang/Runnable;, ()V, invoke-static@Lcode/Main;->constants()V, ()V)@Ljava/lang/invoke/LambdaMetafactory;->metafactory(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;
    move-result-object v0
    invoke-polymorphic {p0, v0}, Ljava/lang/invoke/MethodHandle;->invoke([Ljava/lang/Object;)Ljava/lang/Object;, (Ljava/lang/Object;)V
    invoke-polymorphic/range {p0 .. p0}, Ljava/lang/invoke/MethodHandle;->invoke([Ljava/lang/Object;)Ljava/lang/Object;, ()V
    return-void
.end method

.method public abstract call()Ljava/lang/Object;
.end method

.method public native run()V
.end method
