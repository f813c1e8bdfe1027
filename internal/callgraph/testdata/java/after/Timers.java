package after;

import android.app.Activity;
import android.os.Bundle;
import android.os.Handler;
import android.os.SystemClock;
import android.provider.Settings;
import java.util.ArrayList;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import rx.Observable;
import rx.functions.Action1;

/** What is done again and again; each string says how often, in milliseconds. */
public class Timers extends Activity {
    private final Handler handler = new Handler();

    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        Settings.Secure.getString(Answers.resolver, "not: once");
        new Timer().schedule(new TimerTask() {
            @Override
            public void run() {
                Settings.Secure.getString(Answers.resolver, "5000");
            }
        }, 0, 5000);
        new Timer().schedule(new TimerTask() {
            @Override
            public void run() {
                Settings.Secure.getString(Answers.resolver, "not: once, later");
            }
        }, 5000);
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
        executor.scheduleAtFixedRate(new Runnable() {
            @Override
            public void run() {
                Settings.Secure.getString(Answers.resolver, "60000");
            }
        }, 0, 1, TimeUnit.MINUTES);
        handler.post(new Again());
        handler.post(new Kept());
        handler.post(new Retry());
        handler.postDelayed(new Runnable() {
            @Override
            public void run() {
                Settings.Secure.getString(Answers.resolver, "not: posted once");
            }
        }, 1000);
        handler.postDelayed(field, 3000);
        handler.post(new Starter());
        Observable.interval(0, 4, TimeUnit.SECONDS).subscribe(new Action1<Long>() {
            @Override
            public void call(Long count) {
                Settings.Secure.getString(Answers.resolver, "4000");
            }
        });
        new Thread() {
            @Override
            public void run() {
                Settings.Secure.getString(Answers.resolver, "not: before the loop");
                while (true) {
                    Settings.Secure.getString(Answers.resolver, "7000");
                    for (String name : new ArrayList<String>()) {
                        name.length();
                    }
                    SystemClock.sleep(7000);
                }
            }
        }.start();
        new Thread() {
            @Override
            public void run() {
                for (int i = 0; i < 20; i++) {
                    Settings.Secure.getString(Answers.resolver, "200 if");
                    SystemClock.sleep(200);
                }
                for (String name : new ArrayList<String>()) {
                    Settings.Secure.getString(Answers.resolver, "300 if");
                    SystemClock.sleep(300);
                }
                Settings.Secure.getString(Answers.resolver, "not: after waiting");
            }
        }.start();
    }

    /** Runs once; what it posts is another object, which only knows it. */
    class Starter implements Runnable {
        @Override
        public void run() {
            Settings.Secure.getString(Answers.resolver, "not: posts another one");
            handler.postDelayed(new Runnable() {
                @Override
                public void run() {
                    done(Starter.this);
                }
            }, 1000);
        }
    }

    static void done(Runnable starter) {
        starter.toString();
    }

    String kept;

    class Kept implements Runnable {
        @Override
        public void run() {
            if (kept == null) {
                kept = Settings.Secure.getString(Answers.resolver, "not: read once and kept");
            }
            handler.postDelayed(this, 2000);
        }
    }

    class Again implements Runnable {
        @Override
        public void run() {
            Settings.Secure.getString(Answers.resolver, "2000");
            handler.postDelayed(this, 2000);
        }
    }

    class Retry implements Runnable {
        int count;

        @Override
        public void run() {
            Settings.Secure.getString(Answers.resolver, "1500 if");
            if (count++ < 3) {
                handler.postDelayed(this, 1500);
            }
        }
    }

    private final Runnable field = new Runnable() {
        @Override
        public void run() {
            work();
        }
    };

    private void work() {
        Settings.Secure.getString(Answers.resolver, "3000");
        next();
    }

    private void next() {
        handler.postDelayed(field, 3000);
    }
}
