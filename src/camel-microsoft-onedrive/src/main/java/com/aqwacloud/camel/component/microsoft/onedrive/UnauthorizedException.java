package com.aqwacloud.camel.component.microsoft.onedrive;

/** The access token was refused twice, or the account must consent again: sign in anew. */
public final class UnauthorizedException extends OneDriveException {

    private static final long serialVersionUID = 1L;
    private static final int TOKEN_REFUSED = 401;

    UnauthorizedException(GraphError error, String sentence) {
        super(error, sentence);
    }

    /**
     * Whether the access token was refused, and another one after it; otherwise the account must
     * consent again.
     */
    public boolean isTokenRefused() {
        return getStatus() == TOKEN_REFUSED;
    }
}
