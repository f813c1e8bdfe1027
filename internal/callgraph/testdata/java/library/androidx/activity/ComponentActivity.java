package androidx.activity;

import android.app.Activity;
import androidx.activity.result.ActivityResultCallback;
import androidx.activity.result.contract.ActivityResultContract;

public class ComponentActivity extends Activity {
    public <I, O> void registerForActivityResult(ActivityResultContract<I, O> contract, ActivityResultCallback<O> callback) {
    }
}
