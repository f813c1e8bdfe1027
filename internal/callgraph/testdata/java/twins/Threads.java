package twins;

import static twins.App.resolver;

import android.content.Context;
import android.content.Intent;
import android.os.AsyncTask;
import android.os.CountDownTimer;
import android.os.Handler;
import android.os.HandlerThread;
import android.os.Looper;
import android.os.Message;
import android.os.MessageQueue;
import android.provider.Settings.Secure;
import android.view.Choreographer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Work for later or for another thread; all of it begins without the user. */
class Threads {
    static void all(Context c) {
        threads();
        executors();
        queues();
        tasks();
        futures();
        others();
        new Upload().start();
        c.startService(new Intent(c, StartedService.class));
        Pool.get().execute(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: own pool");
            }
        });
    }

    static class Worker extends Thread {
        @Override
        public void run() {
            Secure.getString(resolver, "startup: subclass of Thread");
        }
    }

    /** Hands itself over, whatever subclass it is. */
    abstract static class Task implements Runnable {
        void start() {
            Pool.get().execute(this);
        }

        @Override
        public void run() {
            work();
        }

        abstract void work();
    }

    static class Upload extends Task {
        @Override
        void work() {
            Secure.getString(resolver, "startup: task that hands itself over");
        }
    }

    static class NeverStarted extends Thread {
        @Override
        public void run() {
            Secure.getString(resolver, "none: Thread that is not started");
        }
    }

    static void threads() {
        new Worker().start();
        Thread t = new NeverStarted();
        t.setName("idle");
        new Thread(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: Runnable of a Thread");
            }
        }, "init").start();
        new Thread() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: anonymous Thread");
            }
        }.start();
        Thread.setDefaultUncaughtExceptionHandler(new Thread.UncaughtExceptionHandler() {
            @Override
            public void uncaughtException(Thread thread, Throwable e) {
                Secure.getString(resolver, "background: crash handler");
            }
        });
    }

    static void executors() {
        ExecutorService e = Executors.newFixedThreadPool(2, new ThreadFactory() {
            @Override
            public Thread newThread(Runnable r) {
                Secure.getString(resolver, "startup: thread factory");
                return new Thread(r);
            }
        });
        e.execute(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: execute");
            }
        });
        e.submit(new Callable<String>() {
            @Override
            public String call() {
                return Secure.getString(resolver, "startup: Callable");
            }
        });
        List<Callable<String>> list = new ArrayList<>();
        list.add(new Callable<String>() {
            @Override
            public String call() {
                return Secure.getString(resolver, "startup: Callable in a list");
            }
        });
        try {
            e.invokeAll(list);
        } catch (InterruptedException ignored) {
            return;
        }
        Executors.newScheduledThreadPool(1).scheduleAtFixedRate(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: scheduled");
            }
        }, 1, 1, TimeUnit.MINUTES);
        AsyncTask.THREAD_POOL_EXECUTOR.execute(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: pool of AsyncTask");
            }
        });
        AsyncTask.execute(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: AsyncTask.execute");
            }
        });
    }

    static void queues() {
        Handler h = new Handler(Looper.getMainLooper());
        h.post(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: post");
            }
        });
        h.postDelayed(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: postDelayed");
            }
        }, 3000);
        h.sendMessage(Message.obtain(h, new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: message with a Runnable");
            }
        }));
        new Messages().sendEmptyMessageDelayed(1, 200);
        new Unsent();
        Handler callback = new Handler(new Handler.Callback() {
            @Override
            public boolean handleMessage(Message m) {
                Secure.getString(resolver, "startup: callback of a Handler");
                return true;
            }
        });
        callback.sendEmptyMessage(1);
        Looper.myQueue().addIdleHandler(new MessageQueue.IdleHandler() {
            @Override
            public boolean queueIdle() {
                Secure.getString(resolver, "startup: idle handler");
                return false;
            }
        });
        HandlerThread thread = new HandlerThread("io");
        thread.start();
        new Handler(thread.getLooper()).post(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: HandlerThread");
            }
        });
        new HandlerThread("looper") {
            @Override
            protected void onLooperPrepared() {
                Secure.getString(resolver, "startup: onLooperPrepared");
            }
        }.start();
        Choreographer.getInstance().postFrameCallback(new Choreographer.FrameCallback() {
            @Override
            public void doFrame(long time) {
                Secure.getString(resolver, "startup: frame callback");
            }
        });
    }

    static class Messages extends Handler {
        @Override
        public void handleMessage(Message m) {
            if (m.what == 1) Secure.getString(resolver, "startup: handleMessage");
        }
    }

    static class Unsent extends Handler {
        @Override
        public void handleMessage(Message m) {
            Secure.getString(resolver, "none: handler without a message");
        }
    }

    static void tasks() {
        new AsyncTask<Void, Void, String>() {
            @Override
            protected String doInBackground(Void... none) {
                return Secure.getString(resolver, "startup: doInBackground");
            }

            @Override
            protected void onPostExecute(String s) {
                Secure.getString(resolver, "startup: onPostExecute");
            }
        }.executeOnExecutor(AsyncTask.THREAD_POOL_EXECUTOR);
        AsyncTask<Void, Void, Void> idle = new Idle();
        idle.isCancelled();
        new Timer().schedule(new TimerTask() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: timer");
            }
        }, 1000);
        new CountDownTimer(3000, 1000) {
            @Override
            public void onTick(long left) {
                Secure.getString(resolver, "startup: onTick");
            }

            @Override
            public void onFinish() {
                Secure.getString(resolver, "startup: onFinish");
            }
        }.start();
    }

    static class Idle extends AsyncTask<Void, Void, Void> {
        @Override
        protected Void doInBackground(Void... none) {
            Secure.getString(resolver, "none: AsyncTask that is not executed");
            return null;
        }
    }

    static void futures() {
        FutureTask<String> f = new FutureTask<>(new Callable<String>() {
            @Override
            public String call() {
                return Secure.getString(resolver, "startup: FutureTask");
            }
        });
        new Thread(f).start();
        CompletableFuture.supplyAsync(new Supplier<String>() {
            @Override
            public String get() {
                return Secure.getString(resolver, "startup: supplyAsync");
            }
        });
        CompletableFuture.runAsync(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: runAsync");
            }
        });
    }

    static void others() {
        List<String> names = new ArrayList<>();
        Collections.sort(names, new Comparator<String>() {
            @Override
            public int compare(String a, String b) {
                return Secure.getString(resolver, "startup: comparator").compareTo(a);
            }
        });
        new ThreadLocal<String>() {
            @Override
            protected String initialValue() {
                return Secure.getString(resolver, "startup: ThreadLocal");
            }
        }.get();
        String.valueOf(new Object() {
            @Override
            public String toString() {
                return Secure.getString(resolver, "startup: toString");
            }
        });
    }

    /** An executor as image loaders and SDKs have one. */
    static class Pool extends ThreadPoolExecutor {
        private static volatile Pool pool;

        private Pool() {
            super(1, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<Runnable>());
        }

        static Pool get() {
            if (pool == null) {
                synchronized (Pool.class) {
                    if (pool == null) pool = new Pool();
                }
            }
            return pool;
        }

        @Override
        protected void beforeExecute(Thread t, Runnable r) {
            Secure.getString(resolver, "startup: beforeExecute");
        }
    }
}
