package com.aqwacloud.console;

import com.aqwacloud.sync.api.SyncException;

/** The engine has not started, or could not; its log says why. */
final class EngineNotRunningException extends SyncException {
    private static final long serialVersionUID = 1L;

    EngineNotRunningException() {
        super("The engine is not running; see log:display.");
    }
}
