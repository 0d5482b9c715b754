package com.aqwacloud.sync.api;

/** What becomes of a shortcut of Google Drive at the destination. */
public enum ShortcutPolicy {
    /** Nothing. */
    SKIP,
    /** A file or folder of its own with the content of what the shortcut leads to. */
    FOLLOW,
    /** A small file that a browser opens at the address of what the shortcut leads to. */
    LINK
}
