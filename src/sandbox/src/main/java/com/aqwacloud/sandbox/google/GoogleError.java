package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Drive's way to say no. */
final class GoogleError {

    private GoogleError() {}

    static ApiException of(int status, String reason, String message) {
        return of(status, "global", reason, message, null, null);
    }

    static ApiException notFound(String id) {
        return of(404, "global", "notFound", "File not found: " + id + ".", "fileId", "parameter");
    }

    static ApiException invalid(String parameter) {
        return of(400, "global", "invalid", "Invalid Value", parameter, "parameter");
    }

    static ApiException required(String parameter) {
        return of(
                400,
                "global",
                "required",
                "Required parameter: " + parameter,
                parameter,
                "parameter");
    }

    static ApiException malformed(String message) {
        return of(400, "parseError", message);
    }

    static ApiException noSuchMethod() {
        return of(404, "notFound", "Not Found");
    }

    static ApiException unauthorized() {
        ApiException error =
                of(401, "global", "authError", "Invalid Credentials", "Authorization", "header");
        return new ApiException(
                error.reply()
                        .with(
                                "WWW-Authenticate",
                                "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\""));
    }

    static ApiException of(
            int status,
            String domain,
            String reason,
            String message,
            String location,
            String locationType) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode error = node.putObject("error");
        error.put("code", status);
        error.put("message", message);
        ObjectNode entry = error.putArray("errors").addObject();
        entry.put("message", message);
        entry.put("domain", domain);
        entry.put("reason", reason);
        if (location != null) {
            entry.put("location", location);
            entry.put("locationType", locationType);
        }
        return new ApiException(Reply.json(status, node));
    }
}
