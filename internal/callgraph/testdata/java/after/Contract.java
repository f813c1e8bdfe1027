package after;

import android.provider.Settings;
import androidx.activity.ComponentActivity;
import androidx.activity.result.ActivityResultCallback;
import androidx.activity.result.contract.ActivityResultContracts;
import io.reactivex.Observable;
import io.reactivex.functions.Consumer;
import java.util.Map;

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
        activity.registerForActivityResult(new ActivityResultContracts.RequestMultiplePermissions(), new ActivityResultCallback<Map<String, Boolean>>() {
            @Override
            public void onActivityResult(Map<String, Boolean> results) {
                for (Map.Entry<String, Boolean> entry : results.entrySet()) {
                    if (!entry.getValue()) {
                        Settings.Secure.getString(Answers.resolver, "refused: one of several");
                    }
                }
                if (results.get("android.permission.CAMERA")) {
                    Settings.Secure.getString(Answers.resolver, "not: contract for several, granted");
                } else {
                    Settings.Secure.getString(Answers.resolver, "refused: contract for several");
                }
            }
        });
        new RxPermissions().request("android.permission.CAMERA").subscribe(new Consumer<Boolean>() {
            @Override
            public void accept(Boolean granted) {
                if (!granted) {
                    Settings.Secure.getString(Answers.resolver, "refused: stream of an answer");
                }
            }
        });
        new RxPermissions().requestEach("android.permission.CAMERA").subscribe(new Consumer<Permission>() {
            @Override
            public void accept(Permission permission) {
                if (permission.granted) {
                    Settings.Secure.getString(Answers.resolver, "not: stream of permissions, granted");
                } else {
                    Settings.Secure.getString(Answers.resolver, "refused: stream of permissions");
                }
            }
        });
        new Other().load().subscribe(new Consumer<Boolean>() {
            @Override
            public void accept(Boolean done) {
                if (!done) {
                    Settings.Secure.getString(Answers.resolver, "not: stream of something else");
                }
            }
        });
    }

    static class Other {
        Observable<Boolean> load() {
            return null;
        }
    }
}
