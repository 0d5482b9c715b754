package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that the tables hold of a session, page by page in the order of the ids, to be compared or
 * copied.
 */
public final class Contents {
    /** Items of a side, present or not, that follow an id. */
    public List<Item> items(Tx tx, String session, Side side, String after, int limit) {
        return tx.list(
                "SELECT * FROM item WHERE session_id = ? AND side = ? AND id > ? ORDER BY id",
                limit,
                Items::map,
                session,
                side.code(),
                after);
    }

    /** Baselines that follow an id of the source. */
    public List<Baseline> baselines(Tx tx, String session, String after, int limit) {
        return tx.list(
                "SELECT * FROM baseline WHERE session_id = ? AND source_id > ? ORDER BY source_id",
                limit,
                Baselines::map,
                session,
                after);
    }

    /** When the baseline of an item of the source was written, if there is one. */
    public Optional<Instant> agreedAt(Tx tx, String session, String sourceId) {
        return tx.first(
                "SELECT agreed_at FROM baseline WHERE session_id = ? AND source_id = ?",
                row -> Tx.instant(row, "agreed_at"),
                session,
                sourceId);
    }

    /** The newest job about an item, if it failed or a person gave it up. */
    public Optional<Job> givenUp(Tx tx, String session, String sourceId) {
        return tx.first(
                        "SELECT * FROM job WHERE session_id = ? AND source_id = ? ORDER BY id DESC",
                        JobRows::map,
                        session,
                        sourceId)
                .filter(newest -> newest.state() == JobState.FAILED || newest.isGivenUpByPerson());
    }

    /** Decided conflicts about an item of the source. */
    public List<Conflict> decided(Tx tx, String session, String sourceId) {
        return tx.list(
                "SELECT * FROM conflict WHERE session_id = ? AND source_id = ? AND resolution IS"
                        + " NOT NULL ORDER BY id DESC",
                0,
                row -> StoredConflicts.map(row).conflict(),
                session,
                sourceId);
    }

    /** Unfinished jobs whose outcome was decided, whose items follow an id of the source. */
    public List<Job> decidedJobs(Tx tx, String session, String after, int limit) {
        return tx.list(
                "SELECT * FROM job WHERE session_id = ? AND state IN ('PENDING', 'TRANSFERRING')"
                        + " AND decided IS NOT NULL AND source_id > ? ORDER BY source_id",
                limit,
                JobRows::map,
                session,
                after);
    }

    /** Items of the source, following an id, with a job that is not done or an open conflict. */
    public List<String> unsettled(Tx tx, String session, String after, int limit) {
        return tx.list(
                "SELECT source_id FROM job WHERE session_id = ? AND state IN ('PENDING',"
                        + " 'TRANSFERRING', 'FAILED') AND source_id > ? UNION SELECT source_id FROM"
                        + " conflict WHERE session_id = ? AND resolved_at IS NULL AND source_id > ?"
                        + " ORDER BY source_id",
                limit,
                row -> row.getString(1),
                session,
                after,
                session,
                after);
    }

    /** Pending jobs that follow a number, whatever they wait for. */
    public List<Job> pending(Tx tx, String session, long after, int limit) {
        return tx.list(
                "SELECT * FROM job --DERBY-PROPERTIES index=JOB_TURN\n"
                        + " WHERE session_id = ? AND state = 'PENDING' AND id > ? ORDER BY id",
                limit,
                JobRows::map,
                session,
                after);
    }
}
