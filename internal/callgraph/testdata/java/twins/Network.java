package twins;

import android.content.Context;
import android.net.ConnectivityManager;
import android.net.NetworkInfo;

class Network {
    static boolean connected(Context c) {
        ConnectivityManager m = (ConnectivityManager) c.getSystemService(Context.CONNECTIVITY_SERVICE);
        NetworkInfo info = m.getActiveNetworkInfo();
        return info != null && info.isConnected();
    }
}
