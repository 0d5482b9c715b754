package com.aqwacloud.sync.api;

/**
 * An account in one of the two clouds.
 *
 * @param name as written in {@code etc/aqwa.accounts.cfg}
 * @param cloud which cloud
 * @param endpoint {@code real} or {@code sandbox}
 * @param state whether it can be used
 * @param message one sentence with the remedy where it cannot be used, else null
 */
public record Account(
        String name, Cloud cloud, String endpoint, AccountState state, String message) {}
