package androidx.viewpager.widget;

import androidx.fragment.app.FragmentPagerAdapter;

public class ViewPager {
    public void setAdapter(FragmentPagerAdapter adapter) { }
}
