package twins;

import static twins.App.resolver;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.os.Bundle;
import android.provider.Settings.Secure;
import android.view.View;
import android.webkit.JavascriptInterface;
import android.webkit.WebChromeClient;
import android.webkit.WebView;
import android.webkit.WebViewClient;
import android.widget.CheckBox;
import kotlin.jvm.functions.Function0;

/** A launcher with callbacks whose surroundings speak of consent, and a web view. */
public class Guarded extends Activity {
    private CheckBox cbAgree;

    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        showPrivacyDialog(new Function0<Void>() {
            @Override
            public Void invoke() {
                Secure.getString(resolver, "user: function given to a method with a name");
                return null;
            }
        });
        showAgreement();
        checkPrivacy();
        web();
        findViewById(1).setOnClickListener(new View.OnClickListener() {
            @Override
            public void onClick(View v) {
                if (!cbAgree.isChecked()) return;
                Secure.getString(resolver, "user: check box is asked");
            }
        });
    }

    private void showPrivacyDialog(final Function0<Void> ok) {
        new AlertDialog.Builder(this).setPositiveButton("同意", new DialogInterface.OnClickListener() {
            @Override
            public void onClick(DialogInterface d, int which) {
                ok.invoke();
            }
        }).show();
    }

    private void showAgreement() {
        new AlertDialog.Builder(this).setPositiveButton("同意", new DialogInterface.OnClickListener() {
            @Override
            public void onClick(DialogInterface d, int which) {
                Secure.getString(resolver, "user gate-callback: button in a method with a name");
            }
        }).show();
    }

    /** Bad twin: the name speaks of privacy, but the thread waits for nothing. */
    private void checkPrivacy() {
        new Thread(new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "startup: thread in a method with a name");
            }
        }).start();
    }

    private void web() {
        WebView w = findViewById(2);
        w.addJavascriptInterface(new Bridge(), "app");
        w.setWebViewClient(new WebViewClient() {
            @Override
            public void onPageFinished(WebView v, String url) {
                Secure.getString(resolver, "startup: page is loaded");
            }
        });
        w.setWebChromeClient(new WebChromeClient() {
            @Override
            public void onProgressChanged(WebView v, int progress) {
                Secure.getString(resolver, "startup: page is loading");
            }
        });
        w.loadUrl("https://example.com");
    }

    static class Bridge {
        @JavascriptInterface
        public String id() {
            return Secure.getString(resolver, "startup: method for the scripts of a page");
        }
    }
}
