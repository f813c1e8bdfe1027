package twins;

import static twins.App.resolver;

import android.content.Context;
import android.content.ContextWrapper;
import android.provider.Settings.Secure;
import android.view.View;
import android.view.ViewTreeObserver;
import android.widget.Toast;

/** Objects that are more than what they are handed over as. */
class Declared implements Runnable, View.OnClickListener, ViewTreeObserver.OnGlobalLayoutListener {
    static void all(Context c) {
        new View(c).getViewTreeObserver().addOnGlobalLayoutListener(new Declared());
        new Screen(c).show();
        keep(new Kept());
    }

    @Override
    public void onGlobalLayout() {
        Secure.getString(resolver, "startup: handed over as a listener for the layout");
    }

    @Override
    public void onClick(View v) {
        Secure.getString(resolver, "none: tap on a listener for the layout");
    }

    @Override
    public void run() {
        Secure.getString(resolver, "none: run of a listener for the layout");
    }

    static class Screen extends ContextWrapper implements Runnable {
        Screen(Context c) {
            super(c);
        }

        void show() {
            Toast.makeText(this, "", Toast.LENGTH_SHORT).show();
        }

        @Override
        public void run() {
            Secure.getString(resolver, "none: run of a context");
        }
    }

    interface Named {
        String name();
    }

    static class Kept implements Named, Runnable {
        @Override
        public String name() {
            return Secure.getString(resolver, "startup: asked for its name");
        }

        @Override
        public void run() {
            Secure.getString(resolver, "none: run of what has a name");
        }
    }

    private static final java.util.List<Object> kept = new java.util.ArrayList<>();

    private static void keep(Named n) {
        kept.add(n.name());
        kept.add(n);
    }
}
