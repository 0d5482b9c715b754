package com.aqwacloud.sync.internal.transfer;

import java.io.InterruptedIOException;

/**
 * The session was stopped while its file was being read. An interruption, so that nobody reads on.
 */
public final class StoppedException extends InterruptedIOException {
    private static final long serialVersionUID = 1L;

    /** The one reason for it. */
    public StoppedException() {
        super("The session was stopped.");
    }
}
