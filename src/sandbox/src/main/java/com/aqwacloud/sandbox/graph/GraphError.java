package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** Graph's way to say no. */
final class GraphError {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private GraphError() {}

    static ApiException of(int status, String code, String message) {
        return of(status, code, null, message);
    }

    static ApiException of(int status, String code, String innerCode, String message) {
        return new ApiException(Reply.json(status, body(code, innerCode, message)));
    }

    static ObjectNode body(String code, String innerCode, String message) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode error = node.putObject("error");
        error.put("code", code);
        error.put("message", message);
        ObjectNode inner = error.putObject("innerError");
        if (innerCode != null) {
            inner.put("code", innerCode);
        }
        String id = UUID.randomUUID().toString();
        inner.put("date", DATE.format(Instant.now()));
        inner.put("request-id", id);
        inner.put("client-request-id", id);
        return node;
    }

    static ApiException notFound() {
        return of(404, "itemNotFound", "The resource could not be found.");
    }

    static ApiException invalid(String message) {
        return of(400, "invalidRequest", message);
    }

    static ApiException invalidPath(String message) {
        return of(400, "invalidRequest", "invalidPath", message);
    }

    static ApiException nameExists() {
        return of(409, "nameAlreadyExists", "An item with the same name already exists.");
    }

    static ApiException changed() {
        return of(
                412,
                "resourceModified",
                "entityTagDoesNotMatch",
                "ETag does not match current item's value");
    }

    static ApiException unauthenticated() {
        return new ApiException(
                of(
                                401,
                                "InvalidAuthenticationToken",
                                "Access token is empty, expired or not of this cloud.")
                        .reply()
                        .with("WWW-Authenticate", "Bearer realm=\"\", error=\"invalid_token\""));
    }
}
