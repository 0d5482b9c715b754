package com.aqwacloud.sync.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What happened to jobs, step by step. An entry takes effect together with what it tells, so that a
 * crash leaves neither without the other.
 */
public final class Audit {
    /** Whether an attempt of it began is asked for as long as a job is not over. */
    private static final String UNNEEDED =
            "(step <> 'started' OR NOT EXISTS (SELECT 1 FROM job WHERE job.id = audit.job_id AND"
                    + " job.state IN ('PENDING', 'TRANSFERRING', 'FAILED')))";

    /**
     * Writes down a step of a job.
     *
     * @param step what happened, as people read it
     * @param detail one sentence, or null
     */
    void write(Tx tx, Job job, String step, String detail, Instant at) {
        tx.update(
                "INSERT INTO audit (at_millis, session_id, job_id, step, task, path, size, detail)"
                        + " VALUES (?,?,?,?,?,?,?,?)",
                at,
                job.session(),
                job.id(),
                step,
                word(job.action()),
                job.path(),
                job.size(),
                detail);
    }

    /**
     * When steps were that nobody needs: of those after one time and up to another the first. The
     * beginnings of jobs that are not over are none of them.
     */
    public List<Instant> unneeded(Tx tx, Instant after, Instant then, int limit) {
        return tx.list(
                "SELECT at_millis FROM audit --DERBY-PROPERTIES index=AUDIT_TIME\n"
                        + " WHERE at_millis > ? AND at_millis <= ? AND "
                        + UNNEEDED
                        + " ORDER BY at_millis",
                limit,
                row -> Tx.instant(row, "at_millis"),
                after,
                then);
    }

    /** Forgets all such steps of a time. */
    public void forget(Tx tx, Instant at) {
        // Of several times at once Derby may look through all steps: a deletion takes no hints.
        tx.update("DELETE FROM audit WHERE at_millis = ? AND " + UNNEEDED, at);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
