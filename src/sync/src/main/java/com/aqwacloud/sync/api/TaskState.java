package com.aqwacloud.sync.api;

/** How far a task in the background is. */
public enum TaskState {
    /** It is under way; what is told so far may grow. */
    RUNNING,
    /** It is over, and its result complete. */
    DONE,
    /** It ended before its time; its message says why. */
    FAILED
}
