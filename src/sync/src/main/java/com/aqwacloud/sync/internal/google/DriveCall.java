package com.aqwacloud.sync.internal.google;

/** What was asked of Google Drive, as far as the meaning of an error depends on it. */
public enum DriveCall {
    /** An item or its content, or a list of items. */
    ITEM,
    /** The change feed from a stored page token. */
    FEED
}
