package after;

import io.reactivex.Observable;

/** A library that answers by a stream. */
class RxPermissions {
    Observable<Boolean> request(String... names) {
        return null;
    }

    Observable<Permission> requestEach(String... names) {
        return null;
    }
}
