package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The jobs that are over, and which of them nobody needs any more. */
public final class EndedJobs {
    /** In whichever of these states a job is, it is over. */
    public static final List<JobState> STATES =
            List.of(
                    JobState.COMPLETED, JobState.CANCELLED,
                    JobState.CONFLICTED, JobState.FAILED);

    private final JobRows rows = new JobRows();
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final StoredConflicts conflicts = new StoredConflicts();
    private final CancelledDeletes cancelledDeletes = new CancelledDeletes();

    /** Ids of a session's that ended so by then and follow another, in order. */
    public List<Long> by(
            Tx tx, String session, JobState state, Instant then, long after, int limit) {
        return tx.list(
                "SELECT id FROM job --DERBY-PROPERTIES index=JOB_TURN\n"
                        + " WHERE session_id = ? AND state = ? AND id > ? AND finished_at <= ?"
                        + " ORDER BY id",
                limit,
                row -> row.getLong(1),
                session,
                state,
                after,
                then);
    }

    /** Forgets a job unless it is needed. */
    public void forget(Tx tx, long id) {
        rows.find(tx, id)
                .filter(job -> STATES.contains(job.state()) && !isNeeded(tx, job))
                .ifPresent(
                        job -> {
                            tx.update("DELETE FROM job WHERE id = ?", id);
                            rows.removed(tx, job);
                            tx.jobCounts().remove(tx, Map.of(job.state(), 1L));
                        });
    }

    private boolean isNeeded(Tx tx, Job job) {
        String session = job.session();
        return switch (job.state()) {
            // It can be tried again for as long as its file is anywhere.
            case FAILED ->
                    baselines.bySource(tx, session, job.sourceId()).isPresent()
                            || items.isDirty(tx, session, Side.SOURCE, job.sourceId())
                            || items.find(tx, session, Side.SOURCE, job.sourceId())
                                    .filter(Item::present)
                                    .isPresent();
            // The same of a delete that a person gave up, as long as there is what stays.
            case CANCELLED ->
                    job.action() == Action.DELETE
                            && cancelledDeletes.contains(tx, session, job.sourceId())
                            && baselines.bySource(tx, session, job.sourceId()).isPresent();
            case CONFLICTED -> conflicts.open(tx, session, job.sourceId()).isPresent();
            default -> false;
        };
    }
}
