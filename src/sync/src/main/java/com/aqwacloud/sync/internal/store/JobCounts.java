package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.JobState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** How many jobs the store has in each state that has any. */
    static Map<JobState, Long> stored(Tx tx) {
        return counts(
                tx.list("SELECT state, COUNT(*) FROM job GROUP BY state", 0, JobCounts::count));
    }

    /** The same of a session. */
    static Map<JobState, Long> stored(Tx tx, String session) {
        return counts(
                tx.list(
                        "SELECT state, COUNT(*) FROM job WHERE session_id = ? GROUP BY state",
                        0,
                        JobCounts::count,
                        session));
    }

    private static Map<JobState, Long> counts(List<Map.Entry<JobState, Long>> rows) {
        return rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map.Entry<JobState, Long> count(ResultSet row) throws SQLException {
        return Map.entry(JobState.valueOf(row.getString(1)), row.getLong(2));
    }

    /** The numbers as of the last commit, of every state. */
    public synchronized Map<JobState, Long> now() {
        return new EnumMap<>(counts);
    }

    /** The same of one state. */
    synchronized long now(JobState state) {
        return counts.get(state);
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
