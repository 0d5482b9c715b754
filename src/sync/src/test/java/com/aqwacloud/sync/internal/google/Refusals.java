package com.aqwacloud.sync.internal.google;

/** What the client throws for the answers of a Drive that is played by a test. */
public final class Refusals {
    private Refusals() {}

    /** The file was deleted for ever. */
    public static DriveException gone() {
        return new DriveException.Gone("Google Drive no longer has the file", null);
    }
}
