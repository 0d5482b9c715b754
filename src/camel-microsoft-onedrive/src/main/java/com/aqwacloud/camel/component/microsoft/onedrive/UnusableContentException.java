package com.aqwacloud.camel.component.microsoft.onedrive;

import java.io.IOException;

/**
 * What the stream of a body throws if what it gave is not to become a file: the upload ends at
 * once, nothing is sent again, and an open upload session is cancelled.
 */
public class UnusableContentException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnusableContentException(String message) {
        super(message);
    }
}
