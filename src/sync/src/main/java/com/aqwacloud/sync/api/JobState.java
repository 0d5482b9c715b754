package com.aqwacloud.sync.api;

/** Where a job of the queue stands. */
public enum JobState {
    PENDING,
    TRANSFERRING,
    COMPLETED,
    /** It could not be done, and no later job of its item was queued. */
    FAILED,
    CONFLICTED,
    /** A person gave it up, it became needless, or it failed and a later one followed. */
    CANCELLED
}
