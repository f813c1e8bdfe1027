package twins;

import static twins.App.resolver;

import android.app.Activity;
import android.app.AlertDialog;
import android.app.Dialog;
import android.content.Context;
import android.content.DialogInterface;
import android.content.Intent;
import android.os.Bundle;
import android.provider.Settings.Secure;
import android.text.TextPaint;
import android.text.style.ClickableSpan;
import android.view.LayoutInflater;
import android.view.View;
import android.view.ViewGroup;
import android.widget.CheckBox;
import android.widget.CompoundButton;
import android.widget.FrameLayout;
import android.widget.PopupWindow;
import androidx.fragment.app.DialogFragment;
import androidx.fragment.app.Fragment;
import androidx.fragment.app.FragmentManager;
import androidx.fragment.app.FragmentPagerAdapter;
import androidx.recyclerview.widget.RecyclerView;
import androidx.viewpager.widget.ViewPager;
import com.google.android.material.bottomsheet.BottomSheetDialog;
import com.lxj.xpopup.core.CenterPopupView;
import kotlin.jvm.functions.Function0;

/** A launcher that asks in every way there is. What follows an answer follows a tap. */
public class Dialogs extends Activity {
    private FragmentManager manager;

    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        alert();
        alertNegative();
        alertCancelled();
        alertShared();
        own();
        ownConstructor();
        ownByMethod();
        ownFunction();
        ownRunnable();
        ownByStatic();
        ownAbstract();
        ownGeneric();
        sheet();
        centre();
        fragment();
        popup();
        inView();
        ifNeeded();
        atOnce();
        span();
        box();
        opens();
        pages();
        rows();
        banner();
        desugared();
        finishes();
    }

    private void alert() {
        new AlertDialog.Builder(this)
                .setTitle("隐私政策")
                .setPositiveButton("同意", new DialogInterface.OnClickListener() {
                    @Override
                    public void onClick(DialogInterface d, int which) {
                        Secure.getString(resolver, "user: positive button");
                    }
                })
                .setCancelable(false)
                .show();
        Secure.getString(resolver, "startup: behind a dialog that shows");
    }

    private void alertNegative() {
        AlertDialog d = new AlertDialog.Builder(this).create();
        d.setButton(DialogInterface.BUTTON_NEGATIVE, "不同意", new DialogInterface.OnClickListener() {
            @Override
            public void onClick(DialogInterface d, int which) {
                Secure.getString(resolver, "user: negative button");
                finish();
            }
        });
        d.show();
    }

    private void alertCancelled() {
        AlertDialog d = new AlertDialog.Builder(this).create();
        d.setOnDismissListener(new DialogInterface.OnDismissListener() {
            @Override
            public void onDismiss(DialogInterface d) {
                Secure.getString(resolver, "user: dialog is dismissed");
            }
        });
        d.setOnShowListener(new DialogInterface.OnShowListener() {
            @Override
            public void onShow(DialogInterface d) {
                Secure.getString(resolver, "startup: dialog is shown");
            }
        });
        d.show();
    }

    /** One listener for both buttons, which asks what was tapped. */
    private void alertShared() {
        DialogInterface.OnClickListener l = new DialogInterface.OnClickListener() {
            @Override
            public void onClick(DialogInterface d, int which) {
                if (which == DialogInterface.BUTTON_POSITIVE) Secure.getString(resolver, "user: one listener for both buttons");
            }
        };
        new AlertDialog.Builder(this).setPositiveButton("同意", l).setNegativeButton("不同意", l).show();
    }

    interface OnAgreeListener {
        void onAgree();

        void onRefuse();
    }

    /** Listener by a setter, click listeners in onCreate. */
    static class AgreeDialog extends Dialog {
        private OnAgreeListener listener;

        AgreeDialog(Context c) {
            super(c);
        }

        void setListener(OnAgreeListener l) {
            listener = l;
        }

        @Override
        protected void onCreate(Bundle state) {
            setContentView(1);
            Secure.getString(resolver, "startup: own dialog is made");
            findViewById(1).setOnClickListener(new View.OnClickListener() {
                @Override
                public void onClick(View v) {
                    dismiss();
                    listener.onAgree();
                }
            });
            findViewById(2).setOnClickListener(new View.OnClickListener() {
                @Override
                public void onClick(View v) {
                    if (listener != null) listener.onRefuse();
                }
            });
        }
    }

    private void own() {
        AgreeDialog d = new AgreeDialog(this);
        d.setListener(new OnAgreeListener() {
            @Override
            public void onAgree() {
                Secure.getString(resolver, "user: agreed in an own dialog");
                initSdk();
            }

            @Override
            public void onRefuse() {
                Secure.getString(resolver, "user: refused in an own dialog");
            }
        });
        d.show();
    }

    private void initSdk() {
        Secure.getString(resolver, "user: method that follows consent");
    }

    /** Listener by the constructor; the dialog is the click listener. */
    static class ClickDialog extends Dialog implements View.OnClickListener {
        interface Answer {
            void yes();

            void no();
        }

        private final Answer answer;

        ClickDialog(Context c, Answer a) {
            super(c);
            answer = a;
            setContentView(1);
            findViewById(1).setOnClickListener(this);
            findViewById(2).setOnClickListener(this);
        }

        @Override
        public void onClick(View v) {
            if (v.getId() == 1) {
                answer.yes();
            } else {
                answer.no();
            }
            dismiss();
        }
    }

    private void ownConstructor() {
        new ClickDialog(this, new ClickDialog.Answer() {
            @Override
            public void yes() {
                Secure.getString(resolver, "user: yes in a dialog that listens itself");
            }

            @Override
            public void no() {
                Secure.getString(resolver, "user: no in a dialog that listens itself");
            }
        }).show();
    }

    /** The platform's own listener is handed to the dialog. */
    static class PassDialog extends Dialog {
        PassDialog(Context c, View.OnClickListener ok) {
            super(c);
            findViewById(1).setOnClickListener(ok);
        }
    }

    private void ownByMethod() {
        new PassDialog(this, new View.OnClickListener() {
            @Override
            public void onClick(View v) {
                Secure.getString(resolver, "user: listener that a dialog passes on");
            }
        }).show();
    }

    /** As a dialog in Kotlin takes its answers. */
    static class FunctionDialog extends Dialog {
        private final Function0<Void> ok;

        FunctionDialog(Context c, Function0<Void> ok) {
            super(c);
            this.ok = ok;
        }

        @Override
        protected void onCreate(Bundle state) {
            findViewById(1).setOnClickListener(new View.OnClickListener() {
                @Override
                public void onClick(View v) {
                    ok.invoke();
                }
            });
        }
    }

    private void ownFunction() {
        new FunctionDialog(this, new Function0<Void>() {
            @Override
            public Void invoke() {
                Secure.getString(resolver, "user: Kotlin function of an own dialog");
                return null;
            }
        }).show();
    }

    static class RunnableDialog extends Dialog {
        private final Runnable ok;

        RunnableDialog(Context c, Runnable ok) {
            super(c);
            this.ok = ok;
        }

        @Override
        protected void onCreate(Bundle state) {
            findViewById(1).setOnClickListener(new View.OnClickListener() {
                @Override
                public void onClick(View v) {
                    ok.run();
                }
            });
        }
    }

    private void ownRunnable() {
        new RunnableDialog(this, new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "user: Runnable of an own dialog");
            }
        }).show();
    }

    /** A static method makes the dialog, as helpers do. */
    private void ownByStatic() {
        confirm(this, new Runnable() {
            @Override
            public void run() {
                Secure.getString(resolver, "user: Runnable given to a helper for dialogs");
            }
        });
    }

    private static void confirm(Context c, final Runnable ok) {
        new AlertDialog.Builder(c).setPositiveButton("同意", new DialogInterface.OnClickListener() {
            @Override
            public void onClick(DialogInterface d, int which) {
                ok.run();
            }
        }).show();
    }

    /** The dialog has abstract methods for its answers. */
    abstract static class AskDialog extends Dialog {
        AskDialog(Context c) {
            super(c);
        }

        @Override
        protected void onCreate(Bundle state) {
            findViewById(1).setOnClickListener(new View.OnClickListener() {
                @Override
                public void onClick(View v) {
                    agreed();
                }
            });
        }

        abstract void agreed();
    }

    private void ownAbstract() {
        new AskDialog(this) {
            @Override
            void agreed() {
                Secure.getString(resolver, "user: abstract method of an own dialog");
            }
        }.show();
    }

    interface Result<T> {
        void on(T value);
    }

    /** One interface for all results: some come at once, this one by a tap. */
    private void ownGeneric() {
        final Result<Boolean> answer = new Result<Boolean>() {
            @Override
            public void on(Boolean yes) {
                Secure.getString(resolver, "user: interface that others call at once");
            }
        };
        findViewById(1).setOnClickListener(new View.OnClickListener() {
            @Override
            public void onClick(View v) {
                answer.on(true);
            }
        });
        config(new Result<String>() {
            @Override
            public void on(String s) {
                Secure.getString(resolver, "startup: interface that a tap calls for others");
            }
        });
    }

    private void config(Result<String> r) {
        r.on("");
    }

    /** A dialog of a library between ours and the platform's. */
    static class Sheet extends BottomSheetDialog {
        Sheet(Context c) {
            super(c);
        }

        @Override
        protected void onCreate(Bundle state) {
            Secure.getString(resolver, "startup: bottom sheet is made");
            findViewById(1).setOnClickListener(new View.OnClickListener() {
                @Override
                public void onClick(View v) {
                    Secure.getString(resolver, "user: bottom sheet");
                }
            });
        }
    }

    private void sheet() {
        new Sheet(this).show();
    }

    static class Centre extends CenterPopupView {
        Centre(Context c) {
            super(c);
        }

        @Override
        protected void onCreate() {
            Secure.getString(resolver, "startup: popup of a library is made");
            findViewById(1).setOnClickListener(new View.OnClickListener() {
                @Override
                public void onClick(View v) {
                    Secure.getString(resolver, "user: popup of a library");
                }
            });
        }
    }

    private void centre() {
        new Centre(this).show();
    }

    public static class AgreeFragment extends DialogFragment {
        interface Answer {
            void agreed();
        }

        Answer answer;

        @Override
        public View onCreateView(LayoutInflater inflater, ViewGroup container, Bundle state) {
            Secure.getString(resolver, "startup: fragment is made");
            View v = inflater.inflate(1, container);
            v.findViewById(1).setOnClickListener(new View.OnClickListener() {
                @Override
                public void onClick(View v) {
                    Secure.getString(resolver, "user: tap in a fragment");
                    answer.agreed();
                }
            });
            return v;
        }
    }

    private void fragment() {
        AgreeFragment f = new AgreeFragment();
        f.answer = new AgreeFragment.Answer() {
            @Override
            public void agreed() {
                Secure.getString(resolver, "user: agreed in a fragment");
            }
        };
        f.show(manager, "agree");
    }

    private void popup() {
        final PopupWindow w = new PopupWindow(new FrameLayout(this), 1, 1);
        w.getContentView().setOnClickListener(new View.OnClickListener() {
            @Override
            public void onClick(View v) {
                Secure.getString(resolver, "user: popup window");
                w.dismiss();
            }
        });
        w.showAtLocation(w.getContentView(), 0, 0, 0);
    }

    /** A view of the app's own with a listener of the app's own. */
    static class Bar extends FrameLayout {
        interface OnBar {
            void onLeft();
        }

        private OnBar bar;

        Bar(Context c) {
            super(c);
            setOnClickListener(new OnClickListener() {
                @Override
                public void onClick(View v) {
                    if (bar != null) bar.onLeft();
                }
            });
        }

        void setOnBar(OnBar b) {
            bar = b;
        }
    }

    private void inView() {
        Bar b = new Bar(this);
        b.setOnBar(new Bar.OnBar() {
            @Override
            public void onLeft() {
                Secure.getString(resolver, "user: listener of an own view");
            }
        });
    }

    interface Ready {
        void ready();
    }

    /** Goes on at once where the user has agreed before. */
    private void ifNeeded() {
        askIfNeeded(new Ready() {
            @Override
            public void ready() {
                Secure.getString(resolver, "gate-named: at once with consent, else by a tap");
            }
        });
    }

    private void askIfNeeded(final Ready r) {
        if (SPUtils.getInstance().getBoolean("agree_privacy")) {
            r.ready();
            return;
        }
        new AlertDialog.Builder(this).setPositiveButton("同意", new DialogInterface.OnClickListener() {
            @Override
            public void onClick(DialogInterface d, int which) {
                r.ready();
            }
        }).show();
    }

    interface Early {
        void early();
    }

    /** Bad twin: the dialog shows, but the callback does not wait for it. */
    private void atOnce() {
        askAndGoOn(new Early() {
            @Override
            public void early() {
                Secure.getString(resolver, "startup: callback does not wait for the dialog");
            }
        });
    }

    private void askAndGoOn(Early e) {
        if (!SPUtils.getInstance().getBoolean("agree_privacy")) new AlertDialog.Builder(this).show();
        e.early();
    }

    private void span() {
        new ClickableSpan() {
            @Override
            public void onClick(View v) {
                Secure.getString(resolver, "none: link in no text");
            }

            @Override
            public void updateDrawState(TextPaint p) { }
        }.getUnderlying();
        android.text.SpannableString s = new android.text.SpannableString("x");
        s.setSpan(new ClickableSpan() {
            @Override
            public void onClick(View v) {
                Secure.getString(resolver, "user: link in the text that is set");
            }
        }, 0, 1, 0);
    }

    private void box() {
        final CheckBox box = findViewById(3);
        box.setOnCheckedChangeListener(new CompoundButton.OnCheckedChangeListener() {
            @Override
            public void onCheckedChanged(CompoundButton b, boolean checked) {
                if (checked) Secure.getString(resolver, "user: check box");
            }
        });
    }

    private void opens() {
        AgreeDialog d = new AgreeDialog(this);
        d.setListener(new OnAgreeListener() {
            @Override
            public void onAgree() {
                startActivity(new Intent(Dialogs.this, After.class));
            }

            @Override
            public void onRefuse() { }
        });
        d.show();
    }

    public static class After extends Activity {
        @Override
        protected void onCreate(Bundle state) {
            super.onCreate(state);
            Secure.getString(resolver, "user: screen behind the dialog");
        }
    }

    public static class Page extends Fragment {
        @Override
        public void onViewCreated(View v, Bundle state) {
            Secure.getString(resolver, "startup: page of a ViewPager");
        }

        @Override
        public void setUserVisibleHint(boolean visible) {
            Secure.getString(resolver, "startup: page becomes visible");
        }
    }

    private void pages() {
        ((ViewPager) findViewById(7)).setAdapter(new FragmentPagerAdapter(manager) {
            @Override
            public Fragment getItem(int position) {
                return new Page();
            }

            @Override
            public int getCount() {
                return 1;
            }
        });
    }

    private void rows() {
        ((RecyclerView) findViewById(8)).setAdapter(new RecyclerView.Adapter<Row>() {
            @Override
            public Row onCreateViewHolder(ViewGroup parent, int type) {
                return new Row(parent);
            }

            @Override
            public void onBindViewHolder(Row holder, int position) {
                Secure.getString(resolver, "startup: row of a list");
                holder.itemView.setOnClickListener(new View.OnClickListener() {
                    @Override
                    public void onClick(View v) {
                        Secure.getString(resolver, "user: tap on a row");
                    }
                });
            }

            @Override
            public int getItemCount() {
                return 1;
            }
        });
    }

    /** A view of the app's own that only a layout makes. */
    static class Banner extends FrameLayout {
        Banner(Context c, android.util.AttributeSet a) {
            super(c, a);
            Secure.getString(resolver, "startup: constructor of a view in a layout");
        }

        void load() {
            Secure.getString(resolver, "startup: method of a view in a layout");
        }
    }

    private void banner() {
        ((Banner) findViewById(9)).load();
    }

    static class Row extends RecyclerView.ViewHolder {
        Row(View v) {
            super(v);
        }
    }

    /** A lambda as D8 writes it, without anything caught. */
    static final class Desugared implements DialogInterface.OnClickListener {
        static final Desugared INSTANCE = new Desugared();

        @Override
        public void onClick(DialogInterface d, int which) {
            lambda$desugared$0(d, which);
        }
    }

    private void desugared() {
        new AlertDialog.Builder(this).setPositiveButton("同意", Desugared.INSTANCE).show();
    }

    static void lambda$desugared$0(DialogInterface d, int which) {
        Secure.getString(resolver, "user: lambda that is kept in a static field");
    }

    /** A tap, and then another thread. */
    private void finishes() {
        findViewById(4).setOnClickListener(new View.OnClickListener() {
            @Override
            public void onClick(View v) {
                new Thread(new Runnable() {
                    @Override
                    public void run() {
                        Secure.getString(resolver, "user: thread behind a tap");
                    }
                }).start();
            }
        });
    }
}
