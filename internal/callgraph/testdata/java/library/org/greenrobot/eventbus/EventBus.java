package org.greenrobot.eventbus;

public class EventBus {
    public static EventBus getDefault() { return null; }
    public void register(Object subscriber) { }
    public void post(Object event) { }
}
