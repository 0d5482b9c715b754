package com.aqwacloud.sync.api;

import java.time.Instant;

/**
 * An account in one of the two clouds.
 *
 * @param name as written in {@code etc/aqwa.accounts.cfg}
 * @param cloud which cloud
 * @param endpoint {@code real} or {@code sandbox}
 * @param state whether it can be used
 * @param message one sentence with the remedy where it cannot be used, else null
 * @param pausedUntil until when no request is made because the cloud asked for that, else null
 */
public record Account(
        String name,
        Cloud cloud,
        String endpoint,
        AccountState state,
        String message,
        Instant pausedUntil) {
    /** The same account, of which the cloud wants no request until then; null for no such wish. */
    public Account pausedUntil(Instant until) {
        return new Account(name, cloud, endpoint, state, message, until);
    }
}
