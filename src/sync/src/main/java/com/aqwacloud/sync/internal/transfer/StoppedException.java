package com.aqwacloud.sync.internal.transfer;

import java.io.IOException;

/** The session was stopped while its file was being read. */
public final class StoppedException extends IOException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("The session was stopped.");
    }
}
