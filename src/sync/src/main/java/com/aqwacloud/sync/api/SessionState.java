package com.aqwacloud.sync.api;

/** Where a session is in its life. */
public enum SessionState {
    /** Not watching and not transferring; its queue is kept. */
    STOPPED,
    /** Watching and transferring. */
    RUNNING,
    /** Stopped by the engine, which asks for a decision; {@link Session#message()} says which. */
    PAUSED
}
