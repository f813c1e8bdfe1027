package twins;

import static twins.App.resolver;

import android.content.Context;
import android.content.SharedPreferences;
import android.database.Cursor;
import android.database.sqlite.SQLiteDatabase;
import android.provider.Settings.Secure;

/** Consent behind methods of the app's own. */
class Helpers {
    static void all(Context c) {
        SPUtils.init(c);
        utils();
        utilsFirst();
        firstRunElsewhere(SQLiteDatabase.create(null));
        utilsShort();
        utilsInt();
        utilsText();
        utilsObject(c);
        utilsObjectFirst(c);
        method(c);
        obfuscated(c);
        obfuscatedDeep(c);
        obfuscatedField();
        negative();
        state();
        intState();
        instance();
        enumMethod();
        boxed();
        manager();
        orSelf(c);
        external();
        throwing(c);
        parameter(c);
        parameterDefault();
    }

    static void utils() {
        if (SPUtils.getInstance().getBoolean("agree_privacy", false)) Secure.getString(resolver, "gate-named: SPUtils");
    }

    static void utilsFirst() {
        if (!SPUtils.getInstance().getBoolean("IS_FIRST_OPEN", true)) Secure.getString(resolver, "gate-stored: SPUtils first start");
    }

    static void firstRunElsewhere(SQLiteDatabase db) {
        if (isFirstTime(db)) Secure.getString(resolver, "startup: first start, told by a database");
        if (!isFirstTime(db)) Secure.getString(resolver, "gate-stored: first start is over, told by a database");
    }

    private static boolean isFirstTime(SQLiteDatabase db) {
        Cursor user = db.query("user", null, null, null, null, null, null);
        return user.getCount() == 0;
    }

    static void utilsShort() {
        if (SPUtils.getInstance().getBoolean("guide_shown")) Secure.getString(resolver, "gate-stored: SPUtils two levels deep");
    }

    static void utilsInt() {
        if (SPUtils.getInstance().getInt("xieyi", 0) != 1) return;
        Secure.getString(resolver, "gate-named: SPUtils int");
    }

    static void utilsText() {
        if ("true".equals(SPUtils.getInstance().getString("isAgreePrivacy"))) Secure.getString(resolver, "gate-named: SPUtils text");
    }

    static void utilsObject(Context c) {
        boolean agree = (Boolean) SPUtils.get(c, "agreePrivacy", false);
        if (agree) Secure.getString(resolver, "gate-named: SPUtils object");
    }

    static void utilsObjectFirst(Context c) {
        if ((boolean) SPUtils.get(c, "isFirst", true)) return;
        Secure.getString(resolver, "gate-stored: SPUtils object first start");
    }

    static void method(Context c) {
        if (Constants.isAgree(c)) Secure.getString(resolver, "gate-named: method");
    }

    static void obfuscated(Context c) {
        if (a.a(c)) Secure.getString(resolver, "gate: obfuscated method");
    }

    static void obfuscatedDeep(Context c) {
        if (!b.a(c)) return;
        Secure.getString(resolver, "gate: obfuscated methods, four deep");
    }

    static void obfuscatedField() {
        if (a.b) Secure.getString(resolver, "gate: obfuscated field that another class fills");
    }

    static void negative() {
        if (Constants.needShowPrivacyDialog()) return;
        Secure.getString(resolver, "gate-named: negative method");
    }

    static void state() {
        if (ConsentState.current() == ConsentState.AGREED) Secure.getString(resolver, "gate-named: enum");
    }

    static void intState() {
        if (Constants.privacyStatus() == 1) Secure.getString(resolver, "gate-named: int method");
    }

    static void instance() {
        if (Config.get().isAgreed()) Secure.getString(resolver, "gate-named: singleton");
    }

    static void enumMethod() {
        ConsentState s = ConsentState.current();
        switch (s) {
            case AGREED:
                Secure.getString(resolver, "gate-named: switch on an enum");
                break;
            default:
                break;
        }
    }

    static void boxed() {
        Boolean agreed = Constants.userConsent();
        if (agreed != null && agreed) Secure.getString(resolver, "gate-named: boxed");
    }

    static void manager() {
        new PrivacyManager().init();
    }

    static void orSelf(Context c) {
        boolean ok = Constants.isAgree(c) || Constants.acceptedBefore(c);
        if (ok) Secure.getString(resolver, "gate: one of two answers");
    }

    static void external() {
        if (!Config.get().policy.accepted) return;
        Secure.getString(resolver, "gate-stored: field of a field");
    }

    static void throwing(Context c) {
        Constants.ensureAgreed(c);
        Secure.getString(resolver, "gate-named: method that throws without consent");
    }

    static void parameter(Context c) {
        initWith(Constants.isAgree(c));
    }

    private static void initWith(boolean enabled) {
        if (enabled) Secure.getString(resolver, "gate-named: answer as a parameter");
    }

    static void parameterDefault() {
        initAlways(true);
    }

    private static void initAlways(boolean enabled) {
        if (enabled) Secure.getString(resolver, "startup: parameter that is always true");
    }

    static class PrivacyManager {
        private boolean agreed() {
            return SPUtils.getInstance().getBoolean("k1");
        }

        void init() {
            if (!agreed()) return;
            first();
        }

        private void first() {
            second();
        }

        private void second() {
            Secure.getString(resolver, "gate-named: three calls before");
        }
    }
}

/** What R8 makes of a class of constants. */
class a {
    static boolean b;

    static boolean a(Context c) {
        return c.getSharedPreferences("x", 0).getBoolean("agree", false);
    }
}

class b {
    static boolean a(Context c) { return b(c); }

    private static boolean b(Context c) { return c(c); }

    private static boolean c(Context c) { return d(c); }

    private static boolean d(Context c) { return c.getSharedPreferences("x", 0).getBoolean("agree", false); }
}

class Constants {
    static boolean isAgree(Context c) {
        return c.getSharedPreferences("x", 0).getBoolean("k", false);
    }

    static boolean acceptedBefore(Context c) {
        return c.getSharedPreferences("old", 0).getBoolean("k", false);
    }

    static boolean needShowPrivacyDialog() {
        return SPUtils.getInstance().getInt("v", 0) < 2;
    }

    static int privacyStatus() {
        return SPUtils.getInstance().getInt("v", 0);
    }

    static Boolean userConsent() {
        return SPUtils.getInstance().getBoolean("k");
    }

    static void ensureAgreed(Context c) {
        if (!isAgree(c)) throw new IllegalStateException();
    }
}

enum ConsentState {
    UNKNOWN, REFUSED, AGREED;

    static ConsentState current() {
        return values()[SPUtils.getInstance().getInt("s", 0)];
    }
}

class Config {
    private static Config config;
    private boolean agreed;
    final Policy policy = new Policy();

    static Config get() {
        if (config == null) config = new Config();
        return config;
    }

    boolean isAgreed() {
        return agreed;
    }

    static class Policy {
        boolean accepted = SPUtils.getInstance().getBoolean("p");
    }
}
