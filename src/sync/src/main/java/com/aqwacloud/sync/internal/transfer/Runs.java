package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.internal.store.Job;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The jobs under way, which others may have end. Thread-safe. */
final class Runs {
    private final TransferProgress progress;
    private final Map<Long, Run> runs = new ConcurrentHashMap<>();
    private volatile boolean ending;

    Runs(TransferProgress progress) {
        this.progress = progress;
    }

    void begin(Run run) {
        runs.put(run.job().id(), run);
        if (ending) {
            // It was claimed before the end, and is begun after it.
            stop(run);
        }
        if (!progress.started(run.job(), run.work())) {
            // Whoever gave it up meanwhile may not have found it yet.
            giveUp(run);
        }
    }

    /** Closes the run's content; nothing happens if it has ended already. */
    void end(Run run) {
        if (runs.remove(run.job().id()) != null) {
            progress.ended(run.job());
            close(run);
        }
    }

    private static void close(Run run) {
        if (run.content() != null) {
            try {
                run.content().close();
            } catch (IOException e) {
                Failures.LOG.debug("Closing the source of {} failed", run.job().path(), e);
            }
        }
    }

    /**
     * A person gave a job up: its run, if there is one, ends at the next read, and no longer is
     * told to have started.
     */
    void giveUp(Job job) {
        Run run = runs.get(job.id());
        if (run != null) {
            giveUp(run);
        }
    }

    private static void giveUp(Run run) {
        run.givenUp().happen();
        stop(run);
    }

    /** Has the runs of a session end at the next read. */
    void stop(String session) {
        stop(run -> run.job().session().equals(session));
    }

    /** Has all runs, and those that begin from now on, end at the next read. */
    void stopAll() {
        ending = true;
        stop(run -> true);
    }

    /** Whether all runs are to end. */
    boolean areEnding() {
        return ending;
    }

    private void stop(Predicate<Run> which) {
        runs.values().stream().filter(which).forEach(Runs::stop);
    }

    private static void stop(Run run) {
        if (run.content() != null) {
            run.content().stop();
        }
    }
}
