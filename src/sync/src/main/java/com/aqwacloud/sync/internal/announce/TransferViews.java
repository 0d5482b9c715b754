package com.aqwacloud.sync.internal.announce;

import com.aqwacloud.sync.api.Transfer;
import com.aqwacloud.sync.internal.event.ProgressMeter;
import com.aqwacloud.sync.internal.store.Job;

/** Jobs as people see them, with the bytes and the rate of this moment. Thread-safe. */
public final class TransferViews {
    private final ProgressMeter progress;

    public TransferViews(ProgressMeter progress) {
        this.progress = progress;
    }

    /** The job as people see it while no later one of its item follows it. */
    public Transfer of(Job job) {
        return progress.present(
                new Transfer(
                        job.id(),
                        job.session(),
                        job.sourceId(),
                        job.action(),
                        job.state(),
                        job.path(),
                        job.size(),
                        job.bytesDone(),
                        0,
                        job.attempts(),
                        job.error(),
                        job.isGivenUp(),
                        job.queuedAt(),
                        job.startedAt(),
                        job.finishedAt()));
    }
}
