package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.plan.Losers;
import com.aqwacloud.sync.internal.plan.Settlement;
import com.aqwacloud.sync.internal.store.Counters;
import com.aqwacloud.sync.internal.store.HeldDeletes;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.OwnApplications;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.util.Optional;

/**
 * Ends jobs whose work is done: the baseline, the counters and the job's state change together.
 * Thread-safe; each call is part of the caller's transaction.
 */
final class Completion {
    private final Settlement settlement;
    private final Clock clock;
    private final Jobs jobs = new Jobs();
    private final Items items = new Items();
    private final Counters counters = new Counters();
    private final OwnApplications applications = new OwnApplications();
    private final Losers losers = new Losers();
    private final HeldDeletes heldDeletes = new HeldDeletes();

    Completion(Clock clock) {
        this.settlement = new Settlement(clock);
        this.clock = clock;
    }

    /**
     * The job is done.
     *
     * @return the conflict of which it is now known where its loser is, if there is one
     */
    Optional<Long> complete(Tx tx, Run run, Arrival arrival) {
        if (run.work().action() == Action.DELETE) {
            settlement.deleted(tx, run.job(), run.work().destination());
        } else {
            settlement.arrived(tx, run.job(), run.work(), arrival.item(), arrival.between());
        }
        return finish(tx, run, arrival);
    }

    /** The job is done, but for the times of the file: those are planned by themselves. */
    Optional<Long> completeWithoutTimes(Tx tx, Run run, Arrival arrival) {
        settlement.timesAreDue(tx, run.job(), run.work(), arrival.item(), arrival.between());
        return finish(tx, run, arrival);
    }

    /** The file is there and verified; the job goes on with its times. */
    void keepContent(Tx tx, Run run, Arrival arrival) {
        settlement.contentArrived(tx, run.job(), run.work(), arrival.item(), arrival.between());
    }

    private Optional<Long> finish(Tx tx, Run run, Arrival arrival) {
        if (arrival.madeThrough() != null) {
            applications.add(tx, run.job().session(), arrival.madeThrough());
        }
        Optional<Long> conflict = losers.gaveWay(tx, run.job(), run.work());
        JobState now = jobs.get(tx, run.job().id()).state();
        if (now != JobState.TRANSFERRING) {
            // A person gave it up while this was under way: what is due by now is planned anew.
            items.soil(tx, run.job().session(), Side.SOURCE, run.job().sourceId());
        }
        if (now == JobState.CANCELLED && run.work().action() == Action.DELETE) {
            heldDeletes.wentAllTheSame(tx, run.job(), clock.instant());
        }
        if (now == JobState.PENDING) {
            // It was taken up again, perhaps to do something else.
            return conflict;
        }
        if (run.work().content()) {
            // What was not read is known by its hash, and so is its size.
            long size =
                    run.content().isMeasured()
                            ? run.content().length()
                            : run.work().source().size();
            if (arrival.sent()) {
                counters.add(tx, Counters.BYTES_TRANSFERRED, size);
            }
            jobs.complete(tx, run.job().id(), size, clock.instant());
        } else {
            jobs.complete(tx, run.job().id(), clock.instant());
        }
        return conflict;
    }
}
