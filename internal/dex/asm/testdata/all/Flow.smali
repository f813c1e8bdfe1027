# Labels, handlers, switches and array data.
.class public Lall/Flow;
.super Ljava/lang/Object;

.method public static switches(I)I
    .registers 2

    packed-switch p0, :packed
    sparse-switch p0, :sparse
    :default
    const/4 v0, -0x1
    return v0

    :one
    const/4 v0, 0x1
    return v0

    :two
    const/4 v0, 0x2
    goto :default

    :packed
    .packed-switch -0x1
        :one
        :two
        :default
    .end packed-switch

    :sparse
    .sparse-switch
        -0x80000000 -> :two
        0x7f040000 -> :one
    .end sparse-switch
.end method

.method public static arrays()V
    .registers 1

    fill-array-data v0, :bytes
    fill-array-data v0, :shorts
    fill-array-data v0, :ints
    fill-array-data v0, :longs
    fill-array-data v0, :none
    return-void

    :bytes
    .array-data 1
        0x1t
        -0x80t
        0x7ft
    .end array-data

    :shorts
    .array-data 2
        -0x8000s
    .end array-data

    :ints
    .array-data 4
        0x1
        -0x80000000
        0x3f800000    # 1.0f
    .end array-data

    :longs
    .array-data 8
        -0x8000000000000000L
    .end array-data

    :none
    .array-data 4
    .end array-data
.end method

.method public static handlers()V
    .registers 2

    :start_0
    invoke-static {}, Lall/Flow;->handlers()V
    :end_0
    .catch Ljava/io/IOException; {:start_0 .. :end_0} :io
    .catch Ljava/lang/Exception; {:start_0 .. :end_0} :any
    .catchall {:start_0 .. :end_0} :all

    nop

    :start_1
    invoke-static {}, Lall/Flow;->handlers()V
    :inner_start
    invoke-static {}, Lall/Flow;->switches2()V
    :inner_end
    invoke-static {}, Lall/Flow;->handlers()V
    :end_1
    .catch Ljava/lang/Error; {:inner_start .. :inner_end} :io
    .catch Ljava/lang/Exception; {:start_1 .. :end_1} :any

    return-void

    :io
    move-exception v0
    throw v0

    :any
    move-exception v0
    :again
    if-nez v0, :again
    goto/32 :again

    :all
    move-exception v1
    throw v1
.end method

.method public static switches2()V
    .registers 1
    return-void
.end method
