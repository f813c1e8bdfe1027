package cn.example.push;

import android.app.Service;
import android.content.Intent;
import android.os.IBinder;

public class KeepService extends Service {
    @Override
    public IBinder onBind(Intent intent) {
        return null;
    }
}
