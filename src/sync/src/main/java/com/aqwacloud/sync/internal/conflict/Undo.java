package com.aqwacloud.sync.internal.conflict;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.plan.Decided;
import com.aqwacloud.sync.internal.plan.Planned;
import com.aqwacloud.sync.internal.plan.Planner;
import com.aqwacloud.sync.internal.plan.Scope;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredConflict;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings back what gave way in a conflict. Thread-safe: one at a time. */
final class Undo {
    private static final Logger LOG = LoggerFactory.getLogger(Undo.class);

    private final Database database;
    private final Planner planner;
    private final Restorer restorer;
    private final Clock clock;
    private final StoredConflicts conflicts = new StoredConflicts();
    private final StoredSessions sessions = new StoredSessions();
    private final Items items = new Items();
    private final Jobs jobs = new Jobs();
    private final Baselines baselines = new Baselines();

    Undo(Database database, Planner planner, Restorer restorer, Clock clock) {
        this.database = database;
        this.planner = planner;
        this.restorer = restorer;
        this.clock = clock;
    }

    /** What was planned because of it. */
    synchronized Planned undo(long id, String by) {
        StoredConflict found = database.read(tx -> recoverable(tx, id));
        if (found.conflict().loser().place() == Loser.Place.GOOGLE_DRIVE) {
            return database.write(tx -> followSource(tx, id, by));
        }
        Conflict conflict = found.conflict();
        Item back =
                conflict.loser().place() == Loser.Place.RECYCLE_BIN
                        ? outOfBin(found)
                        : earlierVersion(found);
        String hash = conflict.destination().hash();
        boolean another = hash != null && back.hash() != null && !hash.equals(back.hash());
        database.change(
                tx -> {
                    items.put(tx, conflict.session(), Side.DESTINATION, back, true);
                    if (!another) {
                        conflicts.undone(tx, id, by, clock.instant());
                    }
                });
        if (another) {
            LOG.warn(
                    "Conflict {} at {} is not undone: OneDrive restored another version of {}",
                    id,
                    Facts.line(conflict.path()),
                    Facts.line(conflict.loser().name()));
            throw new WrongStateException(
                    "Conflict "
                            + id
                            + " is not undone: OneDrive restored another version of "
                            + conflict.loser().name()
                            + " than the one that gave way; its version history has all of them.");
        }
        return new Planned();
    }

    private StoredConflict recoverable(Tx tx, long id) {
        StoredConflict found =
                conflicts
                        .find(tx, id)
                        .orElseThrow(() -> new NotFoundException("conflict", Long.toString(id)));
        Conflict conflict = found.conflict();
        if (conflict.resolvedAt() == null) {
            throw refusal(id, "is not decided yet");
        }
        if (conflict.undoneAt() != null) {
            throw refusal(id, "was undone before");
        }
        if (conflict.loser() == null) {
            throw refusal(id, "has nothing to bring back, or its work is not done yet");
        }
        if (conflict.loser().place() == Loser.Place.KEPT_COPY) {
            throw refusal(id, "kept both: the other file is there as " + conflict.loser().name());
        }
        return found;
    }

    private static WrongStateException refusal(long id, String reason) {
        return new WrongStateException("Conflict " + id + " " + reason + "; nothing changed.");
    }

    private Item earlierVersion(StoredConflict found) {
        Conflict conflict = found.conflict();
        Optional<Item> back = database.read(tx -> broughtBack(tx, found));
        if (back.isPresent()) {
            return back.get();
        }
        String etag = database.read(tx -> unchanged(tx, found).etag());
        return restorer.earlierVersion(
                account(found), conflict.loser(), conflict.destination(), etag);
    }

    /**
     * The destination's item if it holds again what gave way: an undo did that whose answer was
     * lost, or a person.
     */
    private Optional<Item> broughtBack(Tx tx, StoredConflict found) {
        Conflict conflict = found.conflict();
        String lost = conflict.destination().hash();
        Optional<Baseline> agreed =
                baselines
                        .bySource(tx, conflict.session(), found.sourceId())
                        .filter(held -> held.destinationId().equals(conflict.loser().item()))
                        .filter(held -> !isFollowed(found, held));
        return lost == null || agreed.isEmpty() || lost.equals(agreed.get().destinationHash())
                ? Optional.empty()
                : items.find(tx, conflict.session(), Side.DESTINATION, conflict.loser().item())
                        .filter(Item::present)
                        .filter(item -> lost.equals(item.hash()));
    }

    /** What comes back has no counterpart, so that no deletion in Google Drive is about it. */
    private Item outOfBin(StoredConflict found) {
        Conflict conflict = found.conflict();
        Optional<Item> deleted =
                database.read(
                        tx ->
                                items.find(
                                        tx,
                                        conflict.session(),
                                        Side.DESTINATION,
                                        conflict.loser().item()));
        if (deleted.filter(Item::present).isPresent()) {
            throw refusal(
                    conflict.id(),
                    "has nothing to bring back: "
                            + conflict.loser().name()
                            + " is in OneDrive again");
        }
        String folder =
                deleted.map(item -> database.read(tx -> livingFolder(tx, conflict.session(), item)))
                        .orElse(null);
        return restorer.deleted(account(found), conflict.loser(), folder);
    }

    /** The nearest folder above a deleted item that was not deleted itself. */
    private String livingFolder(Tx tx, String session, Item deleted) {
        String folder = deleted.parentId();
        Item known = folder(tx, session, folder);
        while (known != null && !known.present() && known.parentId() != null) {
            folder = known.parentId();
            known = folder(tx, session, folder);
        }
        return folder;
    }

    private Item folder(Tx tx, String session, String id) {
        return id == null ? null : items.find(tx, session, Side.DESTINATION, id).orElse(null);
    }

    private String account(StoredConflict found) {
        String session = found.conflict().session();
        return database.read(tx -> sessions.find(tx, session).orElseThrow())
                .session()
                .destination();
    }

    /** The destination's item, as the decision made it. */
    private Item unchanged(Tx tx, StoredConflict found) {
        Conflict conflict = found.conflict();
        String session = conflict.session();
        Baseline agreed = baselines.bySource(tx, session, found.sourceId()).orElse(null);
        Item there =
                agreed == null
                        ? null
                        : items.find(tx, session, Side.DESTINATION, agreed.destinationId())
                                .filter(Item::present)
                                .orElse(null);
        if (there == null
                || !Objects.equals(there.hash(), agreed.destinationHash())
                || isFollowed(found, agreed)) {
            throw refusal(conflict.id(), "is past: OneDrive's file was changed since");
        }
        return there;
    }

    /** Whether an edit of Google Drive's file was synced later: what was decided is past then. */
    static boolean isFollowed(StoredConflict found, Baseline agreed) {
        Conflict conflict = found.conflict();
        String settled =
                conflict.loser().place() == Loser.Place.GOOGLE_DRIVE
                        ? conflict.source().hash()
                        : found.settledContent();
        return settled != null && !settled.equals(agreed.sourceContent());
    }

    /** Whether a job does what was decided, or what was due before, whatever comes meanwhile. */
    private static boolean isBound(Job job) {
        return job.decided() != null || job.state() == JobState.TRANSFERRING;
    }

    /** Google Drive's file is due after all; what OneDrive has goes into its version history. */
    private Planned followSource(Tx tx, long id, String by) {
        StoredConflict found = recoverable(tx, id);
        Conflict conflict = found.conflict();
        String session = conflict.session();
        items.find(tx, session, Side.SOURCE, found.sourceId())
                .filter(Item::present)
                .orElseThrow(() -> refusal(id, "is past: Google Drive no longer has the file"));
        if (jobs.open(tx, session, found.sourceId()).filter(Undo::isBound).isPresent()) {
            throw refusal(id, "waits for the transfer of its file; undo it once that is over");
        }
        if (conflict.type() == ConflictType.NAME) {
            throw refusal(id, "was about a name: rename one of the two instead");
        }
        if (conflict.destination().exists()) {
            unchanged(tx, found);
            Baseline agreed = baselines.bySource(tx, session, found.sourceId()).orElseThrow();
            boolean placed = conflict.type() == ConflictType.EDIT_RENAME;
            baselines.put(
                    tx, session, placed ? agreed.placeDue() : agreed.contentDue(), clock.instant());
        } else {
            baselines.remove(tx, session, found.sourceId());
        }
        conflicts.undone(tx, id, by, clock.instant());
        Scope scope = Scope.of(sessions.find(tx, session).orElseThrow());
        return planner.replan(tx, scope, found.sourceId(), Decided.NOTHING);
    }
}
