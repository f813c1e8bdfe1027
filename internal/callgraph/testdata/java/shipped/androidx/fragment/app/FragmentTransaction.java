package androidx.fragment.app;

public abstract class FragmentTransaction {
    public abstract FragmentTransaction add(Fragment fragment, String tag);
    public abstract int commit();
}
