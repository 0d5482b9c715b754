package com.aqwacloud.camel.component.microsoft.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Waits for a copy that the service makes by itself. Thread-safe. */
final class CopyMonitor {

    private final GraphTransport transport;
    private final Duration requestTimeout;
    private final Duration delay;
    private final Duration timeout;
    private final StopSignal stop;

    CopyMonitor(
            GraphTransport transport,
            Duration requestTimeout,
            Duration delay,
            Duration timeout,
            StopSignal stop) {
        this.transport = transport;
        this.requestTimeout = requestTimeout;
        this.delay = delay;
        this.timeout = timeout;
        this.stop = stop;
    }

    /** The id of the copy once it is made. */
    String await(PreAuthenticatedUrl monitor) throws Exception {
        Clock clock = Clock.systemUTC();
        Instant until = clock.instant().plus(timeout);
        RequestKind kind = RequestKind.COPY_STATUS;
        while (true) {
            HttpAnswer answer =
                    transport.anonymous(HttpCall.of(kind, "GET", monitor.uri(), requestTimeout));
            if (answer.status() == 303 || answer.status() == 302) {
                return resourceId(answer);
            }
            JsonNode json = answer.orThrow(kind).json(kind);
            switch (json.path("status").asText("").toLowerCase(Locale.ROOT)) {
                case "completed" -> {
                    return resourceId(answer);
                }
                case "failed", "deletefailed" -> throw copyFailure(answer, json);
                default -> {
                    if (!clock.instant().isBefore(until)) {
                        throw new ServiceUnavailableException(
                                GraphError.ofStatus(answer.status(), ""),
                                "OneDrive did not complete the copy within " + timeout);
                    }
                    Duration asked =
                            RetryAfter.parse(answer.header("Retry-After").orElse(null), clock);
                    stop.pause(asked == null ? delay : asked);
                }
            }
        }
    }

    private static OneDriveException copyFailure(HttpAnswer answer, JsonNode json) {
        GraphError error = GraphError.of(0, json, null, null, null);
        // The state comes with status 200; the code says what it would have been.
        int status =
                switch (error.code()) {
                    case "nameAlreadyExists" -> 409;
                    case "itemNotFound" -> 404;
                    case "accessDenied", "notAllowed" -> 403;
                    default -> answer.status();
                };
        return GraphErrorTable.exceptionFor(
                RequestKind.COPY,
                new GraphError(status, error.code(), error.requestId(), null, null));
    }

    private static String resourceId(HttpAnswer answer) throws OneDriveException {
        String id = GraphJson.text(GraphJson.parseLeniently(answer.bytes()).path("resourceId"));
        if (id == null) {
            id = answer.header("Location").map(CopyMonitor::lastSegment).orElse(null);
        }
        if (id == null || id.isEmpty()) {
            throw new OneDriveException(
                    GraphError.ofStatus(answer.status(), ""),
                    "OneDrive made the copy but does not say where");
        }
        return id;
    }

    private static String lastSegment(String location) {
        URI uri = Links.resolve(URI.create("https://localhost/"), location);
        String path = uri.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
