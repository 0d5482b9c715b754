package com.aqwacloud.sync.api;

import java.time.Instant;
import java.util.List;

/**
 * A file of the routes folder.
 *
 * @param name file name
 * @param state how it stands
 * @param routes ids of the routes running from it (of its last good version where the newest was
 *     refused)
 * @param error file, line and reason in one sentence where refused or pending, else null
 * @param line line of the error, or 0
 * @param loadedAt when the running version was loaded, or null
 */
public record RouteFile(
        String name, State state, List<String> routes, String error, int line, Instant loadedAt) {
    /** How a route file stands. */
    public enum State {
        /** Running as it is on disk. */
        LOADED,
        /** The version on disk was refused; the last good one runs, if there was one. */
        REFUSED,
        /** Waiting for a component that is not installed. */
        PENDING
    }

    public RouteFile {
        routes = List.copyOf(routes);
    }
}
