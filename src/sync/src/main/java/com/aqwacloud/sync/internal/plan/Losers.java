package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.Tx;
import java.util.Optional;

/**
 * Notes with a decided conflict where the destination's content went. Each returns the conflict of
 * which something was noted, if there is one.
 */
public final class Losers {
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final StoredConflicts conflicts = new StoredConflicts();

    /** The job's work is done. */
    public Optional<Long> gaveWay(Tx tx, Job job, Decision.Work work) {
        Item before = work.destination();
        if (job.decided() != ConflictPreference.SOURCE || before == null) {
            return gaveWay(tx, job);
        }
        Optional<Long> noted = place(work.action()).flatMap(place -> lost(tx, job, place, before));
        return noted.isPresent() ? noted : gaveWay(tx, job);
    }

    private static Optional<Loser.Place> place(Action action) {
        return switch (action) {
            case UPDATE -> Optional.of(Loser.Place.VERSION_HISTORY);
            case DELETE -> Optional.of(Loser.Place.RECYCLE_BIN);
            default -> Optional.empty();
        };
    }

    /**
     * The job has nothing left to do. What became of the destination's item tells what an attempt
     * did whose answer was lost, or that was cut off.
     */
    public Optional<Long> gaveWay(Tx tx, Job job) {
        if (job.decided() != ConflictPreference.SOURCE
                && job.decided() != ConflictPreference.KEEP_BOTH) {
            return Optional.empty();
        }
        Conflict conflict =
                conflicts
                        .withoutLoser(tx, job.session(), job.sourceId())
                        .filter(last -> last.resolution() == job.decided())
                        .filter(last -> last.destination().exists())
                        .orElse(null);
        if (conflict == null) {
            return Optional.empty();
        }
        Item now =
                items.find(tx, job.session(), Side.DESTINATION, conflict.destination().id())
                        .orElse(null);
        return now == null
                ? Optional.empty()
                : place(tx, job, conflict, now).flatMap(place -> lost(tx, job, place, now));
    }

    private Optional<Loser.Place> place(Tx tx, Job job, Conflict conflict, Item now) {
        boolean stands =
                baselines
                        .byDestination(tx, job.session(), now.id())
                        .filter(agreed -> agreed.sourceId().equals(job.sourceId()))
                        .isPresent();
        // A file and a folder are both kept, whatever was decided.
        boolean both =
                job.decided() == ConflictPreference.KEEP_BOTH
                        || conflict.source().kind() != null
                                && conflict.destination().kind() != null
                                && conflict.source().kind() != conflict.destination().kind();
        if (both) {
            return now.present() && !stands ? Optional.of(Loser.Place.KEPT_COPY) : Optional.empty();
        }
        if (!now.present()) {
            return Optional.of(Loser.Place.RECYCLE_BIN);
        }
        String before = conflict.destination().hash();
        return stands && before != null && now.hash() != null && !before.equals(now.hash())
                ? Optional.of(Loser.Place.VERSION_HISTORY)
                : Optional.empty();
    }

    private Optional<Long> lost(Tx tx, Job job, Loser.Place place, Item item) {
        Optional<Long> conflict =
                conflicts.lost(
                        tx,
                        job.session(),
                        job.sourceId(),
                        new Loser(place, item.id(), item.name()));
        Optional<Baseline> agreed = baselines.bySource(tx, job.session(), job.sourceId());
        if (conflict.isPresent() && agreed.isPresent()) {
            conflicts.settled(tx, conflict.get(), agreed.get().sourceContent());
        }
        return conflict;
    }

    /** The destination's item has a name of its own now. */
    public Optional<Long> kept(Tx tx, Job job, Item renamed) {
        return lost(tx, job, Loser.Place.KEPT_COPY, renamed);
    }
}
