package androidx.fragment.app;

public class DialogFragment extends Fragment {
    public void show(FragmentManager manager, String tag) {
        FragmentTransaction t = manager.beginTransaction();
        t.add(this, tag);
        t.commit();
    }

    public void dismiss() { }
}
