package com.aqwacloud.sync.api;

import java.util.Iterator;

/** What became of the files of sessions. May be called from any thread. */
public interface Reports {
    /**
     * The totals, and a page of entries.
     *
     * @param kind only entries of that kind, or null for all
     * @param after {@link SessionReport#next} of the page before, or null for the first
     * @param limit at most so many entries, 1 to 1000
     * @throws NotFoundException if there is no such session
     * @throws InvalidValueException if {@code after} is no such place
     */
    SessionReport report(String session, ReportKind kind, String after, int limit);

    /**
     * All entries, read from the store as they are asked for; for one thread.
     *
     * @throws NotFoundException if there is no such session
     */
    Iterator<ReportEntry> entries(String session);
}
