package androidx.fragment.app;

import android.os.Bundle;
import android.view.LayoutInflater;
import android.view.View;
import android.view.ViewGroup;

public class Fragment {
    public void onCreate(Bundle state) { }
    public View onCreateView(LayoutInflater inflater, ViewGroup container, Bundle state) { return null; }
    public void onViewCreated(View view, Bundle state) { }
    public void onResume() { }
    public void setUserVisibleHint(boolean visible) { }
}
