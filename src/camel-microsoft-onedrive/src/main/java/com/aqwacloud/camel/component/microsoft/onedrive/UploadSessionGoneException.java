package com.aqwacloud.camel.component.microsoft.onedrive;

/** The upload session is no more: start over with a new one. */
public final class UploadSessionGoneException extends OneDriveException {

    private static final long serialVersionUID = 1L;

    private final boolean possiblyCommitted;

    UploadSessionGoneException(GraphError error, String sentence, boolean possiblyCommitted) {
        super(error, sentence);
        this.possiblyCommitted = possiblyCommitted;
    }

    /**
     * Whether the last byte may have arrived before the session went: the answer to the last
     * fragment can be lost although the file was made. Look at the target before uploading again.
     */
    public boolean isPossiblyCommitted() {
        return possiblyCommitted;
    }
}
