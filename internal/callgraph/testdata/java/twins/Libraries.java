package twins;

import static twins.App.resolver;

import android.provider.Settings.Secure;
import androidx.datastore.preferences.core.Preferences;
import androidx.datastore.preferences.core.PreferencesKeys;
import io.reactivex.Observable;
import io.reactivex.ObservableEmitter;
import io.reactivex.ObservableOnSubscribe;
import io.reactivex.functions.Consumer;
import io.reactivex.functions.Function;
import io.reactivex.functions.Predicate;
import kotlin.Lazy;
import kotlin.LazyKt;
import kotlin.jvm.functions.Function0;
import kotlin.jvm.functions.Function1;
import kotlin.jvm.internal.Intrinsics;

/** Consent kept or asked for with the means of libraries, and callbacks of theirs. */
class Libraries {
    private static final Preferences.Key<Boolean> AGREED = PreferencesKeys.booleanKey("privacy_agreed");
    private static Preferences preferences;

    static void all() {
        dataStore();
        dataStoreKey();
        dataStoreContains();
        mapped();
        filtered();
        new Lazily().start();
        areEqual();
        subscribe();
        subscribed();
        function();
        functionGuarded();
        functionDelayed();
    }

    static void dataStore() {
        Boolean agreed = preferences.get(AGREED);
        if (agreed != null && agreed) Secure.getString(resolver, "gate: DataStore");
    }

    static void dataStoreKey() {
        if (preferences.get(PreferencesKeys.booleanKey("privacy_agreed"))) Secure.getString(resolver, "gate: DataStore key in place");
    }

    static void dataStoreContains() {
        if (!preferences.contains(AGREED)) return;
        Secure.getString(resolver, "gate: DataStore contains");
    }

    static void mapped() {
        Observable.just(preferences).map(new Function<Preferences, Boolean>() {
            @Override
            public Boolean apply(Preferences p) {
                return p.get(AGREED);
            }
        }).subscribe(new Consumer<Boolean>() {
            @Override
            public void accept(Boolean agreed) {
                if (agreed) Secure.getString(resolver, "gate: answer comes through a stream");
            }
        });
    }

    static void filtered() {
        Observable.just(1).filter(new Predicate<Integer>() {
            @Override
            public boolean test(Integer x) {
                return SPUtils.getInstance().getBoolean("agree_privacy");
            }
        }).subscribe(new Consumer<Integer>() {
            @Override
            public void accept(Integer x) {
                Secure.getString(resolver, "gate: stream with a filter");
            }
        });
    }

    static class Lazily {
        private final Lazy<Boolean> agreed$delegate = LazyKt.lazy(new Function0<Boolean>() {
            @Override
            public Boolean invoke() {
                return SPUtils.getInstance().getBoolean("agree_privacy");
            }
        });
        private final Lazy<Boolean> first$delegate = LazyKt.lazy(new Function0<Boolean>() {
            @Override
            public Boolean invoke() {
                return SPUtils.getInstance().getBoolean("first");
            }
        });
        private final Lazy<String> id$delegate = LazyKt.lazy(new Function0<String>() {
            @Override
            public String invoke() {
                return Secure.getString(resolver, "startup: lazy value that is asked for");
            }
        });
        private final Lazy<String> unused$delegate = LazyKt.lazy(new Function0<String>() {
            @Override
            public String invoke() {
                return Secure.getString(resolver, "none: lazy value that nothing asks for");
            }
        });

        private boolean getAgreed() {
            return agreed$delegate.getValue();
        }

        private boolean getFirst() {
            return first$delegate.getValue();
        }

        void start() {
            if (getAgreed()) Secure.getString(resolver, "gate-named: lazy value");
            if (!getFirst()) Secure.getString(resolver, "gate-stored: lazy value without a name");
            id$delegate.getValue().length();
        }
    }

    static void areEqual() {
        if (Intrinsics.areEqual(SPUtils.getInstance().getString("privacy"), "1")) Secure.getString(resolver, "gate-named: areEqual of Kotlin");
    }

    static void subscribe() {
        Observable.create(new ObservableOnSubscribe<String>() {
            @Override
            public void subscribe(ObservableEmitter<String> e) {
                e.onNext(Secure.getString(resolver, "startup: RxJava source"));
            }
        }).subscribe(new Consumer<String>() {
            @Override
            public void accept(String s) {
                Secure.getString(resolver, "startup: RxJava consumer");
            }
        });
    }

    static void subscribed() {
        if (!SPUtils.getInstance().getBoolean("agree_privacy")) return;
        Observable.just(1).subscribe(new Consumer<Integer>() {
            @Override
            public void accept(Integer x) {
                Secure.getString(resolver, "gate-named: question around a stream");
            }
        });
    }

    static void function() {
        with(new Function1<String, Boolean>() {
            @Override
            public Boolean invoke(String s) {
                return Secure.getString(resolver, "startup: Kotlin function") != null;
            }
        });
    }

    private static void with(Function1<String, Boolean> f) {
        f.invoke("");
    }

    static void functionGuarded() {
        whenReady(new Function0<String>() {
            @Override
            public String invoke() {
                return Secure.getString(resolver, "gate-named: guard around a Kotlin function");
            }
        });
    }

    private static void whenReady(Function0<String> f) {
        if (SPUtils.getInstance().getBoolean("agree_privacy")) f.invoke();
    }

    static void functionDelayed() {
        delayed(new Function0<String>() {
            @Override
            public String invoke() {
                return Secure.getString(resolver, "startup: Kotlin function that is posted");
            }
        });
    }

    private static void delayed(final Function0<String> f) {
        new Thread(new Runnable() {
            @Override
            public void run() {
                f.invoke();
            }
        }).start();
    }
}
