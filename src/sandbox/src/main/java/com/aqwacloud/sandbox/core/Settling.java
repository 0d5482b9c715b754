package com.aqwacloud.sandbox.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * When a file that a person is writing is taken for finished: it has not changed for a moment,
 * longer if it was seen to change before; and no one holds it open for writing as far as the system
 * tells, or has not written for long. For one scanner; its rounds follow each other.
 */
final class Settling {

    static final Duration QUIET = Duration.ofMillis(300);
    static final Duration QUIET_AFTER_GROWTH = Duration.ofSeconds(1);
    static final Duration QUIET_WHILE_OPEN = Duration.ofSeconds(30);

    /** By folder, then by file. Only for the thread of the present round. */
    private final Map<String, Map<Path, Observation>> observed = new HashMap<>();

    /** Files whose hash has been told, so that nothing is to be remembered of them. */
    private final Set<Path> done = ConcurrentHashMap.newKeySet();

    /** Files that could not be read, and how they were then. */
    private final Map<Path, DiskState> unreadable = new ConcurrentHashMap<>();

    /**
     * How a file is, and since when.
     *
     * @param grew whether it was otherwise when it was first seen
     */
    record Observation(DiskState seen, long sinceNanos, boolean grew) {}

    boolean isEmpty() {
        return observed.isEmpty();
    }

    Set<String> folders() {
        return observed.keySet();
    }

    /** What is observed in a folder from this round on. */
    void keep(String folderId, Map<Path, Observation> still) {
        if (still.isEmpty()) {
            observed.remove(folderId);
        } else {
            observed.put(folderId, still);
        }
    }

    boolean isObserved(String folderId, Path file) {
        return observed.getOrDefault(folderId, Map.of()).containsKey(file);
    }

    /** Whether there is anything to be learned by reading it. */
    boolean isReadable(Path file, DiskState seen, boolean touched) {
        if (touched) {
            unreadable.remove(file);
        }
        return !seen.equals(unreadable.get(file));
    }

    /** Its hash was told to the cloud. */
    void done(Path file) {
        done.add(file);
    }

    /**
     * @return whether this is news
     */
    boolean failed(Path file, DiskState seen) {
        return !seen.equals(unreadable.put(file, seen));
    }

    /** Whether the file has been dealt with since the last round. */
    boolean takeDone(Path file) {
        return done.remove(file);
    }

    /**
     * What to remember of a file.
     *
     * @param sinceNanos since when it has been as it is; asked for only if it is news
     */
    Observation observe(String folderId, Path file, DiskState seen, LongSupplier sinceNanos) {
        Observation before = observed.getOrDefault(folderId, Map.of()).get(file);
        if (before != null && before.seen().equals(seen)) {
            return before;
        }
        boolean same = before != null && sameFile(before.seen(), seen);
        return new Observation(seen, sinceNanos.getAsLong(), same);
    }

    private static boolean sameFile(DiskState one, DiskState other) {
        return Optional.ofNullable(one.key()).equals(Optional.ofNullable(other.key()));
    }

    /**
     * Whether the file is finished.
     *
     * @param written files held open for writing; asked for only if it matters
     */
    boolean isSettled(
            Path file, Observation observation, long nowNanos, Supplier<Set<Path>> written) {
        Duration quiet = Duration.ofNanos(nowNanos - observation.sinceNanos());
        Duration needed = observation.grew() ? QUIET_AFTER_GROWTH : QUIET;
        return quiet.compareTo(needed) >= 0
                && (quiet.compareTo(QUIET_WHILE_OPEN) >= 0 || !written.get().contains(file));
    }
}
