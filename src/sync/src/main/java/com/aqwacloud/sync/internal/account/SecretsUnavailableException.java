package com.aqwacloud.sync.internal.account;

import com.aqwacloud.sync.api.SyncException;

/** The store of secrets cannot be reached now; trying again may help. */
public class SecretsUnavailableException extends SyncException {
    private static final long serialVersionUID = 1L;

    SecretsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
