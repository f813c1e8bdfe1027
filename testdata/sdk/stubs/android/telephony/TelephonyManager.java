package android.telephony;

public class TelephonyManager {
    public String getDeviceId() {
        return null;
    }

    public String getSubscriberId() {
        return null;
    }
}
