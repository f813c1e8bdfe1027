package after;

import android.app.Activity;
import android.hardware.Sensor;
import android.hardware.SensorEvent;
import android.hardware.SensorEventListener;
import android.hardware.SensorManager;
import android.os.Bundle;
import android.provider.Settings;

/** Listeners of sensors; each string says what the number is that has to be passed. */
public class Shakes extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        SensorManager manager = (SensorManager) getSystemService(SENSOR_SERVICE);
        Sensor sensor = manager.getDefaultSensor(Sensor.TYPE_ACCELEROMETER);
        manager.registerListener(new Axis(), sensor, SensorManager.SENSOR_DELAY_UI);
        manager.registerListener(new Length(), sensor, SensorManager.SENSOR_DELAY_UI);
        manager.registerListener(new Squares(), sensor, SensorManager.SENSOR_DELAY_UI);
        manager.registerListener(new Gravity(), sensor, SensorManager.SENSOR_DELAY_UI);
        manager.registerListener(new Speed(), sensor, SensorManager.SENSOR_DELAY_UI);
        manager.registerListener(new Change(), sensor, SensorManager.SENSOR_DELAY_UI);
        manager.registerListener(new Helper(), sensor, SensorManager.SENSOR_DELAY_UI);
        manager.registerListener(new Whole(), sensor, SensorManager.SENSOR_DELAY_UI);
    }

    abstract static class Listener implements SensorEventListener {
        @Override
        public void onAccuracyChanged(Sensor sensor, int accuracy) {
        }
    }

    static class Axis extends Listener {
        @Override
        public void onSensorChanged(SensorEvent event) {
            float[] values = event.values;
            if (Math.abs(values[0]) > 12 || Math.abs(values[1]) > 12 || Math.abs(values[2]) > 13) {
                Settings.Secure.getString(Answers.resolver, "13.0");
            } else {
                Settings.Secure.getString(Answers.resolver, "not: below");
            }
        }
    }

    static class Length extends Listener {
        @Override
        public void onSensorChanged(SensorEvent event) {
            float x = event.values[0];
            float y = event.values[1];
            float z = event.values[2];
            double length = Math.sqrt(x * x + y * y + z * z);
            if (length < 14.5) {
                return;
            }
            Settings.Secure.getString(Answers.resolver, "14.5");
        }
    }

    static class Squares extends Listener {
        @Override
        public void onSensorChanged(SensorEvent event) {
            float x = event.values[0];
            float y = event.values[1];
            if (x * x + y * y >= 400) {
                Settings.Secure.getString(Answers.resolver, "20.0");
            }
        }
    }

    static class Gravity extends Listener {
        @Override
        public void onSensorChanged(SensorEvent event) {
            float x = event.values[0] / 10f;
            float y = event.values[1] / 10f;
            float force = (float) Math.sqrt(x * x + y * y);
            if (force > 2.5f) {
                Settings.Secure.getString(Answers.resolver, "25.0");
            }
        }
    }

    /** In no unit that can be told: the time between two events is in it. */
    static class Speed extends Listener {
        private float lastX;
        private long last;

        @Override
        public void onSensorChanged(SensorEvent event) {
            long now = System.currentTimeMillis();
            long interval = now - last;
            last = now;
            float x = event.values[0];
            double speed = Math.sqrt((x - lastX) * (x - lastX)) / interval * 10000;
            lastX = x;
            if (speed >= 3000) {
                Settings.Secure.getString(Answers.resolver, "not: speed");
            }
        }
    }

    static class Change extends Listener {
        private float lastX;

        @Override
        public void onSensorChanged(SensorEvent event) {
            float x = event.values[0];
            float difference = x - lastX;
            lastX = x;
            if (6f < Math.abs(difference)) {
                Settings.Secure.getString(Answers.resolver, "change 6.0");
            }
        }
    }

    static class Helper extends Listener {
        @Override
        public void onSensorChanged(SensorEvent event) {
            if (event.sensor.getType() == Sensor.TYPE_ACCELEROMETER) {
                check(event.values[0], event.values[1]);
            }
        }

        private void check(float x, float y) {
            if (Math.max(Math.abs(x), Math.abs(y)) > 17) {
                act();
            }
        }

        private void act() {
            Settings.Secure.getString(Answers.resolver, "17.0");
        }
    }

    static class Whole extends Listener {
        @Override
        public void onSensorChanged(SensorEvent event) {
            int x = (int) event.values[0];
            if (x >= 19 || x <= -19) {
                Settings.Secure.getString(Answers.resolver, "19.0");
            }
        }
    }
}
