package twins;

import static twins.App.resolver;

import android.content.Context;
import android.content.SharedPreferences;
import android.os.Build;
import android.provider.Settings.Secure;
import android.text.TextUtils;
import com.tencent.mmkv.MMKV;

/** Consent as a value in a store. */
class Stored {
    private static final String KEY = "user_agree_privacy";
    private static final int VERSION = 3;
    private static String computedKey = "privacy_" + Build.VERSION.SDK_INT;

    static void all(Context c, SharedPreferences sp) {
        positive(sp);
        earlyReturn(sp);
        elseBranch(c, sp);
        andRight(sp);
        andLeft(c, sp);
        ternary(sp);
        returned(sp);
        constantKey(sp);
        fieldKey(sp);
        firstStart(c, sp);
        nullChecked(c);
        intFlag(sp);
        intCompared(sp);
        longFlag(sp);
        textFlag(sp);
        textUtils(sp);
        textNotEmpty(sp);
        contains(sp);
        switched(sp);
        farFromRead(c, sp);
        merged(sp);
        named(sp);
        mmkv();
        mmkvFirst();
        mmkvInt();
        mmkvContains();
        chinese(sp);
        negated(sp);
        inverse(sp);
        viaBoxed(sp);
        twoFlags(sp);
        agreementPending(sp);
        keyTogether(sp, c);
    }

    static void positive(SharedPreferences sp) {
        if (sp.getBoolean("privacy_agreed", false)) {
            Secure.getString(resolver, "gate-named: positive");
        }
    }

    static void earlyReturn(SharedPreferences sp) {
        if (!sp.getBoolean("agree_privacy", false)) return;
        Secure.getString(resolver, "gate-named: early return");
    }

    static void elseBranch(Context c, SharedPreferences sp) {
        if (!sp.getBoolean("isAgree", false)) {
            c.setTheme(1);
        } else {
            Secure.getString(resolver, "gate-named: else branch");
        }
    }

    static void andRight(SharedPreferences sp) {
        if (Build.VERSION.SDK_INT >= 23 && sp.getBoolean("hasAgreed", false)) {
            Secure.getString(resolver, "gate-named: right of an and");
        }
    }

    static void andLeft(Context c, SharedPreferences sp) {
        if (sp.getBoolean("hasAgreed", false) && Network.connected(c)) {
            Secure.getString(resolver, "gate-named: left of an and");
        }
    }

    static void ternary(SharedPreferences sp) {
        String id = sp.getBoolean("privacy_accepted", false) ? Secure.getString(resolver, "gate-named: ternary") : "";
        sp.edit().putString("id", id).apply();
    }

    static String returned(SharedPreferences sp) {
        boolean ok = sp.getBoolean("privacy_accepted", false);
        return ok ? Secure.getString(resolver, "gate-named: ternary that is returned") : null;
    }

    static void constantKey(SharedPreferences sp) {
        if (sp.getBoolean(KEY, false)) Secure.getString(resolver, "gate-named: constant key");
    }

    static void fieldKey(SharedPreferences sp) {
        if (sp.getBoolean(computedKey, false)) Secure.getString(resolver, "gate: key in a field");
    }

    static void firstStart(Context c, SharedPreferences sp) {
        if (sp.getBoolean("is_first", true)) {
            c.setTheme(2);
            return;
        }
        Secure.getString(resolver, "gate-stored: first start");
    }

    static void nullChecked(Context c) {
        SharedPreferences sp = c.getSharedPreferences("user", 0);
        boolean ok = false;
        if (sp != null) ok = sp.getBoolean("privacy_agree", false);
        if (ok) Secure.getString(resolver, "gate-named: null check first");
    }

    static void intFlag(SharedPreferences sp) {
        if (sp.getInt("privacy_agree", 0) == 1) Secure.getString(resolver, "gate-named: int flag");
    }

    static void intCompared(SharedPreferences sp) {
        if (sp.getInt("privacy_version", 0) < VERSION) return;
        Secure.getString(resolver, "gate-named: version of the policy");
    }

    static void longFlag(SharedPreferences sp) {
        if (sp.getLong("agree_time", 0L) > 0L) Secure.getString(resolver, "gate-named: time of the agreement");
    }

    static void textFlag(SharedPreferences sp) {
        if ("1".equals(sp.getString("user_agree_protocol", ""))) Secure.getString(resolver, "gate-named: text flag");
    }

    static void textUtils(SharedPreferences sp) {
        if (!TextUtils.equals(sp.getString("privacy", "0"), "1")) return;
        Secure.getString(resolver, "gate-named: text flag by TextUtils");
    }

    static void textNotEmpty(SharedPreferences sp) {
        String when = sp.getString("agreement_time", null);
        if (!TextUtils.isEmpty(when)) Secure.getString(resolver, "gate-named: text that is not empty");
    }

    static void contains(SharedPreferences sp) {
        if (sp.contains("privacy_version")) Secure.getString(resolver, "gate-named: contains");
    }

    static void switched(SharedPreferences sp) {
        switch (sp.getInt("privacy_state", 0)) {
            case 1:
                Secure.getString(resolver, "gate-named: switch on an int");
                break;
            case 2:
                sp.edit().clear().apply();
                break;
            default:
        }
    }

    /** Much is set up between the question and the use of its answer. */
    static void farFromRead(Context c, SharedPreferences sp) {
        boolean agreed = sp.getBoolean("privacy_agree", false);
        c.setTheme(1);
        c.getResources().getConfiguration();
        c.getResources().getDisplayMetrics();
        c.getPackageManager().getInstalledPackages(0);
        SharedPreferences.Editor e = sp.edit();
        e.putString("a", c.getPackageName()).putString("b", "b").putString("c", "c").putInt("d", 4).putInt("e", 5);
        e.putString("f", "f").putString("g", "g").putInt("h", 6).apply();
        if (agreed) Secure.getString(resolver, "gate-named: asked long before");
    }

    static void merged(SharedPreferences sp) {
        boolean ok;
        try {
            ok = sp.getBoolean("privacy_agree", false);
        } catch (ClassCastException e) {
            ok = false;
        }
        if (ok) Secure.getString(resolver, "gate-named: asked in a try");
    }

    /** The name of the local variable tells, but it is not in the code. */
    static void named(SharedPreferences sp) {
        boolean agreed = sp.getBoolean("flag_3", false);
        if (agreed) Secure.getString(resolver, "gate-stored: key without a meaning");
    }

    static void mmkv() {
        if (MMKV.defaultMMKV().decodeBool("agree_privacy", false)) Secure.getString(resolver, "gate-named: MMKV");
    }

    static void mmkvFirst() {
        MMKV kv = MMKV.mmkvWithID("app");
        if (kv.decodeBool("first_open", true)) return;
        Secure.getString(resolver, "gate-stored: MMKV first start");
    }

    static void mmkvInt() {
        if (MMKV.defaultMMKV().decodeInt("privacy_version", 0) >= VERSION) Secure.getString(resolver, "gate-named: MMKV int");
    }

    static void mmkvContains() {
        if (!MMKV.defaultMMKV().containsKey("privacy_agree")) return;
        Secure.getString(resolver, "gate-named: MMKV contains");
    }

    static void chinese(SharedPreferences sp) {
        if (sp.getBoolean("已同意隐私政策", false)) Secure.getString(resolver, "gate-named: Chinese key");
    }

    static void negated(SharedPreferences sp) {
        boolean notYet = !sp.getBoolean("privacy_agree", false);
        if (notYet) return;
        Secure.getString(resolver, "gate-named: answer turned round in a variable");
    }

    static void inverse(SharedPreferences sp) {
        if (sp.getBoolean("need_show_privacy", true)) return;
        Secure.getString(resolver, "gate-named: question that is answered no");
    }

    static void viaBoxed(SharedPreferences sp) {
        Boolean agreed = sp.getBoolean("privacy_agree", false);
        if (Boolean.TRUE.equals(agreed)) Secure.getString(resolver, "gate-named: Boolean.TRUE.equals");
    }

    static void twoFlags(SharedPreferences sp) {
        boolean privacy = sp.getBoolean("agree_privacy", false);
        boolean login = sp.getBoolean("logged_in", false);
        boolean both = privacy & login;
        if (both) Secure.getString(resolver, "gate-named: two flags as bits");
    }

    static void agreementPending(SharedPreferences sp) {
        if (sp.getBoolean("agreement_pending", true)) return;
        Secure.getString(resolver, "gate-named: negative key that begins like agree");
    }

    static void keyTogether(SharedPreferences sp, Context c) {
        if (sp.getBoolean("privacy_" + c.getPackageName(), false)) Secure.getString(resolver, "gate: key that is put together");
    }
}
