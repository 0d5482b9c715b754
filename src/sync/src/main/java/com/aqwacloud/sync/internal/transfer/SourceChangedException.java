package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.UnusableContentException;

/** What was read is not the version that was planned: the file changed at the source meanwhile. */
public final class SourceChangedException extends UnusableContentException {
    private static final long serialVersionUID = 1L;

    SourceChangedException(String path) {
        super(path + " changed in Google Drive while it was read; the newer version follows.");
    }

    /** One sentence about a file that never was what the source told of it, however often read. */
    static String everyTime(String path) {
        return path
                + " was never what Google Drive says of it, each time that it was read; it follows once"
                + " it changes there, or try it again.";
    }
}
