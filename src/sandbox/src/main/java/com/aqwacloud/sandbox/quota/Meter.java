package com.aqwacloud.sandbox.quota;

import java.time.Instant;

/** How much of one limit one account has used. Guarded by the one who holds it. */
final class Meter {

    private final Limit limit;
    private Instant since;
    private long used;
    private long granted;

    Meter(Limit limit, Instant now) {
        this.limit = limit;
        this.since = now;
    }

    Limit limit() {
        return limit;
    }

    long used() {
        return used;
    }

    /** What was let through in all windows. */
    long granted() {
        return granted;
    }

    /**
     * Begins a new window if the last one is over.
     *
     * @param carry whether what was over the limit counts in the next window too
     */
    void roll(Instant now, boolean carry) {
        while (!now.isBefore(since.plus(limit.window()))) {
            used = carry ? Math.max(0, used - limit.most()) : 0;
            if (used == 0) {
                since = now;
                return;
            }
            since = since.plus(limit.window());
        }
    }

    boolean hasRoomFor(long amount) {
        return used + amount <= limit.most();
    }

    /**
     * @param refused whether it counts only because it is held against the one who asked
     */
    void add(long amount, boolean refused) {
        used += amount;
        granted += refused ? 0 : amount;
    }

    /** Whole seconds until the window is over, at least one. */
    long secondsLeft(Instant now) {
        long millis = java.time.Duration.between(now, since.plus(limit.window())).toMillis();
        return Math.max(1, (millis + 999) / 1000);
    }
}
