package twins;

import static twins.App.resolver;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.os.Handler;
import android.provider.Settings.Secure;

/** A launcher that goes on by itself, with consent to one screen, without to another. */
public class Splash extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        new Handler().postDelayed(new Runnable() {
            @Override
            public void run() {
                next();
            }
        }, 2000);
    }

    private void next() {
        if (SPUtils.getInstance().getBoolean("agree_privacy")) {
            startActivity(new Intent(this, Home.class));
        } else {
            startActivity(new Intent(this, Welcome.class));
        }
        finish();
    }

    public static class Home extends Activity {
        @Override
        protected void onCreate(Bundle state) {
            super.onCreate(state);
            Secure.getString(resolver, "gate-named: screen that is opened with consent");
        }
    }

    public static class Welcome extends Activity {
        @Override
        protected void onCreate(Bundle state) {
            super.onCreate(state);
            Secure.getString(resolver, "startup: screen that is opened without consent");
        }
    }

    public static class Settings extends Activity {
        @Override
        protected void onCreate(Bundle state) {
            super.onCreate(state);
            Secure.getString(resolver, "user: screen that nothing opens at once");
        }
    }
}
