package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.Deciders;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.StoredConflict;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.util.Objects;

/** The conflicts of a session that one transaction of planning finds, or finds to be none. */
final class KeptConflicts {
    private final Tx tx;
    private final String session;
    private final Clock clock;
    private final Planned planned;
    private final Jobs jobs = new Jobs();
    private final StoredConflicts conflicts = new StoredConflicts();

    KeptConflicts(Tx tx, String session, Clock clock, Planned planned) {
        this.tx = tx;
        this.session = session;
        this.clock = clock;
        this.planned = planned;
    }

    /** Whether the conflict is open already, and nothing about it has changed. */
    boolean isOpen(String id, Decision.Clash clash) {
        StoredConflict known = conflicts.open(tx, session, id).orElse(null);
        return known != null && isStill(known, id, clash);
    }

    /** Ends the job with the conflict, and gives that's id. */
    long keep(long job, String id, String path, Decision.Clash clash) {
        jobs.finish(tx, job, JobState.CONFLICTED, null, clock.instant());
        return conflicts.insert(
                tx,
                session,
                id,
                job,
                clash.type(),
                path,
                side(id, clash.source()),
                side(null, clash.destination()),
                etag(clash),
                clock.instant());
    }

    /** The sides came together by themselves, or apart in another way. */
    void withdraw(String id) {
        conflicts
                .open(tx, session, id)
                .ifPresent(
                        found -> {
                            long conflict = found.conflict().id();
                            conflicts.resolve(
                                    tx, conflict, null, Deciders.WITHDRAWN, clock.instant());
                            planned.withdraw(conflict);
                        });
    }

    /** Whether a conflict that is open says how things stand now. */
    private static boolean isStill(StoredConflict known, String id, Decision.Clash clash) {
        return known.conflict().type() == clash.type()
                && known.conflict().source().equals(side(id, clash.source()))
                && known.conflict().destination().equals(side(null, clash.destination()))
                && Objects.equals(known.destinationEtag(), etag(clash));
    }

    private static String etag(Decision.Clash clash) {
        return clash.destination() == null || !clash.destination().present()
                ? null
                : clash.destination().etag();
    }

    private static ConflictSide side(String id, Item item) {
        return item == null
                ? new ConflictSide(id, false, null, null, 0, null, null, null, null)
                : new ConflictSide(
                        item.id(),
                        item.present(),
                        kind(item),
                        item.name(),
                        item.size(),
                        item.createdAt(),
                        item.modifiedAt(),
                        item.modifiedBy(),
                        item.hash());
    }

    private static ConflictSide.Kind kind(Item item) {
        if (!item.present() || item.kind() == Item.Kind.OTHER) {
            return null;
        }
        return item.isFolder() ? ConflictSide.Kind.FOLDER : ConflictSide.Kind.FILE;
    }
}
