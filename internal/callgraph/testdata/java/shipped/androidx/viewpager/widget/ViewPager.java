package androidx.viewpager.widget;

import android.content.Context;
import android.view.ViewGroup;

/** As the real one, it fills itself when it is given an adapter, or is measured. */
public class ViewPager extends ViewGroup {
    private PagerAdapter adapter;
    private boolean first = true;

    public ViewPager(Context context) {
        super(context);
    }

    public void setAdapter(PagerAdapter adapter) {
        this.adapter = adapter;
        if (!first) {
            populate();
        } else {
            requestLayout();
        }
    }

    @Override
    protected void onMeasure(int width, int height) {
        populate();
    }

    @Override
    protected void onLayout(boolean changed, int l, int t, int r, int b) {
        first = false;
    }

    private void populate() {
        for (int i = 0; i < adapter.getCount(); i++) adapter.instantiateItem(i);
    }
}
