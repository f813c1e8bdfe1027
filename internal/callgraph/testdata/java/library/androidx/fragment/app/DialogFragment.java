package androidx.fragment.app;

public class DialogFragment extends Fragment {
    public void show(FragmentManager manager, String tag) { }
    public void dismiss() { }
}
