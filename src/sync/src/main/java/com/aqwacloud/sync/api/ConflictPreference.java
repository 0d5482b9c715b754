package com.aqwacloud.sync.api;

/** Which side wins a conflict. */
public enum ConflictPreference {
    /** The side modified last; on a tie, to the whole second that OneDrive keeps, the source. */
    NEWER,
    /** The larger file; on a tie the newer. */
    LARGER,
    /** Google Drive. */
    SOURCE,
    /** OneDrive. */
    DESTINATION,
    /** Neither: the destination's file is kept beside under a name of its own. */
    KEEP_BOTH
}
