package com.aqwacloud.sync.internal.google;

/** What to do after Google Drive refused a request. */
public enum DriveDecision {
    /** Try again with growing pauses. */
    RETRY,
    /** Try again after the pause that the whole account makes. */
    WAIT,
    /** Try again much later, at most a day. */
    PAUSE,
    /** The same for all of the account, which makes a long pause. */
    PAUSE_ACCOUNT,
    /** A person must sign in again. */
    REAUTHORIZE,
    /** Nothing of the account works until a person has allowed it at Google. */
    BLOCKED,
    /** The file is gone, or no longer visible to the account. */
    GONE,
    /** The account may not do this with this item. */
    FORBIDDEN,
    /** The item cannot be downloaded at all. */
    SKIP_ITEM,
    /** The place in the change feed is no longer known: begin a new one and list everything. */
    RESTART_FEED,
    /** Trying again will not help. */
    FATAL
}
