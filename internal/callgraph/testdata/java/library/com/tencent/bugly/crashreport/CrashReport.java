package com.tencent.bugly.crashreport;

import android.content.Context;
import java.util.Map;

public class CrashReport {
    public static class CrashHandleCallback {
        public Map<String, String> onCrashHandleStart(int type, String name, String message, String stack) { return null; }
    }

    public static class UserStrategy {
        public UserStrategy(Context context) { }
        public void setCrashHandleCallback(CrashHandleCallback callback) { }
    }

    public static void initCrashReport(Context context, String id, boolean debug, UserStrategy strategy) { }
}
