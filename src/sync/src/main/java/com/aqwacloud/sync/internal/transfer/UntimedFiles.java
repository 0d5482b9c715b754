package com.aqwacloud.sync.internal.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * Files that have arrived and lack their times, until their jobs are over. A job alone doesn't tell
 * whether anybody still has its file in hand: the routes may have been exchanged meanwhile.
 * Thread-safe.
 */
final class UntimedFiles {
    /** Far longer than files wait for others. */
    private static final Duration TOO_LONG = Duration.ofMinutes(1);

    /** By job. Guarded by this. */
    private final Map<Long, Untimed> files = new HashMap<>();

    /** Jobs whose times are being set. Guarded by this. */
    private final Set<Long> underWay = new HashSet<>();

    private record Untimed(Exchange file, Instant since) {}

    /** A file has arrived. */
    synchronized void add(Exchange file, Instant now) {
        files.put(id(file), new Untimed(file.copy(), now));
    }

    /** Has the times of files set by the caller: of those that nobody else sees to. */
    synchronized List<Exchange> begin(List<Exchange> some) {
        var begun = new ArrayList<Exchange>();
        for (Exchange file : some) {
            if (isKnown(file) && underWay.add(id(file))) {
                begun.add(file);
            }
        }
        return begun;
    }

    private boolean isKnown(Exchange file) {
        Untimed known = files.get(id(file));
        return known != null && Run.of(known.file()) == Run.of(file);
    }

    /** The jobs of files are over. */
    synchronized void over(List<Exchange> some) {
        some.stream().filter(this::isKnown).forEach(file -> files.remove(id(file)));
        end(some);
    }

    /** Nobody sets the times of these any more, whatever came of it. */
    synchronized void end(List<Exchange> some) {
        some.forEach(file -> underWay.remove(id(file)));
    }

    /** The jobs whose times are being set. */
    synchronized Set<Long> underWay() {
        return new HashSet<>(underWay);
    }

    /** Files whose times nobody sets though they have waited for too long. */
    synchronized List<Exchange> lost(Instant now) {
        return files.values().stream()
                .filter(each -> each.since().plus(TOO_LONG).isBefore(now))
                .map(Untimed::file)
                .filter(file -> !underWay.contains(id(file)))
                .toList();
    }

    private static long id(Exchange file) {
        return Run.of(file).job().id();
    }
}
