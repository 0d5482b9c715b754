package com.aqwacloud.sync.api;

/** What a verification says of one file. */
public enum VerifyOutcome {
    /** Both sides hold the content that was compared by hash when it was transferred. */
    EQUAL,
    /** The sides hold different content. */
    DIFFERING,
    /** Google Drive has it, OneDrive has not. */
    MISSING_AT_DESTINATION,
    /** It was in sync; OneDrive has it still, Google Drive has not, or not among the selected. */
    MISSING_AT_SOURCE,
    /** OneDrive has it in the session's folder; it never was Google Drive's. */
    ONLY_AT_DESTINATION,
    /** Nothing can be said of it; the reason says why. */
    NOT_COMPARABLE
}
