package twins;

import static twins.App.resolver;

import android.content.Context;
import android.content.SharedPreferences;
import android.os.Handler;
import android.os.Looper;
import android.provider.Settings.Secure;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Questions that stand in another method than the one that leads to the read. */
class Outside {
    interface Action {
        void proceed();
    }

    static void all(Context c, SharedPreferences sp) {
        Outside o = new Outside(sp);
        o.guarded(new Action() {
            @Override
            public void proceed() {
                Secure.getString(resolver, "gate-named: guard around a callback");
            }
        });
        o.open(new Unguarded() {
            @Override
            public void go() {
                Secure.getString(resolver, "startup: callback without a guard");
            }
        });
        o.runIfAgreed(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "gate-named: guard around a Runnable");
            }
        });
        o.ifOk(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "gate-named: guard around a Runnable, method without a name");
            }
        });
        o.runAlways(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: Runnable without a guard");
            }
        });
        o.within();
        o.aroundMaking();
        o.task();
        o.posted();
        o.twice();
        o.viaLonger();
    }

    private final SharedPreferences sp;
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final Handler handler = new Handler(Looper.getMainLooper());

    private Outside(SharedPreferences sp) {
        this.sp = sp;
    }

    interface Unguarded {
        void go();
    }

    private void guarded(Action a) {
        if (sp.getBoolean("privacy_agree", false)) a.proceed();
    }

    private void open(Unguarded u) {
        sp.getBoolean("privacy_agree", false);
        u.go();
    }

    private void runIfAgreed(Runnable r) {
        if (sp.getBoolean("privacy_agree", false)) r.run();
    }

    private void ifOk(Runnable r) {
        if (!sp.getBoolean("privacy_agree", false)) return;
        pool.execute(r);
    }

    private void runAlways(Runnable r) {
        r.run();
    }

    private void within() {
        pool.execute(new Runnable() {
            @Override
            public void run() {
                if (!sp.getBoolean("privacy_agree", false)) return;
                Secure.getString(resolver, "gate-named: question within a Runnable");
            }
        });
    }

    private void aroundMaking() {
        if (!sp.getBoolean("privacy_agree", false)) return;
        pool.execute(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "gate-named: question around a Runnable");
            }
        });
    }

    /** Made before the question, handed over behind it. */
    private void task() {
        Runnable r = new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "gate-named: Runnable made before the question");
            }
        };
        if (sp.getBoolean("privacy_agree", false)) pool.execute(r);
    }

    private final Runnable kept = new Runnable() {
        @Override
        public void run() {
            Secure.getString(resolver, "gate-named: Runnable in a field, posted behind the question");
        }
    };

    private void posted() {
        if (sp.getBoolean("privacy_agree", false)) handler.postDelayed(kept, 500);
    }

    /** The same method is reached with and without a question, both in one step. */
    private void twice() {
        if (sp.getBoolean("privacy_agree", false)) shared();
        shared();
    }

    private void shared() {
        Secure.getString(resolver, "startup: called with and without a question");
    }

    /** The way without a question is longer. */
    private void viaLonger() {
        if (sp.getBoolean("privacy_agree", false)) sharedDeep();
        detour();
    }

    private void detour() {
        detour2();
    }

    private void detour2() {
        sharedDeep();
    }

    private void sharedDeep() {
        Secure.getString(resolver, "startup: the longer way has no question");
    }
}
