package androidx.recyclerview.widget;

import android.content.Context;
import android.view.View;
import android.view.ViewGroup;

/** As the real one, it asks for rows when it is laid out. */
public class RecyclerView extends ViewGroup {
    public abstract static class ViewHolder {
        public final View itemView;

        public ViewHolder(View view) {
            itemView = view;
        }
    }

    public abstract static class Adapter<H extends ViewHolder> {
        public abstract H onCreateViewHolder(ViewGroup parent, int type);

        public abstract void onBindViewHolder(H holder, int position);

        public abstract int getItemCount();
    }

    private Adapter<ViewHolder> adapter;

    public RecyclerView(Context context) {
        super(context);
    }

    @SuppressWarnings("unchecked")
    public void setAdapter(Adapter<?> adapter) {
        this.adapter = (Adapter<ViewHolder>) adapter;
        requestLayout();
    }

    @Override
    protected void onLayout(boolean changed, int l, int t, int r, int b) {
        for (int i = 0; i < adapter.getItemCount(); i++) {
            adapter.onBindViewHolder(adapter.onCreateViewHolder(this, 0), i);
        }
    }
}
