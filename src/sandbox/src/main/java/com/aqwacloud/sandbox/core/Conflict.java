package com.aqwacloud.sandbox.core;

/** What to do when a name is in use already. */
public enum Conflict {
    /** Refuse. */
    FAIL,
    /** Give the file there new content; a folder is never replaced. */
    REPLACE,
    /** Take the next free name. */
    RENAME,
    /** Have two items of one name. */
    DUPLICATE
}
