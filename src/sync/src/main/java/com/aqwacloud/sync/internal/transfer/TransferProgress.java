package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.internal.announce.TransferViews;
import com.aqwacloud.sync.internal.event.ProgressMeter;
import com.aqwacloud.sync.internal.plan.Decision;
import com.aqwacloud.sync.internal.store.Job;
import java.util.function.LongPredicate;

/** Follows the bytes of running jobs. Thread-safe. */
public final class TransferProgress {
    private final ProgressMeter meter;
    private final TransferViews views;
    private final LongPredicate running;

    /**
     * @param running whether the job of that id is under way, as the store has it; whoever ends one
     *     that is tells the meter afterwards
     */
    public TransferProgress(ProgressMeter meter, TransferViews views, LongPredicate running) {
        this.meter = meter;
        this.views = views;
        this.running = running;
    }

    /** Returns whether the job is still under way. */
    boolean started(Job job, Decision.Work work) {
        if (work.content()) {
            meter.started(views.of(job));
        }
        boolean goesOn = running.test(job.id());
        if (!goesOn) {
            // Whoever ended it meanwhile may have found nothing to end in the meter.
            meter.forget(job.id());
        }
        return goesOn;
    }

    void advanced(Job job, long bytes) {
        meter.advanced(job.id(), bytes);
    }

    void ended(Job job) {
        meter.finished(job.id());
    }
}
