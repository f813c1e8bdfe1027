package androidx.fragment.app;

public abstract class FragmentTransaction {
    public abstract FragmentTransaction add(int container, Fragment fragment);
    public abstract int commit();
}
