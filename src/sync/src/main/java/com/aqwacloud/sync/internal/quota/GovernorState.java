package com.aqwacloud.sync.internal.quota;

import java.time.Instant;
import java.util.Optional;

/**
 * A governor at one moment.
 *
 * @param requests requests let through since it was made
 * @param units cost units of those
 * @param waiting requests waiting now
 * @param pausedUntil until when the cloud asked for silence, if it did
 */
public record GovernorState(
        long requests, long units, int waiting, Optional<Instant> pausedUntil) {}
