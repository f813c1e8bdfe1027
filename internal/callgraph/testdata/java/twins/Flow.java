package twins;

import static twins.App.resolver;

import android.content.SharedPreferences;
import android.os.Looper;
import android.provider.Settings.Secure;

/** Ways from the question to the read. */
class Flow {
    private static final Object LOCK = new Object();

    static void all(SharedPreferences sp) {
        locked(sp);
        tried(sp);
        whileLoop(sp);
        forLoop(sp);
        forContinue(sp);
        nested(sp);
        guardInCaller(sp);
        withFinally(sp);
        lockedMethod(sp);
        afterThrow(sp);
        labelled(sp);
        lateReturn(sp);
        doubled(sp);
    }

    static void locked(SharedPreferences sp) {
        synchronized (LOCK) {
            if (!sp.getBoolean("privacy_agree", false)) return;
            Secure.getString(resolver, "gate-named: synchronized block");
        }
    }

    static void tried(SharedPreferences sp) {
        try {
            if (sp.getBoolean("privacy_agree", false)) Secure.getString(resolver, "gate-named: within a try");
        } catch (RuntimeException e) {
            e.printStackTrace();
        }
    }

    static void whileLoop(SharedPreferences sp) {
        while (!sp.getBoolean("privacy_agree", false)) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                return;
            }
        }
        Secure.getString(resolver, "gate-named: loop that waits");
    }

    static void forLoop(SharedPreferences sp) {
        for (int i = 0; i < 3; i++) {
            if (sp.getBoolean("privacy_agree", false)) Secure.getString(resolver, "gate-named: within a loop");
        }
    }

    static void forContinue(SharedPreferences sp) {
        for (String name : new String[] {"a", "b"}) {
            if (!sp.getBoolean("privacy_agree", false)) continue;
            sp.edit().putString(name, Secure.getString(resolver, "gate-named: behind continue")).apply();
        }
    }

    static void nested(SharedPreferences sp) {
        if (sp.getBoolean("privacy_agree", false)) {
            if (Looper.myLooper() == Looper.getMainLooper()) {
                for (int i = 0; i < 2; i++) Secure.getString(resolver, "gate-named: nested deep");
            }
        }
    }

    static void guardInCaller(SharedPreferences sp) {
        if (!sp.getBoolean("privacy_agree", false)) return;
        initSdk();
    }

    private static void initSdk() {
        Secure.getString(resolver, "gate-named: guard in the caller");
    }

    static void withFinally(SharedPreferences sp) {
        try {
            if (!sp.getBoolean("privacy_agree", false)) return;
            Secure.getString(resolver, "gate-named: try with a finally");
        } finally {
            sp.edit().apply();
        }
    }

    static synchronized void lockedMethod(SharedPreferences sp) {
        if (sp.getBoolean("privacy_agree", false)) Secure.getString(resolver, "gate-named: synchronized method");
    }

    static void afterThrow(SharedPreferences sp) {
        if (!sp.getBoolean("privacy_agree", false)) throw new IllegalStateException("no consent");
        Secure.getString(resolver, "gate-named: throws without consent");
    }

    static void labelled(SharedPreferences sp) {
        block: {
            if (!sp.getBoolean("privacy_agree", false)) break block;
            Secure.getString(resolver, "gate-named: leaves a block");
        }
        sp.edit().apply();
    }

    static void lateReturn(SharedPreferences sp) {
        boolean ok = sp.getBoolean("privacy_agree", false);
        if (!ok) {
            sp.edit().putInt("asked", 1).apply();
        }
        if (!ok) {
            return;
        }
        Secure.getString(resolver, "gate-named: asked twice");
    }

    static void doubled(SharedPreferences sp) {
        if (sp.getBoolean("privacy_agree", false) && sp.getBoolean("privacy_agree", false) && sp.getInt("x", 0) > 2
                || sp.getBoolean("isAgree", false)) {
            Secure.getString(resolver, "gate-named: every way by a question");
        }
    }
}
