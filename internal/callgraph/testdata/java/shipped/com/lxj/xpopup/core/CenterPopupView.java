package com.lxj.xpopup.core;

import android.content.Context;
import android.widget.FrameLayout;

/** As the real one, it makes itself on the main thread once it is to show. */
public abstract class CenterPopupView extends FrameLayout {
    private final Runnable attachTask = new Runnable() {
        @Override
        public void run() {
            init();
        }
    };

    public CenterPopupView(Context context) {
        super(context);
    }

    protected void init() {
        onCreate();
    }

    protected void onCreate() { }

    public CenterPopupView show() {
        post(attachTask);
        return this;
    }
}
