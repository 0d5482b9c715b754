package com.aqwacloud.camel.component.microsoft.onedrive;

/** Somebody holds a lock on the item, often an open Office document: try again much later. */
public final class LockedException extends OneDriveException {

    private static final long serialVersionUID = 1L;

    LockedException(GraphError error, String sentence) {
        super(error, sentence);
    }
}
