package com.aqwacloud.camel.component.microsoft.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.util.Optional;

/**
 * The answer to a call.
 *
 * @param bytes the whole body; empty if it is streamed
 * @param stream the body as it comes, for a successful answer to a call that asked for it; else
 *     null
 */
record HttpAnswer(int status, HttpHeaders headers, byte[] bytes, InputStream stream) {

    boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The body of an answer that must have one. */
    JsonNode json(RequestKind kind) throws OneDriveException {
        try {
            return GraphJson.parse(bytes);
        } catch (IOException e) {
            throw new OneDriveException(
                    GraphError.ofStatus(status, ""),
                    "OneDrive could not " + kind.phrase() + ": the answer is not understood",
                    e);
        }
    }

    OneDriveException failure(RequestKind kind) {
        GraphError error =
                GraphError.of(
                        status,
                        GraphJson.parseLeniently(bytes),
                        header("request-id").orElse(null),
                        RetryAfter.parse(header("Retry-After").orElse(null), Clock.systemUTC()),
                        header("Location").orElse(null));
        return GraphErrorTable.exceptionFor(kind, error);
    }

    /** This answer, if it is a successful one. */
    HttpAnswer orThrow(RequestKind kind) throws OneDriveException {
        if (!isSuccess()) {
            throw failure(kind);
        }
        return this;
    }
}
