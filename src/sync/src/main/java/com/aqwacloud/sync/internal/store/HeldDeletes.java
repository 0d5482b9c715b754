package com.aqwacloud.sync.internal.store;

import java.time.Instant;
import java.util.List;

/** The deletes that wait for a person to allow them, since there are so many. */
public final class HeldDeletes {
    private static final Instant HELD = Instant.parse("9999-01-01T00:00:00Z");
    private static final Instant ALLOWED = Instant.parse("9999-01-02T00:00:00Z");

    private final JobRows rows = new JobRows();
    private final GuardedDeletes guarded = new GuardedDeletes();

    /** Whether any delete of a session is held back, or was and is allowed. */
    private record Held(String session) {}

    /** Holds a pending delete back until the guard has seen the whole plan. */
    public void hold(Tx tx, long id, long files) {
        rows.find(tx, id)
                .ifPresent(
                        job -> {
                            tx.memory().forget(new Held(job.session()));
                            takeBack(tx, job);
                        });
        rows.forget(tx, id);
        tx.update(
                "UPDATE job SET not_before = CASE WHEN not_before = ? THEN not_before ELSE ? END,"
                        + " deleted_files = ? WHERE id = ?",
                ALLOWED,
                HELD,
                files,
                id);
    }

    /** Another job follows one that may have been let go: only one of them is to count. */
    void takeBack(Tx tx, Job job) {
        if (!isHeld(job)) {
            guarded.takeBack(tx, job.session(), counted(tx, job.id()), job.queuedAt());
        }
    }

    /** A pending delete needs no guard: it is neither held back nor counted. */
    public void exempt(Tx tx, long id) {
        rows.forget(tx, id);
        letGo(tx, id);
    }

    /**
     * Whether a job about to delete so many files was never held back for them, so that the guard
     * does not know.
     */
    public boolean isUnheld(Tx tx, long id, long files) {
        return counted(tx, id) < files;
    }

    private static long counted(Tx tx, long id) {
        return tx.number("SELECT deleted_files FROM job WHERE id = ?", id);
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
        reschedule(tx, session, HELD, ALLOWED);
    }

    /**
     * Those that the session's next start allows, or an earlier one did, whose items follow an id
     * of the source.
     */
    public List<Job> allowedByStart(Tx tx, String session, String after, int limit) {
        return tx.list(
                "SELECT * FROM job WHERE session_id = ? AND state = 'PENDING' AND not_before >= ?"
                        + " AND source_id > ? ORDER BY source_id",
                limit,
                JobRows::map,
                session,
                guarded.isAsked(tx, session) ? HELD : ALLOWED,
                after);
    }

    /** Lets the deletes go that a person allowed. */
    public void releaseAllowed(Tx tx, String session, Instant now) {
        reschedule(tx, session, ALLOWED, now);
    }

    /** Lets the deletes go that were held back. */
    public void release(Tx tx, String session, Instant now) {
        allow(tx, session);
        releaseAllowed(tx, session, now);
    }

    /** Whether a job is held back, or was and is allowed. */
    static boolean isHeld(Job job) {
        return !job.notBefore().isBefore(HELD);
    }

    /** A job that may be held back is no delete any more. */
    void letGo(Tx tx, long id) {
        tx.update(
                "UPDATE job SET not_before = CASE WHEN not_before >= ? THEN 0 ELSE not_before END,"
                        + " deleted_files = 0 WHERE id = ?",
                HELD,
                id);
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

    private static void reschedule(Tx tx, String session, Instant from, Instant to) {
        if (!anyHeld(tx, session)) {
            return;
        }
        int changed =
                tx.update(
                        "UPDATE job SET not_before = ? WHERE session_id = ? AND state = 'PENDING'"
                                + " AND not_before = ?",
                        to,
                        session,
                        from);
        if (changed > 0) {
            tx.memory().forgetAll();
        }
    }
}
