package com.aqwacloud.sync.internal.transfer;

import java.io.IOException;

/** The destination's hash is not that of the bytes that were read. */
public final class VerificationException extends IOException {
    private static final long serialVersionUID = 1L;

    VerificationException(String path) {
        super(path + " arrived damaged in OneDrive: its hash is not that of what was read.");
    }
}
