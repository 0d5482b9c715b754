package com.aqwacloud.sync.internal.route;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Calls in a row to one cloud that it did not answer. Thread-safe. */
final class UnansweredCalls {
    /** More than so many are no fault of what they are about. */
    private static final int MANY = 10;

    /** So many are none, either, if they were of several kinds, and for so long. */
    private static final int SOME = 3;

    private static final Duration LONG = Duration.ofSeconds(20);

    /** Guarded by this. */
    private final Set<String> kinds = new HashSet<>();

    /** Guarded by this. */
    private int count;

    /** When the first of them failed; null if there is none. Guarded by this. */
    private Instant since;

    /**
     * Adds one.
     *
     * @param call the endpoint that was called
     */
    synchronized void add(String call, Instant now) {
        if (since == null) {
            since = now;
        }
        count++;
        if (count <= MANY) {
            int options = call.indexOf('?');
            kinds.add(options < 0 ? call : call.substring(0, options));
        }
    }

    /** The cloud has answered. */
    synchronized void end() {
        if (count > 0) {
            count = 0;
            since = null;
            kinds.clear();
        }
    }

    /** Whether the cloud is not there at all, as far as they tell. */
    synchronized boolean areOutage(Instant now) {
        return count > MANY || count >= SOME && kinds.size() > 1 && !now.isBefore(since.plus(LONG));
    }
}
