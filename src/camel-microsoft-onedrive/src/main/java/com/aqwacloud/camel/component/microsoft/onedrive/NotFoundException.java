package com.aqwacloud.camel.component.microsoft.onedrive;

/** There is no such item (any more): read its parent or the change feed again. */
public final class NotFoundException extends OneDriveException {

    private static final long serialVersionUID = 1L;

    NotFoundException(GraphError error, String sentence) {
        super(error, sentence);
    }
}
