package com.aqwacloud.camel.component.microsoft.onedrive;

/** The account may not do this: repeating it does not help, other permissions would. */
public final class ForbiddenException extends OneDriveException {

    private static final long serialVersionUID = 1L;

    ForbiddenException(GraphError error, String sentence) {
        super(error, sentence);
    }
}
