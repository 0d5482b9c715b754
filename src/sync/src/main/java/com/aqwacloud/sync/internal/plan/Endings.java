package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.JobAttempts;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Clock;
import java.util.Optional;

/**
 * Ends jobs that have nothing left to do. What an attempt did whose answer was lost, or that was
 * cut off, is told as done, not as cancelled. Thread-safe; each call is part of the caller's
 * transaction.
 */
public final class Endings {
    private final Clock clock;
    private final Jobs jobs = new Jobs();
    private final JobAttempts attempts = new JobAttempts();
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
        Optional<Baseline> agreed = agreed(tx, job, decision);
        return job.action() == Action.DELETE
                ? decision instanceof Decision.Nothing && agreed.isEmpty() && jobs.wasBegun(tx, job)
                : agreed.filter(now -> isBroughtAbout(tx, job, now)).isPresent();
    }

    private Optional<Baseline> agreed(Tx tx, Job job, Decision decision) {
        if (decision instanceof Decision.Agree agree) {
            return Optional.of(agree.agreed());
        }
        return decision instanceof Decision.Nothing
                ? baselines.bySource(tx, job.session(), job.sourceId())
                : Optional.empty();
    }

    /** Whether attempts of the job were to bring about what both sides hold now. */
    private boolean isBroughtAbout(Tx tx, Job job, Baseline agreed) {
        if (attempts.wereToPlace(tx, job.id())) {
            return attempts.wereToPlace(
                    tx, job.id(), agreed.destinationParentId(), agreed.destinationName());
        }
        return attempts.unheard(tx, job.id()).isPresent()
                && (job.action() != Action.UPDATE || isSent(tx, job, agreed.destinationHash()));
    }

    private boolean isSent(Tx tx, Job job, String hash) {
        return hash == null || attempts.perhapsSent(tx, job.session(), job.sourceId(), hash);
    }
}
