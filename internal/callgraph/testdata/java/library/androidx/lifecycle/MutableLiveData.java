package androidx.lifecycle;

public class MutableLiveData<T> {
    public void observe(LifecycleOwner owner, Observer<? super T> observer) { }
    public void observeForever(Observer<? super T> observer) { }
    public void setValue(T value) { }
}
