package twins;

import static twins.App.resolver;

import android.content.Context;
import android.provider.Settings.Secure;
import androidx.lifecycle.MutableLiveData;
import androidx.lifecycle.Observer;
import com.bun.miitmdid.core.MdidSdkHelper;
import com.bun.miitmdid.interfaces.IIdentifierListener;
import com.tencent.bugly.crashreport.CrashReport;
import java.io.IOException;
import java.util.Map;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.OkHttp;
import org.greenrobot.eventbus.EventBus;
import org.greenrobot.eventbus.Subscribe;

/** What libraries call back. */
class LibraryCallbacks {
    static void all(Context c) {
        MdidSdkHelper.InitSdk(c, true, new IIdentifierListener() {
            @Override
            public void OnSupport(boolean supported, Object supplier) {
                Secure.getString(resolver, "startup: listener of the MSA SDK");
            }
        });
        CrashReport.UserStrategy s = new CrashReport.UserStrategy(c);
        s.setCrashHandleCallback(new CrashReport.CrashHandleCallback() {
            @Override
            public Map<String, String> onCrashHandleStart(int type, String name, String message, String stack) {
                Secure.getString(resolver, "background: crash callback of Bugly");
                return null;
            }
        });
        CrashReport.initCrashReport(c, "id", false, s);
        EventBus.getDefault().register(new Subscriber());
        EventBus.getDefault().post("start");
        OkHttp.addInterceptor(new Interceptor() {
            @Override
            public Object intercept(Object chain) {
                return Secure.getString(resolver, "startup: interceptor");
            }
        });
        OkHttp.enqueue(new Callback() {
            @Override
            public void onFailure(Object call, IOException e) { }

            @Override
            public void onResponse(Object call, Object response) {
                Secure.getString(resolver, "startup: response");
            }
        });
        MutableLiveData<String> data = new MutableLiveData<>();
        data.observeForever(new Observer<String>() {
            @Override
            public void onChanged(String value) {
                Secure.getString(resolver, "startup: LiveData");
            }
        });
    }

    public static class Subscriber {
        @Subscribe
        public void onMessage(String e) {
            Secure.getString(resolver, "startup: subscriber of EventBus");
        }
    }
}
