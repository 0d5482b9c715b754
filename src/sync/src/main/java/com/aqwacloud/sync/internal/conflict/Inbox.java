package com.aqwacloud.sync.internal.conflict;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.Conflicts;
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
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.StoredConflict;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The conflicts: kept, decided, and turned into work. Thread-safe. */
public final class Inbox implements Conflicts {
    private final Database database;
    private final StoreQuery query;
    private final Planner planner;
    private final Announcements announcements;
    private final Runnable dispatch;
    private final Clock clock;
    private final StoredConflicts conflicts = new StoredConflicts();
    private final StoredSessions sessions = new StoredSessions();
    private final Jobs jobs = new Jobs();

    /**
     * @param query asks the route that lists
     * @param dispatch wakes the queue after new work was queued
     */
    public Inbox(
            Database database,
            StoreQuery query,
            Planner planner,
            Announcements announcements,
            Runnable dispatch,
            Clock clock) {
        this.database = database;
        this.query = query;
        this.planner = planner;
        this.announcements = announcements;
        this.dispatch = dispatch;
        this.clock = clock;
    }

    @Override
    public List<Conflict> list(boolean all) {
        Map<String, Object> headers = Map.of(AqwaHeaders.ALL, all ? 1 : 0);
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
        Conflict decided =
                database.write(
                        tx -> {
                            StoredConflict found = find(tx, id);
                            if (found.conflict().resolvedAt() != null) {
                                throw new WrongStateException(
                                        "Conflict " + id + " was decided before; nothing changed.");
                            }
                            Planned planned = carryOut(tx, found, resolution, by);
                            Conflict now = find(tx, id).conflict();
                            announce(tx, now, planned);
                            return now;
                        });
        dispatch.run();
        return decided;
    }

    private void announce(Tx tx, Conflict decided, Planned planned) {
        var queued =
                planned.queued().stream().map(job -> jobs.find(tx, job).orElseThrow()).toList();
        var found = planned.conflicts().stream().map(id -> find(tx, id).conflict()).toList();
        tx.afterCommit(
                () -> {
                    announcements.conflict(Event.ConflictChange.State.RESOLVED, decided);
                    queued.forEach(
                            job -> announcements.transfer(Event.TransferChange.State.QUEUED, job));
                    found.forEach(
                            conflict ->
                                    announcements.conflict(
                                            Event.ConflictChange.State.DETECTED, conflict));
                });
    }

    private Planned carryOut(
            Tx tx, StoredConflict found, ConflictPreference resolution, String by) {
        ConflictPreference winner = winner(found.conflict(), resolution);
        conflicts.resolve(tx, found.conflict().id(), winner, by, clock.instant());
        Scope scope = Scope.of(sessions.find(tx, found.conflict().session()).orElseThrow());
        return planner.replan(
                tx, scope, found.sourceId(), new Decided(winner, found.destinationEtag()));
    }

    private StoredConflict find(Tx tx, long id) {
        return conflicts
                .find(tx, id)
                .orElseThrow(() -> new NotFoundException("conflict", Long.toString(id)));
    }

    /** Which side a preference means for these two. */
    static ConflictPreference winner(Conflict conflict, ConflictPreference preference) {
        ConflictSide source = conflict.source();
        ConflictSide destination = conflict.destination();
        return switch (preference) {
            case LARGER ->
                    source.size() == destination.size()
                            ? newer(source, destination)
                            : source.size() > destination.size()
                                    ? ConflictPreference.SOURCE
                                    : ConflictPreference.DESTINATION;
            case NEWER -> newer(source, destination);
            default -> preference;
        };
    }

    /** A deleted side has no time: what was edited is newer than what is gone. */
    private static ConflictPreference newer(ConflictSide source, ConflictSide destination) {
        if (!source.exists() || !destination.exists()) {
            return source.exists() ? ConflictPreference.SOURCE : ConflictPreference.DESTINATION;
        }
        Instant here = source.modifiedAt();
        Instant there = destination.modifiedAt();
        return there == null || here != null && !here.isBefore(there)
                ? ConflictPreference.SOURCE
                : ConflictPreference.DESTINATION;
    }
}
