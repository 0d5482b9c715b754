package com.aqwacloud.sync.api;

/** What an entry of a session's report is about; the order is that of the report. */
public enum ReportKind {
    /**
     * A transfer that failed or that a person gave up, and that was not followed by another of the
     * same item.
     */
    FAILED,
    /** A conflict, open or decided. */
    CONFLICT,
    /** An item of the source that is left out. */
    SKIPPED,
    /** An item whose name in OneDrive is another than in Google Drive. */
    RENAMED,
    /** A file that OneDrive had already: compared by content, and not sent. */
    ADOPTED,
    /** A file that was sent. */
    TRANSFERRED,
    /** What moved no content: folders made, names, places and times set, items deleted. */
    ARRANGED
}
