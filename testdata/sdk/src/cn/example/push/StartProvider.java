package cn.example.push;

import android.content.ContentProvider;

/** Runs when the app starts. */
public class StartProvider extends ContentProvider {
    @Override
    public boolean onCreate() {
        return a.a(getContext(), "start") != null;
    }
}
