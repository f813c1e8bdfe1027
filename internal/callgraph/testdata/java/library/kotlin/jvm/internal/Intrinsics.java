package kotlin.jvm.internal;

public class Intrinsics {
    public static boolean areEqual(Object a, Object b) { return false; }
}
