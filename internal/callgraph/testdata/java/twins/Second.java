package twins;

import static twins.App.resolver;

import android.app.Activity;
import android.provider.Settings.Secure;

/** Another activity by the same template; a tap opens it. */
public class Second extends BaseActivity<Second.Presenter> {
    @Override
    protected int layout() {
        return 2;
    }

    @Override
    protected Presenter createPresenter() {
        return new Presenter();
    }

    static class Presenter extends BasePresenter {
        @Override
        protected void onAttached(Activity a) {
            Secure.getString(resolver, "user: presenter of another activity");
        }
    }

    @Override
    protected void initData() {
        Secure.getString(resolver, "user: template method of another activity");
    }
}
