package kotlin;

import kotlin.jvm.functions.Function0;

public class LazyKt {
    public static <T> Lazy<T> lazy(Function0<? extends T> initializer) { return null; }
}
