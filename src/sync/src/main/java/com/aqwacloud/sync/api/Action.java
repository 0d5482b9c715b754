package com.aqwacloud.sync.api;

/** What the planner decided to do at the destination. */
public enum Action {
    /** A new folder. */
    CREATE_FOLDER,
    /** A new file: its content is transferred. */
    CREATE,
    /** New content for an existing file. */
    UPDATE,
    /** Another name in the same folder; no content moves. */
    RENAME,
    /** Another folder, perhaps also another name; no content moves. */
    MOVE,
    /** Only the times. */
    TOUCH,
    /** To the destination's recycle bin. */
    DELETE,
    /**
     * The destination may hold the same content already: compared by hash, and transferred only if
     * not.
     */
    ADOPT;

    /** Whether the source's content is read for it. */
    public boolean readsContent() {
        return this == CREATE || this == UPDATE || this == ADOPT;
    }
}
