package com.aqwacloud.sync.api;

/** How the whole stands. May be called from any thread. */
public interface Status {
    /** Counts at this moment. */
    Stats stats();
}
