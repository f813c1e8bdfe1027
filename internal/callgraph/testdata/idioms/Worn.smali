.class public Lidioms/Worn;
.super Lidioms/Base;
.implements Lidioms/Shape;

.method public constructor <init>()V
    .registers 1
    invoke-direct {p0}, Lidioms/Base;-><init>()V
    return-void
.end method
