package twins;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;

/** The usual template. */
abstract class BaseActivity<P extends BasePresenter> extends Activity {
    protected P presenter;

    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(layout());
        presenter = createPresenter();
        if (presenter != null) presenter.attach(this);
        initView();
        initData();
    }

    protected abstract int layout();

    protected abstract P createPresenter();

    protected abstract void initData();

    protected void initView() { }

    public void tap(View v) {
        onTap();
    }

    protected void onTap() { }
}

abstract class BasePresenter {
    void attach(Activity a) {
        onAttached(a);
    }

    protected abstract void onAttached(Activity a);
}
