package com.aqwacloud.sync.api;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the files of a session.
 *
 * @param session its id
 * @param name its name
 * @param state whether it runs
 * @param at when the report was made
 * @param coversFrom finished transfers from then on are in it; earlier ones may be forgotten. All
 *     other kinds are complete
 * @param inSync files that both sides hold as they last agreed
 * @param waiting unfinished transfers
 * @param totals of every kind
 * @param entries one page of them
 * @param next where the next page begins, or null on the last
 */
public record SessionReport(
        String session,
        String name,
        SessionState state,
        Instant at,
        Instant coversFrom,
        Total inSync,
        long waiting,
        Map<ReportKind, Total> totals,
        List<ReportEntry> entries,
        String next) {
    public SessionReport {
        var ordered = new EnumMap<ReportKind, Total>(ReportKind.class);
        for (ReportKind kind : ReportKind.values()) {
            ordered.put(kind, totals.getOrDefault(kind, Total.NONE));
        }
        totals = Collections.unmodifiableMap(ordered);
        entries = List.copyOf(entries);
    }

    /**
     * How many, and how large together.
     *
     * @param count at least 0
     * @param bytes of content
     */
    public record Total(long count, long bytes) {
        /** Nothing. */
        public static final Total NONE = new Total(0, 0);
    }
}
