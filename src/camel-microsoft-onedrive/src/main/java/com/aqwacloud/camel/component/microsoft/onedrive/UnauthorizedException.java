package com.aqwacloud.camel.component.microsoft.onedrive;

/** The access token was refused twice, or the account must consent again: sign in anew. */
public final class UnauthorizedException extends OneDriveException {

    private static final long serialVersionUID = 1L;

    UnauthorizedException(GraphError error, String sentence) {
        super(error, sentence);
    }
}
