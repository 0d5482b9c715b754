package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The deletes that wait for a person to allow them, since there are so many. */
public final class HeldDeletes {
    private static final Instant HELD = Instant.parse("9999-01-01T00:00:00Z");
    private static final Instant ALLOWED = Instant.parse("9999-01-02T00:00:00Z");

    private final JobRows rows = new JobRows();
    private final GuardedDeletes guarded = new GuardedDeletes();

    /** Whether any delete of a session is held back, or was and is allowed. */
    private record Held(String session) {}

    /**
     * Holds a pending delete back until the guard has seen the whole plan. If a person has allowed
     * that so many files go with it, that holds.
     */
    public void hold(Tx tx, long id, long files) {
        rows.find(tx, id)
                .ifPresent(
                        job -> {
                            tx.memory().forget(new Held(job.session()));
                            takeBack(tx, job);
                        });
        rows.forget(tx, id);
        tx.update(
                "UPDATE job SET not_before = CASE WHEN allowed_files >= ? THEN CAST(? AS BIGINT)"
                        + " ELSE CAST(? AS BIGINT) END, allowed_files = CASE WHEN allowed_files >="
                        + " ? THEN allowed_files ELSE NULL END, deleted_files = ? WHERE id = ?",
                files,
                ALLOWED,
                HELD,
                files,
                files,
                id);
    }

    /**
     * A delete that may have been let go comes to nothing, or another follows it: it is not to
     * count.
     */
    void takeBack(Tx tx, Job job) {
        if (job.action() == Action.DELETE && !isHeld(job)) {
            guarded.takeBack(tx, job.session(), counted(tx, job.id()), job.queuedAt());
        }
    }

    /** A delete was carried out though it had been given up by then: it counts all the same. */
    public void wentAllTheSame(Tx tx, Job job, Instant now) {
        if (!isHeld(job)) {
            guarded.letGo(tx, job.session(), counted(tx, job.id()), now);
        }
    }

    /** A person has a job that was given up tried again: if it is a delete, that is allowed. */
    void triedAgain(Tx tx, Job job) {
        if (job.state() == JobState.FAILED) {
            takeBack(tx, job);
        }
        if (job.action() == Action.DELETE) {
            tx.update("UPDATE job SET allowed_files = deleted_files WHERE id = ?", job.id());
        }
    }

    /** How many files a person allowed a delete to take along; empty if nobody was asked. */
    Optional<Long> allowed(Tx tx, Job job) {
        return job.action() != Action.DELETE
                ? Optional.empty()
                : tx.first(
                        "SELECT allowed_files FROM job WHERE id = ? AND allowed_files IS NOT NULL",
                        row -> row.getLong(1),
                        job.id());
    }

    /** What a person allowed of a delete that failed holds for the one that follows it. */
    void allowAsBefore(Tx tx, long id, long files) {
        tx.update("UPDATE job SET allowed_files = ? WHERE id = ?", files, id);
    }

    /** Whether any delete of a session failed and is not tried again. */
    public boolean anyFailed(Tx tx, String session) {
        return tx.jobCounts().now(JobState.FAILED) > 0 && rows.anyDeleteFailed(tx, session);
    }

    /** What a delete that failed was about is in the source again: a later one is another. */
    public void forgetFailed(Tx tx, String session, String sourceId) {
        tx.list(
                        "SELECT * FROM job --DERBY-PROPERTIES index=JOB_ITEM\n"
                                + " WHERE session_id = ? AND source_id = ? AND state = 'FAILED' AND"
                                + " task = 'DELETE'",
                        0,
                        JobRows::map,
                        session,
                        sourceId)
                .forEach(
                        job -> {
                            rows.forget(tx, job.id());
                            letGo(tx, job);
                        });
    }

    /** A pending delete needs no guard: it is neither held back nor counted. */
    public void exempt(Tx tx, long id) {
        rows.find(tx, id).ifPresent(job -> letGo(tx, job));
        rows.forget(tx, id);
    }

    /**
     * Whether a job about to delete so many files was never held back for them, so that the guard
     * does not know.
     */
    public boolean isUnheld(Tx tx, long id, long files) {
        return files(tx, id) < files;
    }

    /** How many files are to go with a delete, as far as the guard knows. */
    public long files(Tx tx, long id) {
        return tx.number("SELECT deleted_files FROM job WHERE id = ?", id);
    }

    /** As how many files a delete counted when it was let go. */
    private static long counted(Tx tx, long id) {
        return tx.number(
                "SELECT CASE WHEN allowed_files IS NULL THEN deleted_files ELSE 0 END FROM job"
                        + " WHERE id = ?",
                id);
    }

    /** How many files the deletes held back would delete. */
    public long files(Tx tx, String session) {
        return !anyHeld(tx, session)
                ? 0
                : tx.number(
                        "SELECT SUM(deleted_files) FROM job WHERE session_id = ? AND state = 'PENDING' AND"
                                + " not_before = ?",
                        session,
                        HELD);
    }

    /** Paths of some that are held back, oldest first. */
    public List<String> paths(Tx tx, String session, int most) {
        return tx.list(
                "SELECT path FROM job WHERE session_id = ? AND state = 'PENDING' AND not_before = ?"
                        + " ORDER BY id",
                most,
                row -> row.getString(1),
                session,
                HELD);
    }

    /**
     * A person allows the deletes that are held back. They still wait for {@link #releaseAllowed},
     * so that what was brought back meanwhile is seen first.
     */
    public void allow(Tx tx, String session) {
        reschedule(tx, session, HELD, ALLOWED, "allowed_files = deleted_files");
    }

    /**
     * Those that the session's next start allows, or an earlier one did, be it that they failed
     * since, whose items follow an id of the source.
     */
    public List<Job> allowedByStart(Tx tx, String session, String after, int limit) {
        return tx.list(
                "SELECT * FROM job WHERE session_id = ? AND source_id > ? AND (state = 'PENDING' AND"
                        + " not_before >= ? OR allowed_files IS NOT NULL AND state IN ('PENDING',"
                        + " 'TRANSFERRING', 'FAILED')) ORDER BY source_id",
                limit,
                JobRows::map,
                session,
                after,
                guarded.isAsked(tx, session) ? HELD : ALLOWED);
    }

    /** Lets the deletes go that a person allowed. */
    public void releaseAllowed(Tx tx, String session, Instant now) {
        reschedule(tx, session, ALLOWED, now, null);
    }

    /** Lets the deletes go that were held back, and need nobody's permission. */
    public void release(Tx tx, String session, Instant now) {
        reschedule(tx, session, HELD, now, null);
    }

    /** Whether a job is held back, or was and is allowed. */
    static boolean isHeld(Job job) {
        return !job.notBefore().isBefore(HELD);
    }

    /** A job that may be held back is no delete any more. */
    void letGo(Tx tx, Job job) {
        takeBack(tx, job);
        tx.update(
                "UPDATE job SET not_before = CASE WHEN not_before >= ? THEN 0 ELSE not_before END,"
                        + " deleted_files = 0, allowed_files = NULL WHERE id = ?",
                HELD,
                job.id());
    }

    private static boolean anyHeld(Tx tx, String session) {
        return tx.memory()
                .get(
                        new Held(session),
                        () ->
                                tx.first(
                                        "SELECT id FROM job --DERBY-PROPERTIES index=JOB_STATE\n"
                                                + " WHERE state = 'PENDING' AND session_id = ? AND"
                                                + " not_before >= ?",
                                        row -> row.getLong(1),
                                        session,
                                        HELD))
                .isPresent();
    }

    private static void reschedule(Tx tx, String session, Instant from, Instant to, String change) {
        if (!anyHeld(tx, session)) {
            return;
        }
        int changed =
                tx.update(
                        "UPDATE job SET not_before = ?"
                                + (change == null ? "" : ", " + change)
                                + " WHERE session_id = ? AND state = 'PENDING' AND not_before = ?",
                        to,
                        session,
                        from);
        if (changed > 0) {
            tx.memory().forgetAll();
        }
    }
}
