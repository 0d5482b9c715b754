package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;

/**
 * Ends jobs that have nothing left to do. What an attempt did whose answer was lost, or that was
 * cut off, is told as done, not as cancelled. Thread-safe; each call is part of the caller's
 * transaction.
 */
public final class Endings {
    private final Clock clock;
    private final Jobs jobs = new Jobs();
    private final Baselines baselines = new Baselines();

    public Endings(Clock clock) {
        this.clock = clock;
    }

    /**
     * Ends an unfinished job.
     *
     * @param decision what is to be done about its item, which is no work
     * @return the state that the job has now: completed or cancelled
     */
    public JobState end(Tx tx, Job job, Decision decision) {
        JobState state = isDone(tx, job, decision) ? JobState.COMPLETED : JobState.CANCELLED;
        jobs.finish(tx, job.id(), state, null, clock.instant());
        return state;
    }

    private boolean isDone(Tx tx, Job job, Decision decision) {
        if (job.action() == Action.DELETE) {
            return decision instanceof Decision.Nothing
                    && baselines.bySource(tx, job.session(), job.sourceId()).isEmpty()
                    && jobs.wasBegun(tx, job);
        }
        return decision instanceof Decision.Agree agree && isAt(agree.agreed(), job.target());
    }

    private static boolean isAt(Baseline agreed, Job.Target target) {
        return target != null
                && target.parentId().equals(agreed.destinationParentId())
                && target.name().equals(agreed.destinationName());
    }
}
