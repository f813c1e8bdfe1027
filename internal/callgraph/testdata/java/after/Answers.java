package after;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.ContentResolver;
import android.content.DialogInterface;
import android.content.pm.PackageManager;
import android.os.Bundle;
import android.os.Handler;
import android.provider.Settings;
import java.util.ArrayList;
import java.util.List;

/** What is done with the answer to a request for permissions; each string says what is expected of its place. */
public class Answers extends Activity {
    static ContentResolver resolver;


    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        resolver = getContentResolver();
        Settings.Secure.getString(Answers.resolver, "not: before any answer");
        new Library().ask();
        new Contract().ask(this);
    }

    @Override
    public void onRequestPermissionsResult(int code, String[] names, int[] results) {
        super.onRequestPermissionsResult(code, names, results);
        Settings.Secure.getString(Answers.resolver, "not: whatever the answer is");
        plain(code, names, results);
        if (results.length > 0 && results[0] == PackageManager.PERMISSION_GRANTED) {
            Settings.Secure.getString(Answers.resolver, "not: granted, plain");
        } else {
            Settings.Secure.getString(Answers.resolver, "refused: plain");
        }
        if (results[0] != 0) {
            Settings.Secure.getString(Answers.resolver, "refused: one side only");
        }
        if (results[0] == PackageManager.PERMISSION_DENIED) {
            Settings.Secure.getString(Answers.resolver, "refused: compared with denied");
        }
        switch (code) {
            case 1:
                if (results[0] == 0) {
                    Settings.Secure.getString(Answers.resolver, "not: granted, in a case");
                    return;
                }
                refusedFirst();
                break;
            default:
                Settings.Secure.getString(Answers.resolver, "not: of another request");
        }
        for (int r : results) {
            if (r != PackageManager.PERMISSION_GRANTED) {
                Settings.Secure.getString(Answers.resolver, "refused: in a loop");
                return;
            }
        }
    }

    private void plain(int code, String[] names, int[] results) {
        if (results[0] != 0) {
            Settings.Secure.getString(Answers.resolver, "refused: handed on to another method");
        }
    }

    private void refusedFirst() {
        Settings.Secure.getString(Answers.resolver, "refused: in a method of its own");
        new AlertDialog.Builder(this)
                .setPositiveButton("ok", new DialogInterface.OnClickListener() {
                    @Override
                    public void onClick(DialogInterface dialog, int which) {
                        Settings.Secure.getString(Answers.resolver, "refused-tap: button of a dialog");
                    }
                })
                .show();
        new Handler().postDelayed(new Runnable() {
            @Override
            public void run() {
                Settings.Secure.getString(Answers.resolver, "refused: after a while");
            }
        }, 500);
    }

    static class Accumulated extends Activity {
        @Override
        public void onRequestPermissionsResult(int code, String[] names, int[] results) {
            boolean all = true;
            for (int r : results) {
                if (r != 0) {
                    all = false;
                    break;
                }
            }
            if (all) {
                Settings.Secure.getString(Answers.resolver, "not: all were granted");
            } else {
                Settings.Secure.getString(Answers.resolver, "refused: noted in a loop");
            }
        }
    }

    static class Collected extends Activity {
        @Override
        public void onRequestPermissionsResult(int code, String[] names, int[] results) {
            List<String> refused = new ArrayList<>();
            for (int i = 0; i < results.length; i++) {
                if (results[i] == PackageManager.PERMISSION_DENIED) {
                    refused.add(names[i]);
                }
            }
            if (refused.isEmpty()) {
                Settings.Secure.getString(Answers.resolver, "not: nothing was collected");
            } else {
                Settings.Secure.getString(Answers.resolver, "refused: collected");
            }
            if (refused.size() > 0) {
                Settings.Secure.getString(Answers.resolver, "refused: size of what was collected");
            }
        }
    }

    static class Helped extends Activity {
        @Override
        public void onRequestPermissionsResult(int code, String[] names, int[] results) {
            if (verifyPermissions(results)) {
                Settings.Secure.getString(Answers.resolver, "not: verified");
            } else {
                Settings.Secure.getString(Answers.resolver, "refused: verified by a helper");
            }
            if (!a(results)) {
                Settings.Secure.getString(Answers.resolver, "refused: helper without a name");
            }
        }

        static boolean verifyPermissions(int[] results) {
            if (results.length < 1) {
                return false;
            }
            for (int r : results) {
                if (r != 0) {
                    return false;
                }
            }
            return true;
        }

        static boolean a(int[] results) {
            for (int r : results) {
                if (r != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    static class AskedAgain extends Activity {
        @Override
        public void onRequestPermissionsResult(int code, String[] names, int[] results) {
            if (checkSelfPermission("android.permission.CAMERA") != PackageManager.PERMISSION_GRANTED) {
                Settings.Secure.getString(Answers.resolver, "refused: looked up again");
            }
            if (hasPermissions()) {
                Settings.Secure.getString(Answers.resolver, "not: has permissions");
            } else {
                Settings.Secure.getString(Answers.resolver, "refused: has no permissions");
            }
            if (code == 7) {
                Settings.Secure.getString(Answers.resolver, "not: depends on the request alone");
            }
        }

        boolean hasPermissions() {
            return checkSelfPermission("android.permission.CAMERA") == 0;
        }
    }
}
