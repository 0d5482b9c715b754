package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.JobState;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many jobs are in each state, kept as jobs change: to count them costs more the longer the
 * queue is. Thread-safe.
 */
public final class JobCounts {
    private final Map<JobState, Long> counts = new EnumMap<>(JobState.class);

    JobCounts() {
        for (JobState state : JobState.values()) {
            counts.put(state, 0L);
        }
    }

    /** The numbers as of the last commit, of every state. */
    public synchronized Map<JobState, Long> now() {
        return new EnumMap<>(counts);
    }

    /** What the store says counts from now on. */
    synchronized void replace(Map<JobState, Long> counted) {
        counts.replaceAll((state, old) -> counted.getOrDefault(state, 0L));
    }

    /** Has jobs counted in another state once the transaction takes effect. */
    void move(Tx tx, JobState from, JobState to, long jobs) {
        if (from != to && jobs > 0) {
            tx.afterCommit(
                    () -> {
                        add(from, -jobs);
                        add(to, jobs);
                    });
        }
    }

    /** Has a new job counted once the transaction takes effect. */
    void insert(Tx tx, JobState state) {
        tx.afterCommit(() -> add(state, 1));
    }

    /** Has jobs that are gone no longer counted once the transaction takes effect. */
    void remove(Tx tx, Map<JobState, Long> jobs) {
        tx.afterCommit(() -> jobs.forEach((state, number) -> add(state, -number)));
    }

    private synchronized void add(JobState state, long jobs) {
        counts.merge(state, jobs, Long::sum);
    }
}
