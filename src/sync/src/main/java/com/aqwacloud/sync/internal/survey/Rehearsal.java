package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Contents;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.FeedCursor;
import com.aqwacloud.sync.internal.store.FeedCursors;
import com.aqwacloud.sync.internal.store.GuardedDeletes;
import com.aqwacloud.sync.internal.store.HeldDeletes;
import com.aqwacloud.sync.internal.store.History;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.NameTwins;
import com.aqwacloud.sync.internal.store.SessionNotes;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.StoredSession;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Copies what is known of a session into another store, so that it is planned there as its next
 * start would plan it: what is queued, failed or in conflict is planned anew.
 */
final class Rehearsal {
    private static final int PAGE = 500;

    private final Database from;
    private final Database to;
    private final String session;
    private final Clock clock;
    private final Contents contents = new Contents();
    private final History history = new History();
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final Jobs jobs = new Jobs();
    private final NameTwins twins = new NameTwins();
    private final HeldDeletes heldDeletes = new HeldDeletes();
    private final GuardedDeletes guardedDeletes = new GuardedDeletes();
    private final StoredConflicts conflicts = new StoredConflicts();
    private final FeedCursors cursors = new FeedCursors();
    private final StoredSessions sessions = new StoredSessions();

    Rehearsal(Database from, Database to, String session, Clock clock) {
        this.from = from;
        this.to = to;
        this.session = session;
        this.clock = clock;
    }

    /** Copies all. */
    void prepare(StoredSession stored) {
        to.change(
                tx -> {
                    sessions.insert(tx, stored.session());
                    sessions.setRoots(
                            tx,
                            session,
                            stored.sourceRoot(),
                            stored.destinationRoot(),
                            stored.site());
                });
        new SessionNotes().copy(from, to, session);
        for (NameTwins.Pair pair : from.read(tx -> twins.all(tx, session))) {
            to.change(tx -> twins.add(tx, session, pair));
        }
        for (Side side : Side.values()) {
            // A listing that is under way is begun anew: which items it has seen is not copied.
            from.read(tx -> cursors.find(tx, session, side))
                    .filter(cursor -> cursor.phase() == FeedCursor.Phase.FEED)
                    .ifPresent(cursor -> to.change(tx -> cursors.put(tx, session, side, cursor)));
            copy(
                    (tx, after) -> contents.items(tx, session, side, after, PAGE),
                    Item::id,
                    (tx, item) -> items.put(tx, session, side, item, false));
        }
        copy(
                (tx, after) -> contents.baselines(tx, session, after, PAGE),
                Baseline::sourceId,
                (tx, agreed) -> baselines.put(tx, session, agreed, clock.instant()));
        copy(
                (tx, after) -> history.leftOut(tx, session, after, PAGE),
                History.LeftOut::id,
                (tx, item) -> items.planned(tx, session, item.id(), item.reason()));
        copy(
                (tx, after) -> contents.decidedJobs(tx, session, after, PAGE),
                Job::sourceId,
                this::keepDecision);
        copy(
                (tx, after) -> heldDeletes.allowedByStart(tx, session, after, PAGE),
                Job::sourceId,
                this::keepHeld);
        to.change(
                tx -> {
                    guardedDeletes.answer(tx, session, clock.instant());
                    heldDeletes.allow(tx, session);
                });
        for (Side side : Side.values()) {
            copy(
                    (tx, after) -> items.dirty(tx, session, side, after, PAGE),
                    id -> id,
                    (tx, id) -> items.soil(tx, session, side, id));
        }
        copy(
                (tx, after) -> contents.unsettled(tx, session, after, PAGE),
                id -> id,
                (tx, id) -> items.soil(tx, session, Side.SOURCE, id));
        to.change(tx -> items.soilOthers(tx, session, Side.SOURCE));
    }

    private void keepDecision(Tx tx, Job job) {
        long copied = insert(tx, job);
        from.read(read -> conflicts.lastDecided(read, session, job.sourceId()))
                .ifPresent(decided -> keep(tx, job, copied, decided));
    }

    private void keep(Tx tx, Job job, long copied, Conflict decided) {
        long id =
                conflicts.insert(
                        tx,
                        session,
                        job.sourceId(),
                        copied,
                        decided.type(),
                        decided.path(),
                        decided.source(),
                        decided.destination(),
                        job.decidedEtag(),
                        decided.detectedAt());
        conflicts.resolve(tx, id, decided.resolution(), decided.resolvedBy(), decided.resolvedAt());
    }

    private void keepHeld(Tx tx, Job job) {
        long id =
                jobs.open(tx, session, job.sourceId())
                        .map(Job::id)
                        .orElseGet(() -> insert(tx, job));
        heldDeletes.hold(tx, id, from.<Long>read(read -> heldDeletes.files(read, job.id())));
    }

    private long insert(Tx tx, Job job) {
        return jobs.insert(
                tx,
                session,
                job.sourceId(),
                job.action(),
                job.path(),
                job.size(),
                null,
                job.decided(),
                job.decidedEtag(),
                clock.instant());
    }

    /** Reads a page that follows a key. */
    private interface Pages<T> {
        List<T> after(Tx tx, String key);
    }

    private <T> void copy(Pages<T> pages, Function<T, String> key, BiConsumer<Tx, T> put) {
        String last = "";
        while (last != null) {
            String after = last;
            List<T> page = from.read(tx -> pages.after(tx, after));
            to.change(tx -> page.forEach(each -> put.accept(tx, each)));
            last = page.size() < PAGE ? null : key.apply(page.get(page.size() - 1));
        }
    }
}
