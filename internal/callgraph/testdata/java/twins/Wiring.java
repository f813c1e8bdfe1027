package twins;

import static twins.App.resolver;

import android.provider.Settings.Secure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How apps tie their own classes together; App.onCreate sets it off. */
class Wiring {
    static void all() {
        Eager.getInstance().use();
        Checked.getInstance();
        Holder.get();
        Static.touch();
        new Wiring().inner();
        through(new Listener() {
            @Override
            public void onResult(String s) {
                Secure.getString(resolver, "startup: callback through two methods");
            }
        });
        Bus.add(new Bus.Subscriber() {
            @Override
            public void onEvent(String e) {
                Secure.getString(resolver, "startup: subscriber of an own bus");
            }
        });
        Bus.post("start");
        Modules.init();
        new Builder().with(new Builder.Logger() {
            @Override
            public void log(String s) {
                Secure.getString(resolver, "startup: callback in a builder");
            }
        }).build().work();
        Unused.class.getName();
    }

    interface Listener {
        void onResult(String s);
    }

    private static void through(Listener l) {
        further(1, l);
    }

    private static void further(int n, Listener l) {
        l.onResult("" + n);
    }

    static class Eager {
        private static Eager instance;

        static Eager getInstance() {
            if (instance == null) instance = new Eager();
            return instance;
        }

        private Eager() {
            Secure.getString(resolver, "startup: constructor of a singleton");
        }

        void use() { }

        void unused() {
            Secure.getString(resolver, "none: method that nothing calls");
        }
    }

    static class Checked {
        private static volatile Checked instance;
        private String id;

        static Checked getInstance() {
            if (instance == null) {
                synchronized (Checked.class) {
                    if (instance == null) instance = new Checked();
                }
            }
            return instance.init();
        }

        private Checked init() {
            if (id == null) id = Secure.getString(resolver, "startup: singleton, checked twice");
            return this;
        }
    }

    static class Holder {
        private static class Lazy {
            static final Holder HOLDER = new Holder();
        }

        private final String id = Secure.getString(resolver, "startup: singleton in a holder");

        static Holder get() {
            return Lazy.HOLDER;
        }
    }

    static class Static {
        private static final String ID;

        static {
            ID = Secure.getString(resolver, "startup: static initialiser");
        }

        static void touch() { }
    }

    static class Unused {
        private static final String ID = Secure.getString(resolver, "none: static initialiser of a class that is only named");
    }

    private String secret() {
        return Secure.getString(resolver, "startup: private method of the outer class");
    }

    void inner() {
        new Inner().go();
        class Local {
            String go() {
                return Secure.getString(resolver, "startup: local class");
            }
        }
        new Local().go();
    }

    class Inner {
        void go() {
            secret();
        }
    }

    static class Bus {
        interface Subscriber {
            void onEvent(String e);
        }

        private static final List<Subscriber> LIST = new ArrayList<>();

        static void add(Subscriber s) {
            LIST.add(s);
        }

        static void post(String e) {
            for (Subscriber s : LIST) s.onEvent(e);
        }
    }

    /** Modules that are made by the name of their class. */
    static class Modules {
        interface Module {
            void create();
        }

        private static final Map<String, Class<? extends Module>> MAP = new HashMap<>();

        static void init() {
            MAP.put("login", Login.class);
            for (String key : MAP.keySet()) {
                Module m = make(key);
                if (m != null) m.create();
            }
        }

        private static Module make(String key) {
            try {
                return MAP.get(key).newInstance();
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }
    }

    public static class Login implements Modules.Module {
        @Override
        public void create() {
            Secure.getString(resolver, "startup: module in a map of classes");
        }
    }

    static class Builder {
        interface Logger {
            void log(String s);
        }

        private Logger logger;

        Builder with(Logger l) {
            logger = l;
            return this;
        }

        Built build() {
            return new Built(this);
        }

        static class Built {
            private final Logger logger;

            Built(Builder b) {
                logger = b.logger;
            }

            void work() {
                logger.log("");
            }
        }
    }
}
