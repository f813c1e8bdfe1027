package cn.example.push;

import android.content.Context;
import android.provider.Settings;
import android.telephony.TelephonyManager;

/** As a shrinker leaves it. */
public class a {
    public static String a(Context context, String prefix) {
        return prefix + Settings.Secure.getString(context.getContentResolver(), "android_id");
    }

    public static String b(TelephonyManager manager) {
        return manager.getDeviceId();
    }

    /** Nobody calls it. */
    public static String c(TelephonyManager manager) {
        return manager.getSubscriberId();
    }
}
