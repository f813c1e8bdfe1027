package androidx.fragment.app;

import androidx.viewpager.widget.PagerAdapter;

public abstract class FragmentPagerAdapter extends PagerAdapter {
    private final FragmentManager manager;

    public FragmentPagerAdapter(FragmentManager manager) {
        this.manager = manager;
    }

    public abstract Fragment getItem(int position);

    @Override
    public Object instantiateItem(int position) {
        Fragment f = getItem(position);
        manager.beginTransaction().add(f, null);
        f.setUserVisibleHint(false);
        return f;
    }
}
