package twins;

import static twins.App.resolver;

import android.content.ContentResolver;
import android.provider.Settings.Secure;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Code that is called by its name. */
class Reflection {
    private static final String NAME = "twins.Reflection$ByConstant";

    static void all() {
        try {
            constant();
            declared();
            built();
            instance();
            field();
            parameter("twins.Reflection$ByParameter", "init");
            loader();
            direct();
            proxy();
        } catch (ReflectiveOperationException e) {
            return;
        }
    }

    static void constant() throws ReflectiveOperationException {
        Class.forName("twins.Reflection$ByName").getMethod("init").invoke(null);
    }

    public static class ByName {
        public static void init() {
            Secure.getString(resolver, "startup: reflection");
        }

        public static void other() {
            Secure.getString(resolver, "none: another method of that class");
        }
    }

    static void declared() throws ReflectiveOperationException {
        Class<?> c = Class.forName(NAME);
        Method m = c.getDeclaredMethod("init", String.class);
        m.setAccessible(true);
        m.invoke(c.newInstance(), "x");
    }

    public static class ByConstant {
        private void init(String s) {
            Secure.getString(resolver, "startup: reflection on an instance");
        }
    }

    static void built() throws ReflectiveOperationException {
        StringBuilder name = new StringBuilder();
        name.append("twins.Reflection$").append("By").append("Builder");
        Class.forName(name.toString()).getMethod(new StringBuilder("in").append("it").toString()).invoke(null);
    }

    public static class ByBuilder {
        public static void init() {
            Secure.getString(resolver, "startup: reflection, names from a StringBuilder");
        }
    }

    static void instance() throws ReflectiveOperationException {
        Part p = (Part) Class.forName("twins.Reflection$ByInterface").newInstance();
        p.start();
    }

    interface Part {
        void start();
    }

    public static class ByInterface implements Part {
        @Override
        public void start() {
            Secure.getString(resolver, "startup: instance by the name of the class");
        }
    }

    private static final String[] PLUGINS = {"twins.Reflection$ByArray"};

    static void field() throws ReflectiveOperationException {
        for (String name : PLUGINS) {
            Class.forName(name).getMethod("init").invoke(null);
        }
    }

    public static class ByArray {
        public static void init() {
            Secure.getString(resolver, "startup: reflection, names in an array");
        }
    }

    static void parameter(String className, String method) throws ReflectiveOperationException {
        Class.forName(className).getMethod(method).invoke(null);
    }

    public static class ByParameter {
        public static void init() {
            Secure.getString(resolver, "startup: reflection, names as parameters");
        }
    }

    static void loader() throws ReflectiveOperationException {
        Reflection.class.getClassLoader().loadClass("twins.Reflection$ByLoader").getMethod("init").invoke(null);
    }

    public static class ByLoader {
        public static void init() {
            Secure.getString(resolver, "startup: reflection by a class loader");
        }
    }

    /** The platform's method itself is called by its name. */
    static void direct() throws ReflectiveOperationException {
        Class<?> c = Class.forName("android.provider.Settings$Secure");
        c.getMethod("getString", ContentResolver.class, String.class).invoke(null, resolver, "startup: platform method by reflection");
    }

    static void proxy() {
        Part p = (Part) Proxy.newProxyInstance(Reflection.class.getClassLoader(), new Class<?>[] {Part.class}, new InvocationHandler() {
            @Override
            public Object invoke(Object self, Method m, Object[] args) {
                return Secure.getString(resolver, "startup: proxy");
            }
        });
        p.start();
    }
}
