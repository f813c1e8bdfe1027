package androidx.recyclerview.widget;

import android.view.View;
import android.view.ViewGroup;

public class RecyclerView {
    public abstract static class ViewHolder {
        public final View itemView;
        public ViewHolder(View view) { itemView = view; }
    }

    public abstract static class Adapter<H extends ViewHolder> {
        public abstract H onCreateViewHolder(ViewGroup parent, int type);
        public abstract void onBindViewHolder(H holder, int position);
        public abstract int getItemCount();
    }

    public void setAdapter(Adapter<?> adapter) { }
}
