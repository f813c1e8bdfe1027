package twins;

import android.content.Context;
import android.content.SharedPreferences;

/** The two helpers that most Chinese apps have a copy of, in one. */
public final class SPUtils {
    private static SPUtils instance;
    private final SharedPreferences sp;

    private SPUtils(Context context, String name) {
        sp = context.getSharedPreferences(name, Context.MODE_PRIVATE);
    }

    static void init(Context context) {
        instance = new SPUtils(context, "spUtils");
    }

    public static SPUtils getInstance() {
        return instance;
    }

    public boolean getBoolean(String key) {
        return getBoolean(key, false);
    }

    public boolean getBoolean(String key, boolean otherwise) {
        return sp.getBoolean(key, otherwise);
    }

    public int getInt(String key, int otherwise) {
        return sp.getInt(key, otherwise);
    }

    public String getString(String key) {
        return sp.getString(key, "");
    }

    public static Object get(Context context, String key, Object otherwise) {
        SharedPreferences sp = context.getSharedPreferences("share_data", Context.MODE_PRIVATE);
        if (otherwise instanceof String) return sp.getString(key, (String) otherwise);
        if (otherwise instanceof Integer) return sp.getInt(key, (Integer) otherwise);
        if (otherwise instanceof Boolean) return sp.getBoolean(key, (Boolean) otherwise);
        if (otherwise instanceof Float) return sp.getFloat(key, (Float) otherwise);
        if (otherwise instanceof Long) return sp.getLong(key, (Long) otherwise);
        return null;
    }
}
