package twins;

import static twins.App.resolver;

import android.content.SharedPreferences;
import android.provider.Settings.Secure;
import java.util.concurrent.atomic.AtomicBoolean;

/** Consent kept in fields. */
class Fields {
    static boolean isAgreePrivacy;
    static boolean ready;
    static boolean inverted;
    static int state;
    static String answer;
    static ConsentState consent;
    private static final AtomicBoolean agreed = new AtomicBoolean();
    private boolean allowed;
    private Boolean boxed;

    static void all(SharedPreferences sp) {
        isAgreePrivacy = sp.getBoolean("a1", false);
        ready = sp.getBoolean("a2", false);
        inverted = !sp.getBoolean("privacy_agree", false);
        state = sp.getInt("privacy_agree", 0);
        answer = sp.getString("privacy_agree", "");
        consent = ConsentState.current();
        a.b = sp.getBoolean("agree_privacy", false);
        agreed.set(sp.getBoolean("privacy_agree", false));
        named();
        atomic();
        filled();
        filledInverted();
        number();
        text();
        enumeration();
        Fields f = new Fields(sp);
        f.instance();
        f.boxed();
        f.getter();
        Later.start();
        Local.start(sp);
    }

    private Fields(SharedPreferences sp) {
        allowed = sp.getBoolean("a3", false);
        boxed = sp.getBoolean("privacy_agree", false);
    }

    static void named() {
        if (isAgreePrivacy) Secure.getString(resolver, "gate-named: static field");
    }

    static void filled() {
        if (ready) Secure.getString(resolver, "gate-stored: static field that is filled from a stored flag");
    }

    static void filledInverted() {
        if (inverted) return;
        Secure.getString(resolver, "gate: static field with the answer turned round");
    }

    static void number() {
        if (state == 1) Secure.getString(resolver, "gate: static field with a stored int");
    }

    static void text() {
        if ("1".equals(answer)) Secure.getString(resolver, "gate: static field with a stored text");
    }

    static void enumeration() {
        if (consent != ConsentState.AGREED) return;
        Secure.getString(resolver, "gate-named: static field with an enum");
    }

    static void atomic() {
        if (agreed.get()) Secure.getString(resolver, "gate-named: AtomicBoolean");
    }

    void instance() {
        if (allowed) Secure.getString(resolver, "gate-stored: instance field");
    }

    void boxed() {
        if (boxed) Secure.getString(resolver, "gate: instance field with a Boolean");
    }

    private boolean isAllowed() {
        return allowed;
    }

    void getter() {
        if (isAllowed()) Secure.getString(resolver, "gate-stored: getter of a filled field");
    }

    /** Only a tap sets the field. */
    static class Later implements android.view.View.OnClickListener {
        private static boolean agreed;

        static void start() {
            if (agreed) Secure.getString(resolver, "gate-named: field that a tap sets");
        }

        @Override
        public void onClick(android.view.View v) {
            agreed = true;
        }
    }

    static class Local {
        private boolean shown;

        static void start(SharedPreferences sp) {
            Local l = new Local();
            l.load(sp);
            l.run();
        }

        void load(SharedPreferences sp) {
            this.shown = Constants.privacyStatus() == 1;
        }

        void run() {
            if (!shown) return;
            Secure.getString(resolver, "gate: field with the result of a comparison");
        }
    }
}
