package com.aqwacloud.camel.component.microsoft.onedrive;

/** The upload session can no longer become the file: cancel it and start over with a new one. */
public final class UploadSessionFailedException extends OneDriveException {

    private static final long serialVersionUID = 1L;

    UploadSessionFailedException(GraphError error, String sentence) {
        super(error, sentence);
    }
}
