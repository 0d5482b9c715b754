package com.aqwacloud.camel.component.microsoft.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Waits for a copy that the service makes by itself. Thread-safe. */
final class CopyMonitor {

    private static final Clock CLOCK = Clock.systemUTC();

    private final GraphTransport transport;
    private final Duration requestTimeout;
    private final Duration delay;
    private final Duration timeout;
    private final StopSignal stop;

    /**
     * How far a copy is.
     *
     * @param id of the copy, or null while it is not made
     * @param status of the answer, or 0 if there was none
     * @param pause how long not to look again, or null if that was not said
     */
    private record Look(String id, int status, Duration pause) {}

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

    /**
     * The id of the copy once it is made. A look that fails ends nothing: the copy goes on without
     * it.
     */
    String await(PreAuthenticatedUrl monitor) throws Exception {
        Instant until = CLOCK.instant().plus(timeout);
        while (true) {
            Look look;
            try {
                look = look(monitor);
            } catch (ServiceUnavailableException e) {
                if (!CLOCK.instant().isBefore(until)) {
                    throw e;
                }
                look = new Look(null, 0, e.getRetryAfter().orElse(null));
            }
            if (look.id() != null) {
                return look.id();
            }
            if (!CLOCK.instant().isBefore(until)) {
                throw new ServiceUnavailableException(
                        GraphError.ofStatus(look.status(), ""),
                        "OneDrive did not complete the copy within " + timeout);
            }
            Duration left = Duration.between(CLOCK.instant(), until);
            stop.pause(shorter(look.pause() == null ? delay : look.pause(), left));
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Look look(PreAuthenticatedUrl monitor) throws Exception {
        RequestKind kind = RequestKind.COPY_STATUS;
        HttpAnswer answer =
                transport.anonymous(HttpCall.of(kind, "GET", monitor.uri(), requestTimeout));
        if (answer.status() == 303 || answer.status() == 302) {
            return new Look(resourceId(answer), answer.status(), null);
        }
        JsonNode json = answer.orThrow(kind).json(kind);
        return switch (json.path("status").asText("").toLowerCase(Locale.ROOT)) {
            case "completed" -> new Look(resourceId(answer), answer.status(), null);
            case "failed", "deletefailed" -> throw copyFailure(answer, json);
            default ->
                    new Look(
                            null,
                            answer.status(),
                            RetryAfter.parse(answer.header("Retry-After").orElse(null), CLOCK));
        };
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
        var explained = new GraphError(status, error.code(), error.requestId(), null, null);
        OneDriveException known = GraphErrorTable.exceptionFor(RequestKind.COPY, explained);
        return known.getClass() == OneDriveException.class
                ? new OneDriveException(
                        explained, "OneDrive could not copy the item: it began, and gave up")
                : known;
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
