package after;

import android.provider.Settings;
import java.util.List;

/** Callbacks of libraries that ask for permissions. */
class Library {
    interface Callback {
        void onGranted(List<String> names);

        void onDenied(List<String> names);
    }

    interface Result {
        void onResult(boolean all, List<String> granted, List<String> refused);
    }

    void ask() {
        Callback callback = new Callback() {
            @Override
            public void onGranted(List<String> names) {
                Settings.Secure.getString(Answers.resolver, "not: callback of a grant");
            }

            @Override
            public void onDenied(List<String> names) {
                Settings.Secure.getString(Answers.resolver, "refused: callback of a refusal");
            }
        };
        callback.onGranted(null);
        callback.onDenied(null);
        Result result = new Result() {
            @Override
            public void onResult(boolean all, List<String> granted, List<String> refused) {
                if (all) {
                    Settings.Secure.getString(Answers.resolver, "not: result, all granted");
                } else {
                    Settings.Secure.getString(Answers.resolver, "refused: result, not all");
                }
            }
        };
        result.onResult(false, null, null);
        onPermissionsDenied(3, null);
        new Builder().onGranted(new Action() {
            @Override
            public void run() {
                Settings.Secure.getString(Answers.resolver, "not: action for a grant");
            }
        }).onDenied(new Action() {
            @Override
            public void run() {
                Settings.Secure.getString(Answers.resolver, "refused: action for a refusal");
            }
        });
    }

    interface Action extends Runnable {
    }

    static class Builder {
        private Action granted;
        private Action denied;

        Builder onGranted(Action action) {
            granted = action;
            return this;
        }

        Builder onDenied(Action action) {
            denied = action;
            new Thread(denied).start();
            return this;
        }
    }

    void onPermissionsDenied(int code, List<String> names) {
        Settings.Secure.getString(Answers.resolver, "refused: named method");
    }
}
