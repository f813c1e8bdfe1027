package com.google.android.material.bottomsheet;

import android.content.Context;
import android.app.Dialog;

public class BottomSheetDialog extends Dialog {
    public BottomSheetDialog(Context context) { super(context); }
}
