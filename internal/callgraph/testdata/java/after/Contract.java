package after;

import android.provider.Settings;
import androidx.activity.ComponentActivity;
import androidx.activity.result.ActivityResultCallback;
import androidx.activity.result.contract.ActivityResultContracts;

/** Results of activities by contract. */
class Contract {
    void ask(Answers from) {
        ComponentActivity activity = new ComponentActivity();
        activity.registerForActivityResult(new ActivityResultContracts.RequestPermission(), new ActivityResultCallback<Boolean>() {
            @Override
            public void onActivityResult(Boolean granted) {
                if (granted) {
                    Settings.Secure.getString(Answers.resolver, "not: contract, granted");
                } else {
                    Settings.Secure.getString(Answers.resolver, "refused: contract");
                }
            }
        });
        activity.registerForActivityResult(new ActivityResultContracts.TakePicture(), new ActivityResultCallback<Boolean>() {
            @Override
            public void onActivityResult(Boolean saved) {
                if (!saved) {
                    Settings.Secure.getString(Answers.resolver, "not: contract for a picture");
                }
            }
        });
    }
}
