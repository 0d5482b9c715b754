package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.JobState;
import java.time.Instant;
import java.util.List;

/** The jobs of a session as a whole: which may start, and what there still is. */
public final class SessionJobs {
    /**
     * By session, state and number, which Derby must be told: else it sorts the whole queue, and
     * may look through all jobs that there ever were.
     */
    private static final String FROM_JOB = " FROM job --DERBY-PROPERTIES index=JOB_TURN\n";

    private final JobRows rows = new JobRows();

    /** Pending jobs of a session that may start now, as they were queued. */
    public List<Job> claimable(Tx tx, String session, Instant now, int limit) {
        return claimable(tx, session, now, Long.MAX_VALUE, limit);
    }

    /** The same, of those alone that have less than so many bytes to move. */
    public List<Job> claimable(Tx tx, String session, Instant now, long below, int limit) {
        List<Job> found =
                tx.list(
                        "SELECT *"
                                + FROM_JOB
                                + " WHERE session_id = ? AND state = 'PENDING' AND not_before <= ?"
                                + " AND size < ? AND depends_on IS NULL ORDER BY id",
                        limit,
                        JobRows::map,
                        session,
                        now,
                        below);
        found.forEach(job -> rows.found(tx, job));
        return found;
    }

    /** Whether any job of a session may start now. */
    public boolean mayAnyStart(Tx tx, String session, Instant now) {
        return tx.first(
                        "SELECT id FROM job --DERBY-PROPERTIES index=JOB_STATE\n"
                                + " WHERE state = 'PENDING' AND session_id = ?"
                                + " AND not_before <= ? AND depends_on IS NULL",
                        row -> row.getLong(1),
                        session,
                        now)
                .isPresent();
    }

    /** How many jobs of a session are unfinished. */
    public long countOpen(Tx tx, String session) {
        return count(tx, session, JobState.PENDING) + count(tx, session, JobState.TRANSFERRING);
    }

    /** Whether any job of a session waits to be started, or for another. */
    public boolean anyPending(Tx tx, String session) {
        return any(tx, session, "state = 'PENDING'");
    }

    /** Whether any job of a session was given up, by failures or by a person. */
    public boolean anyGivenUp(Tx tx, String session) {
        // Asked of both states at once, that index is read from one to the other, over all that
        // are completed.
        return any(tx, session, "state = 'FAILED'")
                || any(tx, session, "state = 'CANCELLED' AND error IS NOT NULL");
    }

    private static boolean any(Tx tx, String session, String condition) {
        return tx.first(
                        "SELECT id" + FROM_JOB + " WHERE session_id = ? AND " + condition,
                        row -> row.getLong(1),
                        session)
                .isPresent();
    }

    /** Whether any job of a session is under way. */
    public boolean anyUnderWay(Tx tx, String session) {
        return count(tx, session, JobState.TRANSFERRING) > 0;
    }

    private static long count(Tx tx, String session, JobState state) {
        return tx.number(
                "SELECT COUNT(*)" + FROM_JOB + " WHERE session_id = ? AND state = ?",
                session,
                state);
    }

    /** The items whose jobs failed in a session. */
    public List<String> failedItems(Tx tx, String session) {
        return tx.list(
                "SELECT DISTINCT source_id"
                        + FROM_JOB
                        + " WHERE session_id = ? AND state = 'FAILED'",
                0,
                row -> row.getString(1),
                session);
    }
}
