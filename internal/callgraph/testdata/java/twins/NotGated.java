package twins;

import static twins.App.resolver;

import android.app.Dialog;
import android.content.Context;
import android.content.SharedPreferences;
import android.os.Build;
import android.provider.Settings.Secure;
import android.text.TextUtils;
import android.util.Log;
import com.tencent.mmkv.MMKV;

/** The bad twins: nothing here waits for consent. */
class NotGated {
    private static Dialog privacyDialog;
    private static String privacyUrl = Build.MODEL;
    private static boolean debug = Build.TYPE.equals("eng");
    private static boolean agreementRequired;

    static void all(Context c, SharedPreferences sp) {
        ignored(sp);
        sdk();
        network(c);
        debug();
        before(sp);
        both(c, sp);
        afterLog(sp);
        refused(sp);
        refusedElse(sp);
        refusedEarly(sp);
        refusedHelper(c);
        refusedField();
        refusedPrefix(sp);
        refusedMmkv();
        refusedInt(sp);
        refusedNotOne(sp);
        refusedEnum();
        refusedFalse(sp);
        finallyRead(sp);
        finallyOddKey(sp);
        caught(sp);
        or(sp);
        doWhile(sp);
        other(sp);
        otherName(sp);
        disagreed(sp);
        dialogIsNull();
        dialogShows();
        url();
        urlContains(Build.HOST);
        logTag();
        nothing();
        writes(sp);
        edited(sp);
        callFirst(sp);
        permission(c);
        process(c);
        shouldAsk(sp);
        startedTwice(sp);
        required();
        exceptionOnly(sp);
    }

    static void ignored(SharedPreferences sp) {
        boolean agreed = sp.getBoolean("privacy_agree", false);
        Log.d("app", "agreed " + agreed);
        Secure.getString(resolver, "startup: answer is ignored");
    }

    static void sdk() {
        if (Build.VERSION.SDK_INT < 29) Secure.getString(resolver, "startup: version of the platform");
    }

    static void network(Context c) {
        if (Network.connected(c)) Secure.getString(resolver, "startup: network");
    }

    static void debug() {
        if (!debug) Secure.getString(resolver, "startup: debug flag");
    }

    static void before(SharedPreferences sp) {
        Secure.getString(resolver, "startup: before the question");
        if (!sp.getBoolean("privacy_agree", false)) return;
        sp.edit().apply();
    }

    static void both(Context c, SharedPreferences sp) {
        if (sp.getBoolean("privacy_agree", false)) {
            c.setTheme(1);
        } else {
            c.setTheme(2);
        }
        Secure.getString(resolver, "startup: behind both branches");
    }

    static void afterLog(SharedPreferences sp) {
        if (!sp.getBoolean("privacy_agree", false)) {
            Log.w("app", "no consent yet");
        }
        Secure.getString(resolver, "startup: refusal is only logged");
    }

    static void refused(SharedPreferences sp) {
        if (!sp.getBoolean("privacy_agree", false)) Secure.getString(resolver, "startup: where the answer is no");
    }

    static void refusedElse(SharedPreferences sp) {
        if (sp.getBoolean("is_agree_privacy", false)) {
            sp.edit().apply();
        } else {
            Secure.getString(resolver, "startup: else branch of consent");
        }
    }

    static void refusedEarly(SharedPreferences sp) {
        if (sp.getBoolean("hasAgreed", false)) return;
        Secure.getString(resolver, "startup: early return with consent");
    }

    static void refusedHelper(Context c) {
        if (!Constants.isAgree(c)) Secure.getString(resolver, "startup: helper says no");
    }

    static void refusedField() {
        if (!Fields.isAgreePrivacy) Secure.getString(resolver, "startup: field says no");
    }

    static void refusedPrefix(SharedPreferences sp) {
        if (!sp.getBoolean("sp_key_agree_privacy", false)) Secure.getString(resolver, "startup: key with a prefix says no");
    }

    static void refusedMmkv() {
        if (!MMKV.defaultMMKV().decodeBool("privacyAgreed", false)) Secure.getString(resolver, "startup: MMKV says no");
    }

    static void refusedInt(SharedPreferences sp) {
        if (sp.getInt("privacy_agree", 0) == 0) Secure.getString(resolver, "startup: int flag says no");
    }

    static void refusedNotOne(SharedPreferences sp) {
        if (sp.getInt("privacy_agree", 0) != 1) Secure.getString(resolver, "startup: int flag is not one");
    }

    static void refusedEnum() {
        if (ConsentState.current() != ConsentState.AGREED) Secure.getString(resolver, "startup: enum says no");
    }

    static void refusedFalse(SharedPreferences sp) {
        if (sp.getBoolean("privacy_agree", false) == false) Secure.getString(resolver, "startup: compared with false");
    }

    static void finallyRead(SharedPreferences sp) {
        try {
            if (!sp.getBoolean("privacy_agree", false)) return;
            sp.edit().apply();
        } finally {
            Secure.getString(resolver, "startup: finally block");
        }
    }

    static void finallyOddKey(SharedPreferences sp) {
        try {
            if (!sp.getBoolean("privacy_ok", false)) return;
            sp.edit().apply();
        } finally {
            Secure.getString(resolver, "startup: finally block behind a key that does not affirm");
        }
    }

    static void caught(SharedPreferences sp) {
        try {
            if (sp.getBoolean("privacy_agree", false)) sp.edit().apply();
        } catch (ClassCastException e) {
            Secure.getString(resolver, "startup: catch block");
        }
    }

    static void or(SharedPreferences sp) {
        if (debug || sp.getBoolean("privacy_agree", false)) Secure.getString(resolver, "startup: one of two conditions");
    }

    static void doWhile(SharedPreferences sp) {
        do {
            Secure.getString(resolver, "startup: loop that asks at its end");
        } while (!sp.getBoolean("privacy_agree", false));
    }

    /** Not wanted, but no name tells it from the first start. */
    static void other(SharedPreferences sp) {
        if (sp.getBoolean("dark_mode", false)) Secure.getString(resolver, "gate-stored: flag of another meaning");
    }

    static void otherName(SharedPreferences sp) {
        if (sp.getInt("launch_count", 0) > 3) Secure.getString(resolver, "startup: stored int of another meaning");
    }

    static void disagreed(SharedPreferences sp) {
        if (sp.getBoolean("user_disagree", false)) return;
        Secure.getString(resolver, "startup: not yet refused");
    }

    static void dialogIsNull() {
        if (privacyDialog == null) Secure.getString(resolver, "startup: dialog is null");
    }

    static void dialogShows() {
        if (privacyDialog != null && privacyDialog.isShowing()) return;
        Secure.getString(resolver, "startup: dialog does not show");
    }

    static void url() {
        if (!TextUtils.isEmpty(privacyUrl)) Secure.getString(resolver, "startup: address of the policy is known");
    }

    static void urlContains(String url) {
        if (!url.contains("privacy")) Secure.getString(resolver, "startup: address is not that of the policy");
    }

    static void logTag() {
        if (Log.isLoggable("privacy", Log.DEBUG)) Secure.getString(resolver, "startup: log tag");
    }

    static void nothing() {
        Secure.getString(resolver, "startup: no condition");
    }

    static void writes(SharedPreferences sp) {
        if (sp.edit().putBoolean("privacy_agree", true).commit()) Secure.getString(resolver, "startup: consent is only written");
    }

    static void edited(SharedPreferences sp) {
        MMKV kv = MMKV.defaultMMKV();
        if (kv.encode("privacy_shown", true)) Secure.getString(resolver, "startup: MMKV is only written");
    }

    static void callFirst(SharedPreferences sp) {
        String id = Secure.getString(resolver, "startup: read first, used with consent");
        if (sp.getBoolean("privacy_agree", false)) sp.edit().putString("id", id).apply();
    }

    static void permission(Context c) {
        if (c.checkSelfPermission("android.permission.READ_PHONE_STATE") == 0) Secure.getString(resolver, "startup: permission granted");
    }

    static void process(Context c) {
        if (!c.getPackageName().equals(processName())) return;
        Secure.getString(resolver, "startup: main process");
    }

    private static String processName() {
        return android.app.Application.getProcessName();
    }

    static void shouldAsk(SharedPreferences sp) {
        if (sp.getBoolean("need_show_agreement", true)) Secure.getString(resolver, "startup: where consent is still to be asked for");
    }

    static void startedTwice(SharedPreferences sp) {
        if (sp.getBoolean("privacy_agree", false)) sp.edit().apply();
        if (Build.VERSION.SDK_INT > 21) Secure.getString(resolver, "startup: behind an answered question");
    }

    static void required() {
        if (agreementRequired) return;
        Secure.getString(resolver, "startup: flag of a configuration");
    }

    static void exceptionOnly(SharedPreferences sp) {
        try {
            if (!sp.getBoolean("privacy_agree", false)) throw new IllegalStateException();
        } catch (IllegalStateException e) {
            Log.w("app", e);
        }
        Secure.getString(resolver, "startup: the exception is swallowed");
    }
}
