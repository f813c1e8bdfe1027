# Built together with hello.smali: a class without a package.
.class LBare;
.super Ljava/lang/Object;
