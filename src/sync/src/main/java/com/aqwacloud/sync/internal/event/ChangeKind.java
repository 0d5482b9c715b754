package com.aqwacloud.sync.internal.event;

/** What a feed reported about a file or folder. */
public enum ChangeKind {
    CREATED,
    MODIFIED,
    RENAMED,
    MOVED,
    DELETED,
    TOUCHED,
    SKIPPED
}
