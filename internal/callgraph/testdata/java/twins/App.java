package twins;

import android.app.Application;
import android.content.ContentResolver;
import android.content.Context;
import android.content.SharedPreferences;

/** Begins all cases. What is expected of a case stands in the string it reads. */
public class App extends Application {
    static ContentResolver resolver;

    @Override
    public void onCreate() {
        super.onCreate();
        resolver = getContentResolver();
        SharedPreferences sp = getSharedPreferences("config", Context.MODE_PRIVATE);
        Stored.all(this, sp);
        Helpers.all(this);
        Fields.all(sp);
        Flow.all(sp);
        Declared.all(this);
        Outside.all(this, sp);
        Libraries.all();
        NotGated.all(this, sp);
        Threads.all(this);
        Signals.all(this);
        Wiring.all();
        Reflection.all();
        LibraryCallbacks.all(this);
    }
}
