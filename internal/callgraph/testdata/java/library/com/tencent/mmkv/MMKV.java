package com.tencent.mmkv;

public class MMKV {
    public static MMKV defaultMMKV() { return null; }
    public static MMKV mmkvWithID(String id) { return null; }
    public boolean decodeBool(String key) { return false; }
    public boolean decodeBool(String key, boolean otherwise) { return otherwise; }
    public int decodeInt(String key, int otherwise) { return otherwise; }
    public String decodeString(String key, String otherwise) { return otherwise; }
    public boolean containsKey(String key) { return false; }
    public boolean encode(String key, boolean value) { return false; }
}
