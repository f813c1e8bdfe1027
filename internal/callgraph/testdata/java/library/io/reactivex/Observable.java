package io.reactivex;

import io.reactivex.functions.Consumer;
import io.reactivex.functions.Function;
import io.reactivex.functions.Predicate;

public abstract class Observable<T> {
    public static <T> Observable<T> create(ObservableOnSubscribe<T> source) { return null; }
    public static <T> Observable<T> just(T value) { return null; }
    public Observable<T> filter(Predicate<? super T> predicate) { return this; }
    public <R> Observable<R> map(Function<? super T, ? extends R> mapper) { return null; }
    public void subscribe(Consumer<? super T> next) { }
}
