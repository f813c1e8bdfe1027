package cn.example.push;

import android.content.Context;
import android.telephony.TelephonyManager;

/** What apps are meant to call. */
public final class Push {
    private static boolean agreed;

    private Push() {
    }

    public static void setConsent(boolean consent) {
        agreed = consent;
    }

    public static void init(Context context, String key) {
        Runnable later = () -> a.a(context, "push_" + key);
        new Thread(later).start();
    }

    public static String deviceId(Context context) {
        return agreed ? a.b((TelephonyManager) context.getSystemService("phone")) : null;
    }
}
