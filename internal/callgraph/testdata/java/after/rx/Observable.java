package rx;

import java.util.concurrent.TimeUnit;
import rx.functions.Action1;

/** A stream, which apps ship. */
public class Observable<T> {
    public static Observable<Long> interval(long delay, long period, TimeUnit unit) {
        return new Observable<>();
    }

    public void subscribe(Action1<? super T> next) {
        next.call(null);
    }
}
