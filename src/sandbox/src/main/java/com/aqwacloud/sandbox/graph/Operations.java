package com.aqwacloud.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What runs on after its answer, and for a day what has come of it, also across restarts; what the
 * end of the sandbox cut short has failed. Thread-safe.
 */
final class Operations {

    private static final Duration MEMORY = Duration.ofDays(1);

    private final Records records;
    private final Clock clock;
    private final Map<String, Operation> all = new ConcurrentHashMap<>();

    Operations(Path folder, Clock clock) throws IOException {
        this.records = new Records(folder);
        this.clock = clock;
        for (JsonNode record : records.all()) {
            Operation found = Operation.of(record);
            put(found.isRunning() ? found.failed("generalException") : found);
        }
    }

    Optional<Operation> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    void put(Operation operation) throws IOException {
        records.put(operation.id(), operation.record());
        all.put(operation.id(), operation);
    }

    /** Drops those that no one will ask for any more. */
    void forgetOld() throws IOException {
        Instant oldest = clock.instant().minus(MEMORY);
        for (Operation each : List.copyOf(all.values())) {
            if (!each.isRunning() && each.begun().isBefore(oldest)) {
                all.remove(each.id());
                records.remove(each.id());
            }
        }
    }
}
