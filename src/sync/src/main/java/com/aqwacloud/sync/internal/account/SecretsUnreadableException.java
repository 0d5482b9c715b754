package com.aqwacloud.sync.internal.account;

import com.aqwacloud.sync.api.SyncException;

/** A stored secret cannot be decrypted, and trying again will not help. */
public class SecretsUnreadableException extends SyncException {
    private static final long serialVersionUID = 1L;

    SecretsUnreadableException(String message) {
        super(message);
    }

    SecretsUnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
