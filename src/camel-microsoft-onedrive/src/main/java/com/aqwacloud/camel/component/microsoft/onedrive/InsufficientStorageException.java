package com.aqwacloud.camel.component.microsoft.onedrive;

/** The drive is full: nothing can be stored in it until somebody makes room. */
public final class InsufficientStorageException extends OneDriveException {

    private static final long serialVersionUID = 1L;

    InsufficientStorageException(GraphError error, String sentence) {
        super(error, sentence);
    }
}
