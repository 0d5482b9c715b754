package com.aqwacloud.console;

import com.aqwacloud.sync.api.SyncException;

/** A command line that makes no sense; nothing was done. */
final class UsageException extends SyncException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message a whole sentence
     */
    UsageException(String message) {
        super(message);
    }
}
