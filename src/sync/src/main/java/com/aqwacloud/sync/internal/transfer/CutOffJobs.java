package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Job;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts back what the exchange of a route file cut off: no step of its job is carried out any more,
 * not even those that follow a failure. It goes on as after a restart. Thread-safe.
 */
final class CutOffJobs {
    private static final Logger LOG = LoggerFactory.getLogger(CutOffJobs.class);
    private static final String PROPERTY = "AqwaEnd";

    private final Database database;
    private final TransferQueue queue;
    private final Runs runs;
    private final FailedAttempts failedAttempts;

    CutOffJobs(Database database, TransferQueue queue, Runs runs, FailedAttempts failedAttempts) {
        this.database = database;
        this.queue = queue;
        this.runs = runs;
        this.failedAttempts = failedAttempts;
    }

    /** Looks after the claimed job that an exchange carries, until that has come to its end. */
    void watch(Exchange exchange, Job job) {
        var end = new End(job);
        exchange.setProperty(PROPERTY, end);
        exchange.getExchangeExtension().addOnCompletion(end);
    }

    /** The steps of the job came to their end. */
    static void over(Exchange exchange) {
        End end = exchange.getProperty(PROPERTY, End.class);
        if (end != null) {
            end.reached = true;
        }
    }

    private void putBack(Job job, Exchange exchange) {
        Run run = Run.ifAny(exchange);
        Throwable cause =
                exchange.getException() == null ? new StoppedException() : exchange.getException();
        boolean isPutBack =
                database.write(tx -> failedAttempts.cutOff(tx, job, run, cause)).isPresent();
        if (isPutBack) {
            LOG.info("{}: cut off as its route was stopped; it goes on", job.path());
        }
    }

    private void release(Job job, Exchange exchange) {
        Run run = Run.ifAny(exchange);
        if (run != null) {
            runs.end(run);
        }
        queue.release(job.id());
    }

    /** The end of one exchange. */
    private final class End extends SynchronizationAdapter {
        private final Job job;
        private volatile boolean reached;

        End(Job job) {
            this.job = job;
        }

        @Override
        public void onDone(Exchange exchange) {
            boolean cutOff = !reached || exchange.getException() != null;
            // What the end of the engine cuts off is put back by the next start.
            if (!cutOff || runs.areEnding()) {
                return;
            }
            try {
                putBack(job, exchange);
            } finally {
                // Whoever has released it may not be the only one who claimed it any more.
                if (!reached) {
                    release(job, exchange);
                }
            }
        }

        /** Other exchanges that follow from this one may outlast it, or never be carried out. */
        @Override
        public boolean allowHandover() {
            return false;
        }
    }
}
