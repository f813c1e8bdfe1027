# Sorts behind nothing, and has to stand before the classes that use it.
.class public interface abstract Lall/Base;
.super Ljava/lang/Object;

.field public static final NAME:Ljava/lang/String; = "base"

.method public abstract base()V
.end method
