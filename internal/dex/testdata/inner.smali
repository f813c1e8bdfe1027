# Built together with hello.smali.
.class Lcom/example/hello/Main$Inner;
.super Lcom/example/hello/Main;
