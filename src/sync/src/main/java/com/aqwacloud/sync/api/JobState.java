package com.aqwacloud.sync.api;

/** Where a job of the queue stands. */
public enum JobState {
    PENDING,
    TRANSFERRING,
    COMPLETED,
    FAILED,
    CONFLICTED,
    CANCELLED
}
