package com.aqwacloud.camel.component.microsoft.onedrive;

/** The name is taken in that folder: choose another name, or decide to replace. */
public final class NameConflictException extends OneDriveException {

    private static final long serialVersionUID = 1L;

    NameConflictException(GraphError error, String sentence) {
        super(error, sentence);
    }
}
