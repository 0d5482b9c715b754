package com.aqwacloud.sync.api;

/** How the two sides came apart. */
public enum ConflictType {
    /** Both sides changed the content. */
    SIMULTANEOUS_EDIT,
    /** Both sides hold a file of that name, never in sync before, of different size. */
    SIZE_MISMATCH,
    /**
     * Both sides hold a file of that name, never in sync before, of equal size and different
     * content: only their times tell them apart.
     */
    TIMESTAMP,
    /** One side deleted what the other changed. */
    DELETE_EDIT,
    /** Both sides gave it another name, or another folder, and not the same. */
    EDIT_RENAME,
    /** Something of another kind has the name at the destination. */
    NAME,
    /**
     * A file that was never in sync, with other content, has a name at the destination that differs
     * in case alone; OneDrive takes the two for one name.
     */
    CASE_COLLISION
}
