package okhttp3;

/** OkHttp hands its callbacks over here. */
public class OkHttp {
    public static void enqueue(Callback callback) { }
    public static void addInterceptor(Interceptor interceptor) { }
}
