package lambdas;

import android.app.Activity;
import android.app.Application;
import android.content.ContentResolver;
import android.content.Context;
import android.content.SharedPreferences;
import android.os.Handler;
import android.provider.Settings.Secure;
import android.view.View;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Lambdas, method references and sums of strings, which newer compilers leave to invokedynamic. */
public class App extends Application {
    static ContentResolver resolver;

    static String read(String name) {
        return Secure.getString(resolver, name);
    }

    @Override
    public void onCreate() {
        super.onCreate();
        resolver = getContentResolver();
        Runnable atOnce = () -> Secure.getString(resolver, "startup: lambda that runs at once");
        atOnce.run();
        new Handler().post(() -> Secure.getString(resolver, "startup: lambda for a handler"));
        new Thread(this::inThread).start();
        Supplier<Reader> maker = Reader::new;
        maker.get().go();
        Function<String, String> fixed = Secures::fixed;
        fixed.apply("");
        captured(this, "x", 7L, 1.5, 3);
        boxed();
        consent(getSharedPreferences("a", 0));
        wide(1, 2L);
    }

    private void inThread() {
        Secure.getString(resolver, "startup: method reference for a thread");
    }

    static class Reader {
        Reader() {
            Secure.getString(resolver, "startup: constructor reference");
        }

        void go() {
        }
    }

    static class Secures {
        static String fixed(String name) {
            return Secure.getString(resolver, "startup: static method reference");
        }
    }

    static void captured(Context c, String s, long l, double d, int i) {
        BiFunction<String, Integer, String> f = (a, b) -> Secure.getString(c.getContentResolver(), "startup: lambda with what it takes along") + s + l + d + i + a + b;
        f.apply("a", 1);
    }

    /** The interface has objects, the lambda numbers, and the other way round. */
    static void boxed() {
        IntFunction<Long> one = n -> {
            Secure.getString(resolver, "startup: lambda of numbers");
            return (long) n;
        };
        one.apply(1);
        ToLongFunction<Integer> two = App::number;
        two.applyAsLong(2);
        Function<Integer, Long> three = App::number;
        three.apply(3);
        LongSupplier four = new StringBuilder("x")::length;
        four.getAsLong();
    }

    static long number(int n) {
        Secure.getString(resolver, "startup: reference whose numbers are boxed");
        return n;
    }

    static void consent(SharedPreferences sp) {
        Runnable ask = () -> {
            if (sp.getBoolean("privacy_agreed", false)) {
                Secure.getString(resolver, "gate-named: inside a lambda");
            }
        };
        ask.run();
        if (sp.getBoolean("privacy_agreed", false)) {
            new Handler().post(() -> Secure.getString(resolver, "gate-named: around a lambda"));
        }
        String key = sp.getString("k", "") + "_" + sp.getInt("n", 0);
        if (sp.getBoolean(key, false)) {
            Secure.getString(resolver, "gate-stored: key that is a sum");
        }
    }

    /** A parameter of two words, and a local that compilers put behind it. */
    static long wide(int a, long b) {
        long sum = a + b;
        double d = sum * 2.0;
        if (sum > 3) {
            Secure.getString(resolver, "startup: locals of two words");
        }
        return (long) d;
    }

    public static class Main extends Activity {
        void set(View v) {
            v.setOnClickListener(tapped -> Secure.getString(resolver, "user: lambda for a tap"));
        }

        @Override
        protected void onResume() {
            super.onResume();
            set(new View(this));
        }
    }

    static void never() {
        Runnable unused = () -> Secure.getString(resolver, "none: lambda that nobody reaches");
        unused.run();
    }
}
