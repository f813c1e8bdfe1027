package com.bun.miitmdid.interfaces;

public interface IIdentifierListener {
    void OnSupport(boolean supported, Object supplier);
}
