package com.aqwacloud.sync.internal.account;

import com.aqwacloud.sync.api.Cloud;
import java.util.Objects;
import java.util.Optional;

/**
 * An account as found in the configuration: either complete or with a problem.
 *
 * @param name the account's name
 * @param cloud which cloud, or null where the configuration does not say
 * @param endpoint {@code real}, {@code sandbox}, or what is written instead
 * @param settings what is needed to use it; empty if there is a problem
 * @param problem one sentence naming file and key; empty if there is none
 */
public record AccountEntry(
        String name,
        Cloud cloud,
        String endpoint,
        Optional<AccountSettings> settings,
        Optional<String> problem) {
    public AccountEntry {
        Objects.requireNonNull(name);
        if (settings.isPresent() == problem.isPresent()) {
            throw new IllegalArgumentException("either settings or a problem");
        }
    }
}
