package cn.example.push;

/** Says the version, as libraries do in three ways. */
public final class Version {
    public static final String NAME = "2.1.0";
    static String channel = "open";

    private Version() {
    }

    public static String get() {
        return NAME;
    }
}
