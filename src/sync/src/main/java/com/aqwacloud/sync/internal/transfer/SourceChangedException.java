package com.aqwacloud.sync.internal.transfer;

import java.io.IOException;

/** What was read is not the version that was planned: the file changed at the source meanwhile. */
public final class SourceChangedException extends IOException {
    private static final long serialVersionUID = 1L;

    SourceChangedException(String path) {
        super(path + " changed in Google Drive while it was read; the newer version follows.");
    }
}
