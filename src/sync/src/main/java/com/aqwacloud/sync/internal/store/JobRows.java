package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.JobState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The rows of jobs as the store has them, and what is remembered of them: whoever changes a row
 * says so here. Thread-safe; each call is part of the caller's transaction.
 */
final class JobRows {
    static final String OPEN = "state IN ('PENDING', 'TRANSFERRING')";

    private record Key(long id) {}

    /** The number of the unfinished job about an item of the source. */
    private record Open(String session, String sourceId) {}

    /** Whether any delete of a session failed. */
    private record DeleteFailed(String session) {}

    /** The job of that id. */
    Optional<Job> find(Tx tx, long id) {
        return tx.memory()
                .get(
                        new Key(id),
                        () -> tx.first("SELECT * FROM job WHERE id = ?", JobRows::map, id));
    }

    /** The unfinished job about an item of the source; there is at most one. */
    Optional<Job> open(Tx tx, String session, String sourceId) {
        Optional<Long> id =
                tx.memory()
                        .get(
                                new Open(session, sourceId),
                                () ->
                                        tx.first(
                                                        "SELECT * FROM job WHERE session_id = ? AND"
                                                                + " source_id = ? AND "
                                                                + OPEN,
                                                        JobRows::map,
                                                        session,
                                                        sourceId)
                                                .map(
                                                        job -> {
                                                            found(tx, job);
                                                            return job.id();
                                                        }));
        return id.flatMap(open -> find(tx, open));
    }

    /** A job was found. */
    void found(Tx tx, Job job) {
        tx.memory().put(new Key(job.id()), Optional.of(job));
    }

    /** A job was made. */
    void inserted(Tx tx, Job job) {
        tx.memory().put(new Open(job.session(), job.sourceId()), Optional.of(job.id()));
        found(tx, job);
    }

    /** Whether any delete of a session failed and is not tried again. */
    boolean anyDeleteFailed(Tx tx, String session) {
        return tx.memory()
                .get(
                        new DeleteFailed(session),
                        () ->
                                tx.first(
                                        "SELECT id FROM job --DERBY-PROPERTIES index=JOB_TURN\n"
                                                + " WHERE session_id = ? AND state = 'FAILED' AND"
                                                + " task = 'DELETE'",
                                        row -> row.getLong(1),
                                        session))
                .isPresent();
    }

    /** A job is no more. */
    void removed(Tx tx, Job job) {
        tx.memory().forget(new DeleteFailed(job.session()));
        forget(tx, job.id());
    }

    /** A row changes in a way that is not told here. */
    void forget(Tx tx, long id) {
        tx.memory().forget(new Key(id));
    }

    /** Changes what is known of a row in the way that the store is about to change it. */
    void change(Tx tx, long id, UnaryOperator<Job> change) {
        Optional<Job> known = tx.memory().peek(new Key(id));
        if (known != null) {
            tx.memory().put(new Key(id), known.map(change));
        }
    }

    /** A job is about to be in another state. */
    void move(Tx tx, long id, JobState to) {
        find(tx, id)
                .ifPresent(
                        job -> {
                            tx.jobCounts().move(tx, job.state(), to, 1);
                            if (job.state() == JobState.FAILED || to == JobState.FAILED) {
                                tx.memory().forget(new DeleteFailed(job.session()));
                            }
                            var open = new Open(job.session(), job.sourceId());
                            if (to == JobState.PENDING || to == JobState.TRANSFERRING) {
                                tx.memory().put(open, Optional.of(id));
                            } else {
                                tx.memory().forget(open);
                            }
                        });
    }

    static Job map(ResultSet row) throws SQLException {
        long dependsOn = row.getLong("depends_on");
        boolean waits = !row.wasNull();
        String decided = row.getString("decided");
        String revision = row.getString("upload_revision");
        String targetParent = row.getString("target_parent");
        return new Job(
                row.getLong("id"),
                row.getString("session_id"),
                row.getString("source_id"),
                Action.valueOf(row.getString("task")),
                JobState.valueOf(row.getString("state")),
                row.getString("path"),
                row.getLong("size"),
                row.getLong("bytes_done"),
                row.getInt("attempts"),
                Tx.instant(row, "not_before"),
                waits ? dependsOn : null,
                decided == null ? null : ConflictPreference.valueOf(decided),
                row.getString("decided_etag"),
                targetParent == null
                        ? null
                        : new Job.Target(
                                targetParent,
                                row.getString("target_name"),
                                row.getLong("target_size"),
                                row.getString("target_hash")),
                revision == null
                        ? null
                        : new Job.OpenUpload(revision, row.getString("upload_hash")),
                row.getString("error"),
                Tx.instant(row, "queued_at"),
                Tx.instant(row, "started_at"),
                Tx.instant(row, "finished_at"));
    }
}
