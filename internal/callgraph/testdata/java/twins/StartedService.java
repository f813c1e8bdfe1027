package twins;

import android.app.IntentService;
import android.content.Intent;
import android.provider.Settings.Secure;

/** App starts it. */
public class StartedService extends IntentService {
    public StartedService() {
        super("started");
    }

    @Override
    protected void onHandleIntent(Intent intent) {
        Secure.getString(App.resolver, "startup: IntentService");
    }

    @Override
    public void onDestroy() {
        Secure.getString(App.resolver, "background: end of a service");
    }
}
