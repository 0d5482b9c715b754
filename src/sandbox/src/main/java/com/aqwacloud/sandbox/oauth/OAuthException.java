package com.aqwacloud.sandbox.oauth;

/** A request that OAuth refuses, before a cloud has worded it. */
final class OAuthException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final int code;

    /**
     * @param error OAuth's word for it
     * @param code Microsoft's number for it
     */
    OAuthException(int status, String error, int code, String description) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
        this.code = code;
    }

    static OAuthException invalidRequest(int code, String description) {
        return new OAuthException(400, "invalid_request", code, description);
    }

    static OAuthException missing(String parameter) {
        return invalidRequest(
                900144, "The required parameter '" + parameter + "' is missing or empty.");
    }

    static OAuthException invalidGrant(int code, String description) {
        return new OAuthException(400, "invalid_grant", code, description);
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    int code() {
        return code;
    }
}
