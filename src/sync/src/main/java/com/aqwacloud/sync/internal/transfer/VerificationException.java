package com.aqwacloud.sync.internal.transfer;

import java.io.IOException;

/** What was read is not what the source holds, or the destination holds not what was read. */
public final class VerificationException extends IOException {
    private static final long serialVersionUID = 1L;

    private VerificationException(String message) {
        super(message);
    }

    static VerificationException read(String path) {
        return new VerificationException(readDamaged(path) + ".");
    }

    /** The same of what the destination has by now. */
    static VerificationException readAndWritten(String path) {
        return new VerificationException(
                readDamaged(path) + ", and what OneDrive has of it now is damaged, too.");
    }

    private static String readDamaged(String path) {
        return path
                + " came damaged from Google Drive: the hash of what was read is not what"
                + " Google Drive says";
    }

    static VerificationException written(String path) {
        return new VerificationException(
                path + " arrived damaged in OneDrive: its hash is not that of what was read.");
    }
}
