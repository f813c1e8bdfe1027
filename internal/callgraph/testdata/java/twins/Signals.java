package twins;

import static twins.App.resolver;

import android.app.Activity;
import android.app.AlarmManager;
import android.app.Application;
import android.app.PendingIntent;
import android.app.job.JobInfo;
import android.app.job.JobParameters;
import android.app.job.JobScheduler;
import android.app.job.JobService;
import android.content.BroadcastReceiver;
import android.content.ClipboardManager;
import android.content.ComponentName;
import android.content.Context;
import android.content.Intent;
import android.content.IntentFilter;
import android.content.ServiceConnection;
import android.content.SharedPreferences;
import android.database.ContentObserver;
import android.hardware.Sensor;
import android.hardware.SensorEvent;
import android.hardware.SensorEventListener;
import android.hardware.SensorManager;
import android.location.Location;
import android.location.LocationListener;
import android.location.LocationManager;
import android.net.ConnectivityManager;
import android.net.Network;
import android.net.NetworkRequest;
import android.os.Bundle;
import android.os.Handler;
import android.os.IBinder;
import android.provider.Settings.Secure;
import android.telephony.PhoneStateListener;
import android.telephony.TelephonyManager;

/** What App registers with the system. */
class Signals {
    static void all(final Application app) {
        app.registerActivityLifecycleCallbacks(new Lifecycle());
        app.registerReceiver(new BroadcastReceiver() {
            @Override
            public void onReceive(Context c, Intent i) {
                Secure.getString(resolver, "background: receiver that code registers");
            }
        }, new IntentFilter(Intent.ACTION_SCREEN_ON));
        app.getContentResolver().registerContentObserver(android.provider.Settings.System.CONTENT_URI, true, new ContentObserver(new Handler()) {
            @Override
            public void onChange(boolean self) {
                Secure.getString(resolver, "background: ContentObserver");
            }
        });
        location(app);
        sensor(app);
        telephony(app);
        jobs(app);
        alarms(app);
        bind(app);
        app.getSharedPreferences("x", 0).registerOnSharedPreferenceChangeListener(new SharedPreferences.OnSharedPreferenceChangeListener() {
            @Override
            public void onSharedPreferenceChanged(SharedPreferences sp, String key) {
                Secure.getString(resolver, "background: change of a setting");
            }
        });
        ((ClipboardManager) app.getSystemService(Context.CLIPBOARD_SERVICE)).addPrimaryClipChangedListener(new ClipboardManager.OnPrimaryClipChangedListener() {
            @Override
            public void onPrimaryClipChanged() {
                Secure.getString(resolver, "background: clipboard");
            }
        });
        new BroadcastReceiver() {
            @Override
            public void onReceive(Context c, Intent i) {
                Secure.getString(resolver, "none: receiver that is not registered");
            }
        }.isOrderedBroadcast();
    }

    static class Lifecycle implements Application.ActivityLifecycleCallbacks {
        @Override
        public void onActivityCreated(Activity a, Bundle state) {
            Secure.getString(resolver, "startup: onActivityCreated");
        }

        @Override
        public void onActivityStarted(Activity a) { }

        @Override
        public void onActivityResumed(Activity a) {
            Secure.getString(resolver, "startup: onActivityResumed");
        }

        @Override
        public void onActivityPaused(Activity a) { }

        @Override
        public void onActivityStopped(Activity a) {
            Secure.getString(resolver, "user: onActivityStopped");
        }

        @Override
        public void onActivitySaveInstanceState(Activity a, Bundle state) { }

        @Override
        public void onActivityDestroyed(Activity a) { }
    }

    static void location(Context c) {
        LocationManager m = (LocationManager) c.getSystemService(Context.LOCATION_SERVICE);
        m.requestLocationUpdates(LocationManager.GPS_PROVIDER, 0L, 0f, new LocationListener() {
            @Override
            public void onLocationChanged(Location l) {
                Secure.getString(resolver, "background: location");
            }

            @Override
            public void onStatusChanged(String provider, int status, Bundle extras) { }

            @Override
            public void onProviderEnabled(String provider) { }

            @Override
            public void onProviderDisabled(String provider) {
                Secure.getString(resolver, "background: location is switched off");
            }
        });
    }

    static void sensor(Context c) {
        SensorManager m = (SensorManager) c.getSystemService(Context.SENSOR_SERVICE);
        m.registerListener(new SensorEventListener() {
            @Override
            public void onSensorChanged(SensorEvent e) {
                Secure.getString(resolver, "background: sensor");
            }

            @Override
            public void onAccuracyChanged(Sensor s, int accuracy) { }
        }, m.getDefaultSensor(Sensor.TYPE_ACCELEROMETER), 3);
    }

    static void telephony(Context c) {
        ((TelephonyManager) c.getSystemService(Context.TELEPHONY_SERVICE)).listen(new PhoneStateListener() {
            @Override
            public void onCallStateChanged(int state, String number) {
                Secure.getString(resolver, "background: call state");
            }
        }, PhoneStateListener.LISTEN_CALL_STATE);
        ConnectivityManager m = (ConnectivityManager) c.getSystemService(Context.CONNECTIVITY_SERVICE);
        m.registerNetworkCallback(new NetworkRequest.Builder().build(), new ConnectivityManager.NetworkCallback() {
            @Override
            public void onAvailable(Network n) {
                Secure.getString(resolver, "background: network callback");
            }
        });
    }

    static void jobs(Context c) {
        JobScheduler s = (JobScheduler) c.getSystemService(Context.JOB_SCHEDULER_SERVICE);
        s.schedule(new JobInfo.Builder(1, new ComponentName(c, Job.class)).setPeriodic(900000).build());
    }

    public static class Job extends JobService {
        @Override
        public boolean onStartJob(JobParameters p) {
            Secure.getString(resolver, "background: JobService");
            return false;
        }

        @Override
        public boolean onStopJob(JobParameters p) {
            return false;
        }
    }

    static void alarms(Context c) {
        AlarmManager m = (AlarmManager) c.getSystemService(Context.ALARM_SERVICE);
        m.set(AlarmManager.RTC, 60000, PendingIntent.getBroadcast(c, 0, new Intent(c, Alarm.class), 0));
        m.set(AlarmManager.RTC, 60000, "tag", new AlarmManager.OnAlarmListener() {
            @Override
            public void onAlarm() {
                Secure.getString(resolver, "background: alarm listener");
            }
        }, null);
    }

    public static class Alarm extends BroadcastReceiver {
        @Override
        public void onReceive(Context c, Intent i) {
            Secure.getString(resolver, "background: alarm");
        }
    }

    static void bind(Context c) {
        c.bindService(new Intent("some.other.app"), new ServiceConnection() {
            @Override
            public void onServiceConnected(ComponentName name, IBinder b) {
                Secure.getString(resolver, "startup: onServiceConnected");
            }

            @Override
            public void onServiceDisconnected(ComponentName name) {
                Secure.getString(resolver, "background: onServiceDisconnected");
            }
        }, Context.BIND_AUTO_CREATE);
    }
}
