package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** How Drive turns away who has no token, a bad one, or one that may not do this. */
final class AccessError {

    private static final String REALM = "Bearer realm=\"https://accounts.google.com/\"";

    private AccessError() {}

    /**
     * @param token that was sent, if one was
     */
    static ApiException unauthorized(Optional<String> token) {
        return token.isPresent()
                ? GoogleError.unauthorized()
                : error(
                        401,
                        "Login Required.",
                        "required",
                        "Request is missing required authentication credential. Expected OAuth 2"
                                + " access token, login cookie or other valid authentication"
                                + " credential.",
                        "UNAUTHENTICATED",
                        "CREDENTIALS_MISSING",
                        REALM);
    }

    /**
     * @param scopes any of which would do
     */
    static ApiException insufficient(String scopes) {
        return error(
                403,
                "Insufficient Permission",
                "insufficientPermissions",
                "Request had insufficient authentication scopes.",
                "PERMISSION_DENIED",
                "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                REALM + ", error=\"insufficient_scope\", scope=\"" + scopes + "\"");
    }

    private static ApiException error(
            int code,
            String brief,
            String reason,
            String message,
            String status,
            String info,
            String challenge) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode error = node.putObject("error");
        error.put("code", code).put("message", message);
        ObjectNode entry = error.putArray("errors").addObject();
        entry.put("message", brief).put("domain", "global").put("reason", reason);
        if (code == 401) {
            entry.put("location", "Authorization").put("locationType", "header");
        }
        error.put("status", status);
        ObjectNode detail = error.putArray("details").addObject();
        detail.put("@type", "type.googleapis.com/google.rpc.ErrorInfo");
        detail.put("reason", info).put("domain", "googleapis.com");
        detail.putObject("metadata").put("service", "drive.googleapis.com");
        return new ApiException(Reply.json(code, node).with("WWW-Authenticate", challenge));
    }
}
