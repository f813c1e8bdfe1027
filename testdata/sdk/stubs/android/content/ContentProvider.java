package android.content;

public abstract class ContentProvider {
    public abstract boolean onCreate();

    public final Context getContext() {
        return null;
    }
}
