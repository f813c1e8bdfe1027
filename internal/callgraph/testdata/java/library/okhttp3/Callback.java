package okhttp3;

public interface Callback {
    void onFailure(Object call, java.io.IOException e);
    void onResponse(Object call, Object response);
}
