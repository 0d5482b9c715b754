package com.aqwacloud.sync.api;

/** What was asked for is not possible as things stand; the message says what to do first. */
public class WrongStateException extends SyncException {
    private static final long serialVersionUID = 1L;

    public WrongStateException(String message) {
        super(message);
    }
}
