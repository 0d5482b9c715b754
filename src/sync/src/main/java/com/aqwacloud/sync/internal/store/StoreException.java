package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.SyncException;

/** The store failed; nothing of the transaction took effect. */
public class StoreException extends SyncException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
