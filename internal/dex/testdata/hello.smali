# Built with: smali assemble --api 24 -o hello.dex bare.smali hello.smali inner.smali
.class public Lcom/example/hello/Main;
.super Ljava/lang/Object;

.method public static greet()Ljava/lang/String;
    .registers 3
    const-string v0, "隐私政策"
    const-string v1, "see https://example.com/privacy"
    const-string v2, "zero \u0000 and 𠮷 and 政"
    return-object v0
.end method

.method public static plain()Ljava/lang/String;
    .registers 3
    const-string v0, "a:b"
    const-string v1, "ひらがな"
    const-string v2, "naïve"
    return-object v0
.end method
