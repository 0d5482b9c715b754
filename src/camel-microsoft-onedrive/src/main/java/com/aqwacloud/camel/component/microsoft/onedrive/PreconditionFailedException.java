package com.aqwacloud.camel.component.microsoft.onedrive;

/** The item is no longer the one that If-Match named: read it again, then decide. */
public final class PreconditionFailedException extends OneDriveException {

    private static final long serialVersionUID = 1L;

    PreconditionFailedException(GraphError error, String sentence) {
        super(error, sentence);
    }
}
