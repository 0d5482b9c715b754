package com.aqwacloud.sync.api;

/** How the two sides came apart. */
public enum ConflictType {
    /** Both sides changed the content. */
    SIMULTANEOUS_EDIT,
    /** Both sides hold a file of that name, never in sync before, of different size. */
    SIZE_MISMATCH,
    /**
     * Both sides hold a file of that name, never in sync before, of equal size and different
     * content.
     */
    TIMESTAMP,
    /** One side deleted what the other changed. */
    DELETE_EDIT,
    /** Something of another kind has the name at the destination. */
    NAME
}
