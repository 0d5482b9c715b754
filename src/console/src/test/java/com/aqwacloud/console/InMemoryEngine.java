package com.aqwacloud.console;

import com.aqwacloud.sync.api.Account;
import com.aqwacloud.sync.api.AccountState;
import com.aqwacloud.sync.api.Accounts;
import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictCount;
import com.aqwacloud.sync.api.ConflictFilter;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.ConflictState;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.Conflicts;
import com.aqwacloud.sync.api.Deciders;
import com.aqwacloud.sync.api.DryRun;
import com.aqwacloud.sync.api.DryRuns;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.ReportEntry;
import com.aqwacloud.sync.api.ReportKind;
import com.aqwacloud.sync.api.Reports;
import com.aqwacloud.sync.api.RouteCatalog;
import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.RouteInfo;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionReport;
import com.aqwacloud.sync.api.SessionSpec;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Sessions;
import com.aqwacloud.sync.api.Stats;
import com.aqwacloud.sync.api.Status;
import com.aqwacloud.sync.api.Transfer;
import com.aqwacloud.sync.api.Transfers;
import com.aqwacloud.sync.api.Verification;
import com.aqwacloud.sync.api.Verifications;
import com.aqwacloud.sync.api.WrongStateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** The engine's services over plain lists. For one thread. */
final class InMemoryEngine {
    static final Instant THEN = Instant.parse("2026-11-22T10:00:00Z");

    final List<Session> sessions = new ArrayList<>();
    final List<Transfer> transfers = new ArrayList<>();
    final List<Conflict> conflicts = new ArrayList<>();
    final List<RouteInfo> routes = new ArrayList<>();
    final List<RouteFile> files = new ArrayList<>();
    final List<Account> accounts = new ArrayList<>();
    final List<String> configurationProblems = new ArrayList<>();
    final List<ReportEntry> reported = new ArrayList<>();

    /** Verifications that were begun, as "id with so many bytes". */
    final List<String> verified = new ArrayList<>();

    /** What every decision comes to; null for what was asked for. */
    ConflictPreference decidesAs;

    /** Ids of sessions that were planned. */
    final List<String> planned = new ArrayList<>();

    /** The latest dry run, or null. */
    DryRun dryRun;

    /** The latest verification, or null. */
    Verification verification;

    /** Ids of transfers that someone wanted tried again. */
    final List<Long> retried = new ArrayList<>();

    /** Ids of transfers that were given up, and by whom. */
    final List<String> cancelled = new ArrayList<>();

    private final List<ServiceRegistration<?>> published = new ArrayList<>();

    void publish(BundleContext context) {
        published.add(context.registerService(Sessions.class, new SessionList(), null));
        published.add(context.registerService(Transfers.class, new Queue(), null));
        published.add(context.registerService(Conflicts.class, new Inbox(), null));
        published.add(context.registerService(RouteCatalog.class, new Catalog(), null));
        published.add(context.registerService(Accounts.class, () -> List.copyOf(accounts), null));
        published.add(context.registerService(Status.class, new Board(), null));
        published.add(context.registerService(Reports.class, new Past(), null));
        published.add(context.registerService(Verifications.class, new Comparisons(), null));
        published.add(context.registerService(DryRuns.class, new Plans(), null));
    }

    Session session(String id, String name, SessionState state, String message) {
        var session =
                new Session(
                        id,
                        name,
                        "google",
                        "onedrive",
                        state,
                        message,
                        SessionOptions.DEFAULTS,
                        THEN,
                        null);
        sessions.add(session);
        return session;
    }

    Transfer transfer(JobState state, String path, long size, long done, long rate, String error) {
        var transfer =
                new Transfer(
                        transfers.size() + 1,
                        "s1",
                        "f" + transfers.size(),
                        Action.CREATE,
                        state,
                        path,
                        size,
                        done,
                        rate,
                        1,
                        error,
                        state == JobState.FAILED,
                        THEN,
                        null,
                        null);
        transfers.add(transfer);
        return transfer;
    }

    Conflict conflict(long id, String path) {
        return conflict(
                id,
                ConflictType.SIMULTANEOUS_EDIT,
                path,
                new ConflictSide("o", false, null, null, 0, null, null, null, null));
    }

    Conflict conflict(long id, ConflictType type, String path, ConflictSide destination) {
        var conflict =
                new Conflict(
                        id,
                        "s1",
                        type,
                        path,
                        new ConflictSide(
                                "g",
                                true,
                                ConflictSide.Kind.FILE,
                                "report.docx",
                                2048,
                                THEN,
                                THEN,
                                "Mira",
                                "0cc175b9"),
                        destination,
                        THEN,
                        "conflicts.strategy=manual",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        conflicts.add(conflict);
        return conflict;
    }

    /** A conflict whose sides came together by themselves. */
    void withdrawn(long id, String path) {
        Conflict open = conflict(id, path);
        conflicts.set(conflicts.indexOf(open), open.resolved(null, Deciders.WITHDRAWN, THEN));
    }

    /** A decided conflict whose loser is in the version history. */
    Conflict decided(long id, String path) {
        return decided(id, path, Loser.Place.VERSION_HISTORY);
    }

    Conflict decided(long id, String path, Loser.Place place) {
        Conflict open = conflict(id, path);
        var loser = new Loser(place, "o", "report.docx");
        Conflict decided =
                undone(open.resolved(ConflictPreference.SOURCE, "auto", THEN), loser, null);
        conflicts.set(conflicts.indexOf(open), decided);
        return decided;
    }

    private static Conflict undone(Conflict c, Loser loser, String by) {
        return new Conflict(
                c.id(),
                c.session(),
                c.type(),
                c.path(),
                c.source(),
                c.destination(),
                c.detectedAt(),
                c.rule(),
                c.deadline(),
                c.resolution(),
                c.resolvedBy(),
                c.resolvedAt(),
                loser,
                by,
                by == null ? null : THEN);
    }

    Account account(String name, Cloud cloud, AccountState state, String message) {
        var account = new Account(name, cloud, "sandbox", state, message, null);
        accounts.add(account);
        return account;
    }

    void unpublish() {
        published.forEach(ServiceRegistration::unregister);
        published.clear();
    }

    private final class Queue implements Transfers {
        @Override
        public List<Transfer> list(JobState state, String session, Long before, int limit) {
            if (session != null && sessions.stream().noneMatch(s -> s.id().equals(session))) {
                throw new NotFoundException("session", session);
            }
            return transfers.stream()
                    .filter(job -> state == null || job.state() == state)
                    .filter(job -> session == null || job.session().equals(session))
                    .filter(job -> before == null || job.id() < before)
                    .limit(limit)
                    .toList();
        }

        @Override
        public Transfer retry(long id) {
            Transfer found = get(id);
            retried.add(id);
            return found;
        }

        @Override
        public Transfer cancel(long id, String by) {
            Transfer found = get(id);
            cancelled.add(id + " by " + by);
            return found;
        }

        private Transfer get(long id) {
            return transfers.stream()
                    .filter(job -> job.id() == id)
                    .findFirst()
                    .orElseThrow(() -> new NotFoundException("transfer", Long.toString(id)));
        }
    }

    private Stats stats() {
        return new Stats(
                Map.of(JobState.PENDING, 3L, JobState.COMPLETED, 120L),
                conflicts.stream().filter(c -> c.resolution() == null).count(),
                sessions.stream().filter(s -> s.state() == SessionState.RUNNING).count(),
                1_572_864,
                5_368_709_120L,
                12,
                34,
                7500);
    }

    private final class SessionList implements Sessions {
        @Override
        public List<Session> list() {
            return List.copyOf(sessions);
        }

        @Override
        public Optional<Session> find(String id) {
            return sessions.stream().filter(session -> session.id().equals(id)).findFirst();
        }

        @Override
        public Session create(SessionSpec spec) {
            var session =
                    new Session(
                            "s" + (sessions.size() + 1),
                            spec.name(),
                            spec.source() == null ? "google" : spec.source(),
                            spec.destination() == null ? "onedrive" : spec.destination(),
                            SessionState.STOPPED,
                            null,
                            SessionOptions.DEFAULTS.with(spec.options()),
                            THEN,
                            null);
            sessions.add(session);
            return session;
        }

        @Override
        public Session configure(String id, Map<String, String> options) {
            var old = known(id);
            return replace(old, old.state(), old.options().with(options));
        }

        @Override
        public Session start(String id) {
            return become(id, SessionState.RUNNING);
        }

        @Override
        public Session stop(String id) {
            return become(id, SessionState.STOPPED);
        }

        @Override
        public void delete(String id) {
            sessions.remove(known(id));
        }

        private Session become(String id, SessionState state) {
            var old = known(id);
            return replace(old, state, old.options());
        }

        private Session replace(Session old, SessionState state, SessionOptions options) {
            var now =
                    new Session(
                            old.id(),
                            old.name(),
                            old.source(),
                            old.destination(),
                            state,
                            null,
                            options,
                            old.createdAt(),
                            old.lastPollAt());
            sessions.set(sessions.indexOf(old), now);
            return now;
        }

        private Session known(String id) {
            return find(id).orElseThrow(() -> new NotFoundException("session", id));
        }
    }

    private final class Inbox implements Conflicts {
        @Override
        public List<Conflict> list(ConflictState state, Long before, int limit) {
            return conflicts.stream()
                    .filter(c -> state == null || state == stateOf(c))
                    .filter(c -> before == null || c.id() < before)
                    .limit(limit)
                    .toList();
        }

        private static ConflictState stateOf(Conflict conflict) {
            return conflict.resolution() == null ? ConflictState.OPEN : ConflictState.DECIDED;
        }

        @Override
        public Conflict resolve(long id, ConflictPreference resolution, String by) {
            return resolve(List.of(id), resolution, by).get(0);
        }

        @Override
        public List<Conflict> resolve(List<Long> ids, ConflictPreference resolution, String by) {
            List<Conflict> open = ids.stream().map(this::open).toList();
            return open.stream().map(each -> decided(each, resolution, by)).toList();
        }

        @Override
        public List<Conflict> resolve(
                ConflictFilter filter, ConflictPreference resolution, String by) {
            return list(false).stream()
                    .filter(filter.matching())
                    .map(each -> decided(each, resolution, by))
                    .toList();
        }

        @Override
        public ConflictCount count(ConflictFilter filter) {
            return ConflictCount.of(list(false).stream().filter(filter.matching()).toList());
        }

        @Override
        public Conflict undo(long id, String by) {
            Conflict decided =
                    conflicts.stream()
                            .filter(c -> c.id() == id)
                            .findFirst()
                            .orElseThrow(
                                    () -> new NotFoundException("conflict", Long.toString(id)));
            if (decided.loser() == null || decided.undoneAt() != null) {
                throw new WrongStateException("Conflict " + id + " has nothing to bring back.");
            }
            Conflict undone = undone(decided, decided.loser(), by);
            conflicts.set(conflicts.indexOf(decided), undone);
            return undone;
        }

        private Conflict open(long id) {
            Conflict found =
                    conflicts.stream()
                            .filter(c -> c.id() == id)
                            .findFirst()
                            .orElseThrow(
                                    () -> new NotFoundException("conflict", Long.toString(id)));
            if (found.resolution() != null) {
                throw new WrongStateException("Conflict " + id + " was decided before.");
            }
            return found;
        }

        private Conflict decided(Conflict open, ConflictPreference resolution, String by) {
            Conflict decided = open.resolved(decidesAs == null ? resolution : decidesAs, by, THEN);
            conflicts.set(conflicts.indexOf(open), decided);
            return decided;
        }
    }

    private final class Board implements Status {
        @Override
        public Stats stats() {
            return InMemoryEngine.this.stats();
        }

        @Override
        public List<String> configurationProblems() {
            return List.copyOf(configurationProblems);
        }
    }

    private final class Past implements Reports {
        @Override
        public SessionReport report(String id, ReportKind kind, String after, int limit) {
            Session session =
                    sessions.stream()
                            .filter(each -> each.id().equals(id))
                            .findFirst()
                            .orElseThrow(() -> new NotFoundException("session", id));
            var totals = new EnumMap<ReportKind, SessionReport.Total>(ReportKind.class);
            for (ReportEntry entry : reported) {
                totals.merge(
                        entry.kind(),
                        new SessionReport.Total(1, entry.size()),
                        (one, other) ->
                                new SessionReport.Total(
                                        one.count() + other.count(), one.bytes() + other.bytes()));
            }
            return new SessionReport(
                    id,
                    session.name(),
                    session.state(),
                    THEN,
                    THEN,
                    new SessionReport.Total(3, 2048),
                    1,
                    totals,
                    reported.stream()
                            .filter(entry -> kind == null || entry.kind() == kind)
                            .limit(limit)
                            .toList(),
                    null);
        }

        @Override
        public Iterator<ReportEntry> entries(String session) {
            return List.copyOf(reported).iterator();
        }
    }

    private final class Plans implements DryRuns {
        @Override
        public DryRun start(String session) {
            if (sessions.stream().noneMatch(each -> each.id().equals(session))) {
                throw new NotFoundException("session", session);
            }
            planned.add(session);
            return dryRun;
        }

        @Override
        public Optional<DryRun> find(String session) {
            return Optional.ofNullable(dryRun);
        }
    }

    private final class Comparisons implements Verifications {
        @Override
        public Verification start(String session, long downloadBytes) {
            if (sessions.stream().noneMatch(each -> each.id().equals(session))) {
                throw new NotFoundException("session", session);
            }
            verified.add(session + " with " + downloadBytes);
            return verification;
        }

        @Override
        public Optional<Verification> find(String session) {
            return Optional.ofNullable(verification);
        }
    }

    private final class Catalog implements RouteCatalog {
        @Override
        public List<RouteInfo> routes() {
            return List.copyOf(routes);
        }

        @Override
        public List<RouteFile> files() {
            return List.copyOf(files);
        }
    }
}
