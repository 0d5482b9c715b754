package com.aqwacloud.sync.internal.store;

import java.time.Instant;
import java.util.Locale;

/**
 * What happened to jobs, step by step. An entry takes effect together with what it tells, so that a
 * crash leaves neither without the other.
 */
final class Audit {
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

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
