package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.internal.plan.Decision;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.Tx;
import java.util.Optional;

/** Notes with a decided conflict where the destination's content went. */
final class Losers {
    private final Baselines baselines = new Baselines();
    private final StoredConflicts conflicts = new StoredConflicts();

    /**
     * The job's work is done; returns the conflict of which something was noted, if there is one.
     */
    Optional<Long> gaveWay(Tx tx, Job job, Decision.Work work) {
        Item before = work.destination();
        if (job.decided() != ConflictPreference.SOURCE || before == null) {
            return Optional.empty();
        }
        Optional<Long> conflict =
                place(work.action())
                        .flatMap(
                                place ->
                                        conflicts.lost(
                                                tx,
                                                job.session(),
                                                job.sourceId(),
                                                new Loser(place, before.id(), before.name())));
        Optional<Baseline> agreed = baselines.bySource(tx, job.session(), job.sourceId());
        if (conflict.isPresent() && agreed.isPresent()) {
            conflicts.settled(tx, conflict.get(), agreed.get().sourceContent());
        }
        return conflict;
    }

    private static Optional<Loser.Place> place(Action action) {
        return switch (action) {
            case UPDATE -> Optional.of(Loser.Place.VERSION_HISTORY);
            case DELETE -> Optional.of(Loser.Place.RECYCLE_BIN);
            default -> Optional.empty();
        };
    }

    /** The destination's item has a name of its own now. */
    void kept(Tx tx, Job job, Item renamed) {
        conflicts.lost(
                tx,
                job.session(),
                job.sourceId(),
                new Loser(Loser.Place.KEPT_COPY, renamed.id(), renamed.name()));
    }
}
