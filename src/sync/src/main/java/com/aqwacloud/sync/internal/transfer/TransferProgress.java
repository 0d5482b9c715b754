package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.internal.announce.TransferViews;
import com.aqwacloud.sync.internal.event.ProgressMeter;
import com.aqwacloud.sync.internal.plan.Decision;
import com.aqwacloud.sync.internal.store.Job;

/** Follows the bytes of running jobs. Thread-safe. */
public final class TransferProgress {
    private final ProgressMeter meter;
    private final TransferViews views;

    public TransferProgress(ProgressMeter meter, TransferViews views) {
        this.meter = meter;
        this.views = views;
    }

    void started(Job job, Decision.Work work) {
        if (work.content()) {
            meter.started(views.of(job));
        }
    }

    void advanced(Job job, long bytes) {
        meter.advanced(job.id(), bytes);
    }

    void ended(Job job) {
        meter.finished(job.id());
    }
}
