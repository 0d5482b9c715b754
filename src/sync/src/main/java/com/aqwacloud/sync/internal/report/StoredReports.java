package com.aqwacloud.sync.internal.report;

import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.ReportEntry;
import com.aqwacloud.sync.api.ReportKind;
import com.aqwacloud.sync.api.Reports;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionReport;
import com.aqwacloud.sync.api.SessionReport.Total;
import com.aqwacloud.sync.internal.plan.Scope;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.History;
import com.aqwacloud.sync.internal.store.SessionJobs;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Reports from what the store holds anyway: jobs, conflicts, items and baselines. Thread-safe. */
public final class StoredReports implements Reports {
    /** What the route {@code tidy} keeps. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final int PAGE = 500;

    private final Database database;
    private final Clock clock;
    private final StoredSessions sessions = new StoredSessions();
    private final History history = new History();
    private final SessionJobs sessionJobs = new SessionJobs();

    public StoredReports(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public SessionReport report(String id, ReportKind kind, String after, int limit) {
        ReportCursor from =
                after != null
                        ? ReportCursor.parse(after)
                        : ReportCursor.before(kind == null ? ReportKind.values()[0] : kind);
        return database.read(tx -> report(tx, id, kind, from, limit));
    }

    private SessionReport report(Tx tx, String id, ReportKind kind, ReportCursor from, int limit) {
        StoredSession stored = stored(tx, id);
        Session session = stored.session();
        List<ReportSection.Placed> found = page(tx, Scope.of(stored), kind, from, limit + 1);
        boolean more = found.size() > limit;
        List<ReportSection.Placed> page = more ? found.subList(0, limit) : found;
        return new SessionReport(
                id,
                session.name(),
                session.state(),
                clock.instant(),
                coversFrom(session),
                new Total(history.countInSync(tx, id), history.bytesInSync(tx, id)),
                sessionJobs.countOpen(tx, id),
                totals(tx, id),
                page.stream().map(ReportSection.Placed::entry).toList(),
                more ? page.get(limit - 1).place().toString() : null);
    }

    private Instant coversFrom(Session session) {
        Instant kept = clock.instant().minus(KEPT);
        return session.createdAt().isAfter(kept) ? session.createdAt() : kept;
    }

    private Map<ReportKind, Total> totals(Tx tx, String id) {
        var totals = new EnumMap<ReportKind, Total>(ReportKind.class);
        totals.put(ReportKind.FAILED, new Total(history.countFailures(tx, id), 0));
        totals.put(ReportKind.CONFLICT, new Total(history.countConflicts(tx, id), 0));
        totals.put(ReportKind.SKIPPED, new Total(history.countLeftOut(tx, id), 0));
        totals.put(ReportKind.RENAMED, new Total(history.countRenamed(tx, id), 0));
        for (History.Finished finished : history.completed(tx, id)) {
            totals.merge(
                    ReportSection.kind(finished.action()),
                    new Total(finished.count(), finished.bytes()),
                    (one, other) ->
                            new Total(one.count() + other.count(), one.bytes() + other.bytes()));
        }
        return totals;
    }

    /** Entries behind a place, of its kind alone or also of those that follow. */
    private List<ReportSection.Placed> page(
            Tx tx, Scope scope, ReportKind only, ReportCursor from, int limit) {
        var section = new ReportSection(tx, scope, clock.instant());
        var page = new ArrayList<ReportSection.Placed>();
        for (ReportKind kind : ReportKind.values()) {
            boolean wanted = only == null ? kind.compareTo(from.kind()) >= 0 : kind == only;
            if (wanted && page.size() < limit) {
                ReportCursor place = kind == from.kind() ? from : ReportCursor.before(kind);
                page.addAll(section.after(place, limit - page.size()));
            }
        }
        return page;
    }

    @Override
    public Iterator<ReportEntry> entries(String id) {
        database.read(tx -> stored(tx, id));
        return new Entries(id);
    }

    private StoredSession stored(Tx tx, String id) {
        return sessions.find(tx, id).orElseThrow(() -> new NotFoundException("session", id));
    }

    /** Reads page after page; ends early where the session is deleted meanwhile. */
    private final class Entries implements Iterator<ReportEntry> {
        private final String session;
        private ReportCursor place = ReportCursor.before(ReportKind.values()[0]);
        private Iterator<ReportSection.Placed> page = List.<ReportSection.Placed>of().iterator();
        private boolean last;

        Entries(String session) {
            this.session = session;
        }

        @Override
        public boolean hasNext() {
            if (!page.hasNext() && !last) {
                List<ReportSection.Placed> next =
                        database.read(
                                tx ->
                                        sessions.find(tx, session)
                                                .map(Scope::of)
                                                .map(scope -> page(tx, scope, null, place, PAGE))
                                                .orElse(List.of()));
                last = next.size() < PAGE;
                page = next.iterator();
            }
            return page.hasNext();
        }

        @Override
        public ReportEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ReportSection.Placed next = page.next();
            place = next.place();
            return next.entry();
        }
    }
}
