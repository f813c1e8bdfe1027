package androidx.fragment.app;

public abstract class FragmentPagerAdapter {
    public FragmentPagerAdapter(FragmentManager manager) { }
    public abstract Fragment getItem(int position);
    public abstract int getCount();
}
