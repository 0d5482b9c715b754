package com.aqwacloud.camel.component.microsoft.onedrive;

/**
 * The request itself is wrong, for instance a name that the service does not take: do not repeat
 * it.
 */
public final class InvalidRequestException extends OneDriveException {

    private static final long serialVersionUID = 1L;

    InvalidRequestException(GraphError error, String sentence) {
        super(error, sentence);
    }
}
