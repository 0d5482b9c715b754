package com.aqwacloud.sync.api;

/** What the engine refuses or cannot do; the message is one sentence for a person. */
public abstract class SyncException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected SyncException(String message) {
        super(message);
    }

    protected SyncException(String message, Throwable cause) {
        super(message, cause);
    }
}
