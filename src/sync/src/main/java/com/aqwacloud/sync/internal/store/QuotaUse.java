package com.aqwacloud.sync.internal.store;

import java.time.Instant;
import java.util.List;

/**
 * What an account has used of its quotas, as far as it still counts.
 *
 * @param pausedUntil until when its cloud asked for silence; null if it did not
 * @param requests sums of requests, oldest first
 * @param units sums of cost units, oldest first
 */
public record QuotaUse(Instant pausedUntil, List<Spent> requests, List<Spent> units) {
    /** Of an account that was not used. */
    public static final QuotaUse NONE = new QuotaUse(null, List.of(), List.of());

    public QuotaUse {
        requests = List.copyOf(requests);
        units = List.copyOf(units);
    }

    /**
     * What was spent within a short time.
     *
     * @param at the end of that time
     * @param amount 1 or more
     */
    public record Spent(Instant at, long amount) {}
}
