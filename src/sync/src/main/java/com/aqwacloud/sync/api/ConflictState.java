package com.aqwacloud.sync.api;

/** Where a conflict stands. */
public enum ConflictState {
    /** It waits for a decision. */
    OPEN,
    /** A side was chosen, or the two came together by themselves. */
    DECIDED
}
