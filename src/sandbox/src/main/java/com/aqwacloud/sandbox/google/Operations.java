package com.aqwacloud.sandbox.google;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Long-running operations: each remembered for 24 hours, while the process lives. Thread-safe. */
final class Operations {

    private static final Duration LIFE = Duration.ofHours(24);

    private final Clock clock;
    private final Map<String, Operation> all = new ConcurrentHashMap<>();

    /** A download of a file in some format. */
    record Operation(String fileId, String mimeType, Instant made) {}

    Operations(Clock clock) {
        this.clock = clock;
    }

    /**
     * @return its name
     */
    String begin(String fileId, String mimeType) {
        all.values().removeIf(this::expired);
        String name = UUID.randomUUID().toString();
        all.put(name, new Operation(fileId, mimeType, clock.instant()));
        return name;
    }

    Optional<Operation> find(String name) {
        return Optional.ofNullable(all.get(name)).filter(each -> !expired(each));
    }

    private boolean expired(Operation operation) {
        return !clock.instant().isBefore(operation.made().plus(LIFE));
    }
}
