package twins;

import static twins.App.resolver;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;
import android.os.Handler;
import android.provider.Settings.Secure;
import android.text.Editable;
import android.text.TextWatcher;
import android.view.Menu;
import android.view.MenuItem;
import android.view.View;
import android.widget.Button;
import android.widget.EditText;

/** A launcher by the template, with what the platform calls on it. */
public class Main extends BaseActivity<Main.Presenter> implements View.OnClickListener, Runnable {
    private final Handler handler = new Handler();
    private Button button;

    private final View.OnClickListener inField = new View.OnClickListener() {
        @Override
        public void onClick(View v) {
            Secure.getString(resolver, "user: listener in a field");
        }
    };

    private final Runnable onlyInTap = new Runnable() {
        @Override
        public void run() {
            Secure.getString(resolver, "user: Runnable in a field, posted by a tap");
        }
    };

    private final Runnable atOnce = new Runnable() {
        @Override
        public void run() {
            Secure.getString(resolver, "startup: Runnable in a field, posted at once");
        }
    };

    @Override
    protected int layout() {
        return 1;
    }

    @Override
    protected Presenter createPresenter() {
        return new Presenter();
    }

    static class Presenter extends BasePresenter {
        @Override
        protected void onAttached(Activity a) {
            Secure.getString(resolver, "startup: presenter of the launcher");
        }
    }

    @Override
    protected void initData() {
        Secure.getString(resolver, "startup: template method of the launcher");
    }

    @Override
    protected void onTap() {
        Secure.getString(resolver, "user: method that a layout names");
    }

    @Override
    protected void initView() {
        button = findViewById(1);
        button.setOnClickListener(this);
        findViewById(2).setOnClickListener(inField);
        findViewById(3).setOnClickListener(new View.OnClickListener() {
            @Override
            public void onClick(View v) {
                Secure.getString(resolver, "user: anonymous listener");
                handler.post(onlyInTap);
                startActivity(new Intent(Main.this, Second.class));
            }
        });
        findViewById(4).setOnLongClickListener(new View.OnLongClickListener() {
            @Override
            public boolean onLongClick(View v) {
                Secure.getString(resolver, "user: long click");
                return true;
            }
        });
        handler.post(atOnce);
        handler.postDelayed(this, 100);
        button.post(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: View.post");
            }
        });
        button.postDelayed(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: View.postDelayed");
            }
        }, 10);
        runOnUiThread(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: runOnUiThread");
            }
        });
        ((EditText) findViewById(5)).addTextChangedListener(new TextWatcher() {
            @Override
            public void beforeTextChanged(CharSequence s, int start, int count, int after) { }

            @Override
            public void onTextChanged(CharSequence s, int start, int before, int count) {
                Secure.getString(resolver, "user: text");
            }

            @Override
            public void afterTextChanged(Editable s) { }
        });
        findViewById(6).setOnClickListener(new Desugared(this));
        setAdapter(new Adapter() {
            @Override
            public void onItem(int n) {
                Secure.getString(resolver, "user: own listener behind a platform one");
            }
        });
        requestPermissions(new String[] {"android.permission.READ_PHONE_STATE"}, 1);
    }

    /** A lambda as D8 writes it. */
    static final class Desugared implements View.OnClickListener {
        final Main f$0;

        Desugared(Main main) {
            f$0 = main;
        }

        @Override
        public void onClick(View v) {
            f$0.lambda$initView$0(v);
        }
    }

    void lambda$initView$0(View v) {
        Secure.getString(resolver, "user: lambda");
    }

    interface Adapter {
        void onItem(int n);
    }

    private void setAdapter(final Adapter a) {
        button.setOnClickListener(new View.OnClickListener() {
            @Override
            public void onClick(View v) {
                a.onItem(v.getId());
            }
        });
    }

    @Override
    public void onClick(View v) {
        switch (v.getId()) {
            case 1:
                Secure.getString(resolver, "user: listener is the activity");
                break;
            default:
        }
    }

    @Override
    public void run() {
        Secure.getString(resolver, "startup: Runnable is the activity");
    }

    @Override
    protected void onResume() {
        super.onResume();
        Secure.getString(resolver, "startup: onResume");
    }

    @Override
    public void onWindowFocusChanged(boolean focus) {
        if (focus) Secure.getString(resolver, "startup: window focus");
    }

    @Override
    public boolean onCreateOptionsMenu(Menu m) {
        Secure.getString(resolver, "startup: menu is made");
        return true;
    }

    @Override
    public boolean onOptionsItemSelected(MenuItem i) {
        Secure.getString(resolver, "user: menu");
        return true;
    }

    @Override
    public void onRequestPermissionsResult(int code, String[] permissions, int[] results) {
        if (results[0] == 0) Secure.getString(resolver, "user: permission result");
    }

    @Override
    protected void onActivityResult(int request, int result, Intent data) {
        Secure.getString(resolver, "user: activity result");
    }

    @Override
    protected void onNewIntent(Intent i) {
        Secure.getString(resolver, "user: new intent");
    }

    @Override
    public void onBackPressed() {
        Secure.getString(resolver, "user: back");
    }

    @Override
    protected void onStop() {
        super.onStop();
        Secure.getString(resolver, "user: onStop");
    }
}
