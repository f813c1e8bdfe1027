package com.lxj.xpopup.core;

import android.content.Context;
import android.widget.FrameLayout;

public abstract class CenterPopupView extends FrameLayout {
    public CenterPopupView(Context context) { super(context); }
    protected void onCreate() { }
    public CenterPopupView show() { return this; }
}
