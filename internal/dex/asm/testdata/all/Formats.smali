# Every instruction once, with operands at the ends of their ranges.
.class public Lall/Formats;
.super Ljava/lang/Object;
.source "Formats.java"

.field public static FIELD:I

.field public field:J

.method public run(JI)V
    .registers 310
    nop
    move v2, v4
    move/from16 v2, v300
    move/16 v300, v2
    move-wide v2, v4
    move-wide/from16 v2, v300
    move-wide/16 v300, v2
    move-object v2, v4
    move-object/from16 v2, v300
    move-object/16 v300, v2
    move-result v2
    move-result-wide v2
    move-result-object v2
    move-exception v2
    return-void
    return v2
    return-wide v2
    return-object v2
    const/4 v2, -0x8
    const/16 v2, -0x8000
    const v2, -0x7fffffff
    const/high16 v2, -0x7ffe0000
    const-wide/16 v2, -0x8000
    const-wide/32 v2, -0x7fffffff
    const-wide v2, -0x7ffffffffffffffeL
    const-wide/high16 v2, -0x7ffe000000000000L
    const-string v200, "text"
    const-string/jumbo v200, "text"
    const-class v200, Ljava/lang/String;
    monitor-enter v2
    monitor-exit v2
    check-cast v200, Ljava/lang/String;
    instance-of v2, v4, [I
    array-length v2, v4
    new-instance v200, Ljava/lang/String;
    new-array v2, v4, [I
    filled-new-array {v2, v4, v6}, [I
    filled-new-array/range {v100 .. v140}, [I
    throw v2
    cmpl-float v2, v4, v200
    cmpg-float v2, v4, v200
    cmpl-double v2, v4, v200
    cmpg-double v2, v4, v200
    cmp-long v2, v4, v200
    if-eq v2, v4, :end
    if-ne v2, v4, :end
    if-lt v2, v4, :end
    if-ge v2, v4, :end
    if-gt v2, v4, :end
    if-le v2, v4, :end
    if-eqz v200, :end
    if-nez v200, :end
    if-ltz v200, :end
    if-gez v200, :end
    if-gtz v200, :end
    if-lez v200, :end
    aget v2, v4, v200
    aget-wide v2, v4, v200
    aget-object v2, v4, v200
    aget-boolean v2, v4, v200
    aget-byte v2, v4, v200
    aget-char v2, v4, v200
    aget-short v2, v4, v200
    aput v2, v4, v200
    aput-wide v2, v4, v200
    aput-object v2, v4, v200
    aput-boolean v2, v4, v200
    aput-byte v2, v4, v200
    aput-char v2, v4, v200
    aput-short v2, v4, v200
    iget v2, v4, Lall/Formats;->field:J
    iget-wide v2, v4, Lall/Formats;->field:J
    iget-object v2, v4, Lall/Formats;->field:J
    iget-boolean v2, v4, Lall/Formats;->field:J
    iget-byte v2, v4, Lall/Formats;->field:J
    iget-char v2, v4, Lall/Formats;->field:J
    iget-short v2, v4, Lall/Formats;->field:J
    iput v2, v4, Lall/Formats;->field:J
    iput-wide v2, v4, Lall/Formats;->field:J
    iput-object v2, v4, Lall/Formats;->field:J
    iput-boolean v2, v4, Lall/Formats;->field:J
    iput-byte v2, v4, Lall/Formats;->field:J
    iput-char v2, v4, Lall/Formats;->field:J
    iput-short v2, v4, Lall/Formats;->field:J
    sget v200, Lall/Formats;->FIELD:I
    sget-wide v200, Lall/Formats;->FIELD:I
    sget-object v200, Lall/Formats;->FIELD:I
    sget-boolean v200, Lall/Formats;->FIELD:I
    sget-byte v200, Lall/Formats;->FIELD:I
    sget-char v200, Lall/Formats;->FIELD:I
    sget-short v200, Lall/Formats;->FIELD:I
    sput v200, Lall/Formats;->FIELD:I
    sput-wide v200, Lall/Formats;->FIELD:I
    sput-object v200, Lall/Formats;->FIELD:I
    sput-boolean v200, Lall/Formats;->FIELD:I
    sput-byte v200, Lall/Formats;->FIELD:I
    sput-char v200, Lall/Formats;->FIELD:I
    sput-short v200, Lall/Formats;->FIELD:I
    invoke-virtual {v1, v2, v3, v4, v5}, Lall/Formats;->call(JI[S)V
    invoke-super {v1, v2, v3, v4, v5}, Lall/Formats;->call(JI[S)V
    invoke-direct {v1, v2, v3, v4, v5}, Lall/Formats;->call(JI[S)V
    invoke-static {v1, v2, v3, v4, v5}, Lall/Formats;->call(JI[[SLjava/lang/String;)V
    invoke-interface {v1, v2, v3, v4, v5}, Lall/Formats;->call(JI[S)V
    invoke-virtual/range {p0 .. p3}, Lall/Formats;->call(JI)V
    invoke-super/range {p0 .. p3}, Lall/Formats;->call(JI)V
    invoke-direct/range {p0 .. p3}, Lall/Formats;->call(JI)V
    invoke-static/range {v300 .. v304}, Lall/Formats;->call(JI[[SLjava/lang/String;)V
    invoke-interface/range {p0 .. p3}, Lall/Formats;->call(JI)V
    neg-int v2, v4
    not-int v2, v4
    neg-long v2, v4
    not-long v2, v4
    neg-float v2, v4
    neg-double v2, v4
    int-to-long v2, v4
    int-to-float v2, v4
    int-to-double v2, v4
    long-to-int v2, v4
    long-to-float v2, v4
    long-to-double v2, v4
    float-to-int v2, v4
    float-to-long v2, v4
    float-to-double v2, v4
    double-to-int v2, v4
    double-to-long v2, v4
    double-to-float v2, v4
    int-to-byte v2, v4
    int-to-char v2, v4
    int-to-short v2, v4
    add-int v2, v4, v200
    sub-int v2, v4, v200
    mul-int v2, v4, v200
    div-int v2, v4, v200
    rem-int v2, v4, v200
    and-int v2, v4, v200
    or-int v2, v4, v200
    xor-int v2, v4, v200
    shl-int v2, v4, v200
    shr-int v2, v4, v200
    ushr-int v2, v4, v200
    add-long v2, v4, v200
    sub-long v2, v4, v200
    mul-long v2, v4, v200
    div-long v2, v4, v200
    rem-long v2, v4, v200
    and-long v2, v4, v200
    or-long v2, v4, v200
    xor-long v2, v4, v200
    shl-long v2, v4, v200
    shr-long v2, v4, v200
    ushr-long v2, v4, v200
    add-float v2, v4, v200
    sub-float v2, v4, v200
    mul-float v2, v4, v200
    div-float v2, v4, v200
    rem-float v2, v4, v200
    add-double v2, v4, v200
    sub-double v2, v4, v200
    mul-double v2, v4, v200
    div-double v2, v4, v200
    rem-double v2, v4, v200
    add-int/2addr v2, v4
    sub-int/2addr v2, v4
    mul-int/2addr v2, v4
    div-int/2addr v2, v4
    rem-int/2addr v2, v4
    and-int/2addr v2, v4
    or-int/2addr v2, v4
    xor-int/2addr v2, v4
    shl-int/2addr v2, v4
    shr-int/2addr v2, v4
    ushr-int/2addr v2, v4
    add-long/2addr v2, v4
    sub-long/2addr v2, v4
    mul-long/2addr v2, v4
    div-long/2addr v2, v4
    rem-long/2addr v2, v4
    and-long/2addr v2, v4
    or-long/2addr v2, v4
    xor-long/2addr v2, v4
    shl-long/2addr v2, v4
    shr-long/2addr v2, v4
    ushr-long/2addr v2, v4
    add-float/2addr v2, v4
    sub-float/2addr v2, v4
    mul-float/2addr v2, v4
    div-float/2addr v2, v4
    rem-float/2addr v2, v4
    add-double/2addr v2, v4
    sub-double/2addr v2, v4
    mul-double/2addr v2, v4
    div-double/2addr v2, v4
    rem-double/2addr v2, v4
    add-int/lit16 v2, v4, 0x7fff
    rsub-int v2, v4, 0x7fff
    mul-int/lit16 v2, v4, 0x7fff
    div-int/lit16 v2, v4, 0x7fff
    rem-int/lit16 v2, v4, 0x7fff
    and-int/lit16 v2, v4, 0x7fff
    or-int/lit16 v2, v4, 0x7fff
    xor-int/lit16 v2, v4, 0x7fff
    add-int/lit8 v2, v200, -0x80
    rsub-int/lit8 v2, v200, -0x80
    mul-int/lit8 v2, v200, -0x80
    div-int/lit8 v2, v200, -0x80
    rem-int/lit8 v2, v200, -0x80
    and-int/lit8 v2, v200, -0x80
    or-int/lit8 v2, v200, -0x80
    xor-int/lit8 v2, v200, -0x80
    shl-int/lit8 v2, v200, -0x80
    shr-int/lit8 v2, v200, -0x80
    ushr-int/lit8 v2, v200, -0x80
    goto :end
    goto/16 :end
    goto/32 :end
    :end
    return-void
.end method
