package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.UnusableContentException;

/** What was read is not what the source holds, or the destination holds not what was read. */
public final class VerificationException extends UnusableContentException {
    private static final long serialVersionUID = 1L;

    private VerificationException(String message) {
        super(message);
    }

    static VerificationException read(String path) {
        return new VerificationException(
                path
                        + " came damaged from Google Drive: the hash of what was read is not what"
                        + " Google Drive says.");
    }

    static VerificationException written(String path) {
        return new VerificationException(
                path + " arrived damaged in OneDrive: its hash is not that of what was read.");
    }
}
