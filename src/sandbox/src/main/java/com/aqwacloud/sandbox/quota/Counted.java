package com.aqwacloud.sandbox.quota;

import java.util.Locale;
import java.util.Optional;

/** What a limit counts. */
public enum Counted {
    REQUESTS,
    /** Each operation costs its own number of them. */
    UNITS;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Counted> of(String id) {
        for (Counted counted : values()) {
            if (counted.id().equals(id)) {
                return Optional.of(counted);
            }
        }
        return Optional.empty();
    }
}
