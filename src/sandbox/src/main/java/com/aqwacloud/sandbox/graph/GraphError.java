package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Refusal;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Graph's way to say no. */
final class GraphError {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final String ALLOW = "Allow";

    private GraphError() {}

    /** With the codes that Graph gives most often with a status, unless told otherwise. */
    static Reply of(Refusal refusal) {
        Said usual = usual(refusal.status());
        String code = Objects.requireNonNullElse(refusal.code(), usual.code());
        String inner = refusal.innerCode();
        if (inner == null && code.equals(usual.code())) {
            inner = usual.innerCode();
        }
        String message = Objects.requireNonNullElse(refusal.message(), usual.message());
        Reply reply =
                refusal.status() == 401 && refusal.code() == null
                        ? unauthenticated().reply()
                        : of(refusal.status(), code, inner, message).reply();
        if (refusal.status() == 405) {
            // Nothing is allowed while a fault has it refused.
            reply = reply.with(ALLOW, "");
        }
        for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    private record Said(String code, String innerCode, String message) {}

    private static Said usual(int status) {
        return switch (status) {
            case 403 -> new Said("accessDenied", null, "Access denied.");
            case 404 -> new Said("itemNotFound", null, "The resource could not be found.");
            case 409 ->
                    new Said(
                            "nameAlreadyExists",
                            null,
                            "An item with the same name already exists.");
            case 410 -> new Said("resyncRequired", null, "Resync required.");
            case 412 ->
                    new Said(
                            "resourceModified",
                            "entityTagDoesNotMatch",
                            "ETag does not match current item's value");
            case 416 -> new Said("invalidRange", null, "The range of bytes can't be satisfied.");
            case 423 -> new Said("notAllowed", "resourceLocked", "The resource is locked.");
            case 429 ->
                    new Said(
                            "activityLimitReached",
                            "throttledRequest",
                            "The request has been throttled.");
            case 503 -> new Said("serviceNotAvailable", null, "The service is not available now.");
            case 507 -> new Said("quotaLimitReached", null, "Insufficient Space Available");
            case 509 ->
                    new Said("activityLimitReached", null, "The limit of bandwidth is exceeded.");
            default ->
                    status < 500
                            ? new Said("invalidRequest", null, "The request is invalid.")
                            : new Said(
                                    "generalException", null, "An unspecified error has occurred.");
        };
    }

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

    /**
     * @param methods that are allowed
     */
    static ApiException notAllowed(String... methods) {
        return new ApiException(
                of(405, "invalidRequest", "The method is not allowed here.")
                        .reply()
                        .with(ALLOW, String.join(", ", methods)));
    }

    /**
     * Lets pass what only looks.
     *
     * @throws ApiException for any other method
     */
    static void requireGet(Call call) {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            throw notAllowed("GET", "HEAD");
        }
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
