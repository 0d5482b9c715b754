package com.aqwacloud.sync.internal.conflict;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictCount;
import com.aqwacloud.sync.api.ConflictFilter;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictState;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.Conflicts;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.announce.Announcements;
import com.aqwacloud.sync.internal.event.Event;
import com.aqwacloud.sync.internal.plan.Decided;
import com.aqwacloud.sync.internal.plan.Planned;
import com.aqwacloud.sync.internal.plan.Planner;
import com.aqwacloud.sync.internal.plan.Scope;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.route.StoreQuery;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredConflict;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conflicts: kept, decided, and turned into work. Thread-safe. */
public final class Inbox implements Conflicts {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int MOST = 1000;

    private final Database database;
    private final StoreQuery query;
    private final Planner planner;
    private final Announcements announcements;
    private final Outcomes outcomes;
    private final Runnable dispatch;
    private final LongConsumer router;
    private final Undo undo;
    private final Clock clock;
    private final StoredConflicts conflicts = new StoredConflicts();
    private final StoredSessions sessions = new StoredSessions();
    private final Jobs jobs = new Jobs();
    private final Items items = new Items();

    /**
     * @param query asks the route that lists
     * @param dispatch wakes the queue after new work was queued
     * @param router takes the id of a conflict that a decision led to
     * @param restorer asks OneDrive to bring back what gave way
     */
    public Inbox(
            Database database,
            StoreQuery query,
            Planner planner,
            Announcements announcements,
            Runnable dispatch,
            LongConsumer router,
            Restorer restorer,
            Clock clock) {
        this.database = database;
        this.query = query;
        this.planner = planner;
        this.announcements = announcements;
        this.outcomes = new Outcomes(announcements);
        this.dispatch = dispatch;
        this.router = router;
        this.clock = clock;
        this.undo = new Undo(database, planner, restorer, clock);
    }

    @Override
    public List<Conflict> list(ConflictState state, Long before, int limit) {
        Map<String, Object> headers =
                Map.of(
                        AqwaHeaders.OPEN,
                        state == ConflictState.DECIDED ? 0 : 1,
                        AqwaHeaders.DECIDED,
                        state == ConflictState.OPEN ? 0 : 1,
                        AqwaHeaders.BEFORE,
                        before == null ? Long.MAX_VALUE : before,
                        AqwaHeaders.LIMIT,
                        Math.max(1, Math.min(MOST, limit)));
        return query.rows(StoreQuery.READ_INBOX, headers).stream()
                .map(StoredConflicts::of)
                .toList();
    }

    /**
     * The conflict of that id.
     *
     * @throws NotFoundException if there is none
     */
    public Conflict get(long id) {
        return database.read(tx -> find(tx, id)).conflict();
    }

    @Override
    public Conflict resolve(long id, ConflictPreference resolution, String by) {
        return resolve(List.of(id), resolution, by).get(0);
    }

    @Override
    public List<Conflict> resolve(List<Long> ids, ConflictPreference resolution, String by) {
        return decide(tx -> open(tx, ids), resolution, by);
    }

    @Override
    public List<Conflict> resolve(ConflictFilter filter, ConflictPreference resolution, String by) {
        return decide(
                tx -> matching(tx, filter).stream().map(Conflict::id).toList(), resolution, by);
    }

    @Override
    public ConflictCount count(ConflictFilter filter) {
        return ConflictCount.of(database.read(tx -> matching(tx, filter)));
    }

    @Override
    public Conflict undo(long id, String by) {
        Planned planned = undo.undo(id, by);
        Conflict undone =
                database.write(
                        tx -> {
                            Conflict now = find(tx, id).conflict();
                            announce(tx, Event.ConflictChange.State.UNDONE, now, planned);
                            return now;
                        });
        dispatch.run();
        return undone;
    }

    /** Keeps what said who decides, and tells that someone is asked. */
    void ask(long id, String rule) {
        Conflict asked =
                database.write(
                        tx -> {
                            conflicts.ruled(tx, id, rule);
                            return find(tx, id).conflict();
                        });
        if (asked.resolvedAt() == null) {
            announcements.conflict(Event.ConflictChange.State.ASKED, asked);
        }
    }

    /** Decides a conflict by a rule. */
    void decide(long id, String rule, ConflictPreference resolution, String by) {
        decide(
                tx -> {
                    List<Long> open = open(tx, List.of(id));
                    conflicts.ruled(tx, id, rule);
                    return open;
                },
                resolution,
                by);
    }

    /** Some conflicts, or a refusal. */
    private interface Choice {
        List<Long> in(Tx tx);
    }

    private List<Conflict> decide(Choice choice, ConflictPreference resolution, String by) {
        List<Conflict> decided =
                database.write(
                        tx ->
                                choice.in(tx).stream()
                                        .map(id -> decide(tx, find(tx, id), resolution, by))
                                        .toList());
        dispatch.run();
        return decided;
    }

    /** The ids once each; none of them is decided. */
    private List<Long> open(Tx tx, List<Long> ids) {
        List<Long> once = ids.stream().distinct().toList();
        List<Long> gone =
                once.stream()
                        .filter(id -> find(tx, id).conflict().resolvedAt() != null)
                        .sorted()
                        .toList();
        if (gone.size() == 1) {
            throw new WrongStateException(
                    "Conflict "
                            + gone.get(0)
                            + (find(tx, gone.get(0)).conflict().withdrawn()
                                    ? " is withdrawn, as it ceased to be one"
                                    : " was decided before")
                            + "; nothing changed.");
        }
        if (!gone.isEmpty()) {
            throw new WrongStateException(
                    "Conflicts "
                            + gone.stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + " were decided before; nothing changed.");
        }
        return once;
    }

    private List<Conflict> matching(Tx tx, ConflictFilter filter) {
        if (filter.session() != null && sessions.find(tx, filter.session()).isEmpty()) {
            throw new NotFoundException("session", filter.session());
        }
        return conflicts.open(tx).stream().filter(filter.matching()).toList();
    }

    private Conflict decide(Tx tx, StoredConflict found, ConflictPreference resolution, String by) {
        if (found.conflict().resolvedAt() != null) {
            // Another decision of the same request brought the sides together.
            return found.conflict();
        }
        ConflictPreference winner = Winner.of(found.conflict(), resolution);
        conflicts.resolve(tx, found.conflict().id(), winner, by, clock.instant());
        untouched(found.conflict(), winner)
                .ifPresent(
                        loser ->
                                conflicts.lost(
                                        tx, found.conflict().session(), found.sourceId(), loser));
        Scope scope = Scope.of(sessions.find(tx, found.conflict().session()).orElseThrow());
        Planned planned =
                planner.replan(
                        tx,
                        scope,
                        found.sourceId(),
                        isAsSeen(tx, scope, found)
                                ? new Decided(winner, found.destinationEtag())
                                : Decided.NOTHING);
        Conflict now = find(tx, found.conflict().id()).conflict();
        announce(tx, Event.ConflictChange.State.RESOLVED, now, planned);
        return now;
    }

    /**
     * Whether Google Drive's file is what the conflict is about: of what was edited or came back
     * since, and is just to be planned, nothing was decided.
     */
    private boolean isAsSeen(Tx tx, Scope scope, StoredConflict found) {
        if (!found.conflict().source().exists()) {
            return !planner.isInScope(tx, scope, found.sourceId());
        }
        String seen = found.conflict().source().hash();
        return seen == null
                || items.find(tx, found.conflict().session(), Side.SOURCE, found.sourceId())
                        .map(Item::hash)
                        .filter(hash -> !hash.equals(seen))
                        .isEmpty();
    }

    /** Where the loser is if it just stays where it was. */
    private static Optional<Loser> untouched(Conflict conflict, ConflictPreference winner) {
        if (winner == ConflictPreference.DESTINATION && conflict.source().exists()) {
            return Optional.of(
                    new Loser(
                            Loser.Place.GOOGLE_DRIVE,
                            conflict.source().id(),
                            conflict.source().name()));
        }
        if (winner == ConflictPreference.KEEP_BOTH && conflict.type() == ConflictType.EDIT_RENAME) {
            return Optional.of(
                    new Loser(
                            Loser.Place.KEPT_COPY,
                            conflict.destination().id(),
                            conflict.destination().name()));
        }
        return Optional.empty();
    }

    private void announce(
            Tx tx, Event.ConflictChange.State state, Conflict decided, Planned planned) {
        var queued =
                planned.queued().stream().map(job -> jobs.find(tx, job).orElseThrow()).toList();
        var found = planned.conflicts().stream().map(id -> find(tx, id).conflict()).toList();
        var withdrawn = planned.withdrawn().stream().map(id -> find(tx, id).conflict()).toList();
        var placed = planned.placed().stream().map(id -> find(tx, id).conflict()).toList();
        tx.afterCommit(
                () -> {
                    log(decided);
                    announcements.conflict(state, decided);
                    queued.forEach(
                            job -> announcements.transfer(Event.TransferChange.State.QUEUED, job));
                    withdrawn.forEach(outcomes::withdrawn);
                    placed.forEach(outcomes::placed);
                    found.forEach(
                            conflict -> {
                                announcements.conflict(
                                        Event.ConflictChange.State.DETECTED, conflict);
                                router.accept(conflict.id());
                            });
                });
    }

    private static void log(Conflict decided) {
        LOG.info(
                "Conflict {} at {} ({}) is {}: {}, by {}; rule: {}; Google Drive: {}; OneDrive: {}",
                decided.id(),
                Facts.line(decided.path()),
                Words.of(decided.type()),
                decided.undoneAt() == null ? "decided" : "undone",
                Words.of(decided.resolution()),
                Facts.line(decided.undoneAt() == null ? decided.resolvedBy() : decided.undoneBy()),
                Facts.line(decided.rule()),
                Facts.of(decided.source()),
                Facts.of(decided.destination()));
        if (decided.undoneAt() == null && decided.loser() != null) {
            Outcomes.log(decided);
        }
    }

    private StoredConflict find(Tx tx, long id) {
        return conflicts
                .find(tx, id)
                .orElseThrow(() -> new NotFoundException("conflict", Long.toString(id)));
    }
}
