package androidx.viewpager.widget;

public abstract class PagerAdapter {
    public abstract int getCount();
    public abstract Object instantiateItem(int position);
}
