package com.aqwacloud.sync.api;

import java.time.Instant;

/**
 * One line of a session's report.
 *
 * @param kind what it is about
 * @param path path at the source
 * @param action what was done or is to be done, or null
 * @param destinationName name in OneDrive where it differs, or null
 * @param size bytes of content; 0 where none moves
 * @param at when it happened, or null for what holds until it changes
 * @param outcome how a conflict was decided, {@code open} or {@code withdrawn}; else null
 * @param detail why, in one sentence or a part of one; or null
 * @param remedy what a person can do, or null
 */
public record ReportEntry(
        ReportKind kind,
        String path,
        Action action,
        String destinationName,
        long size,
        Instant at,
        String outcome,
        String detail,
        String remedy) {}
