package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.NotFoundException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The queue. */
public final class Jobs {
    private static final int LONGEST_ERROR = 2000;

    /** What is done only to a file whose content is known to be there. */
    private static final Set<Action> KEEPS_CONTENT =
            Set.of(Action.TOUCH, Action.RENAME, Action.MOVE);

    private final JobRows rows = new JobRows();
    private final HeldDeletes heldDeletes = new HeldDeletes();
    private final AwaitedJobs awaited = new AwaitedJobs();
    private final Audit audit = new Audit();
    private final JobAttempts attempts = new JobAttempts();

    /** The job of that id. */
    public Optional<Job> find(Tx tx, long id) {
        return rows.find(tx, id);
    }

    /**
     * The job of that id.
     *
     * @throws NotFoundException if it was deleted with its session
     */
    public Job get(Tx tx, long id) {
        return find(tx, id).orElseThrow(() -> new NotFoundException("transfer", Long.toString(id)));
    }

    /** The unfinished job about an item of the source; there is at most one. */
    public Optional<Job> open(Tx tx, String session, String sourceId) {
        return rows.open(tx, session, sourceId);
    }

    /** Whether the newest job about an item was given up. */
    public boolean gaveUp(Tx tx, String session, String sourceId) {
        // No job follows one that is unfinished.
        if (open(tx, session, sourceId).isPresent()) {
            return false;
        }
        return tx.first(
                        "SELECT state FROM job WHERE session_id = ? AND source_id = ? ORDER BY id"
                                + " DESC",
                        row -> row.getString(1),
                        session,
                        sourceId)
                .filter(JobState.FAILED.name()::equals)
                .isPresent();
    }

    /** The newest job about an item, if that was given up, by failures or by a person. */
    public Optional<Job> givenUp(Tx tx, String session, String sourceId) {
        return tx.first(
                        "SELECT * FROM job WHERE session_id = ? AND source_id = ? ORDER BY id DESC",
                        JobRows::map,
                        session,
                        sourceId)
                .filter(Job::isGivenUp);
    }

    /** Whether there is such a job, and it is unfinished. */
    public boolean isOpen(Tx tx, long id) {
        return find(tx, id)
                .filter(
                        job ->
                                job.state() == JobState.PENDING
                                        || job.state() == JobState.TRANSFERRING)
                .isPresent();
    }

    /**
     * Queues a job and returns its id. What failed before for its item no longer counts as failed.
     */
    public long insert(
            Tx tx,
            String session,
            String sourceId,
            Action action,
            String path,
            long size,
            Long dependsOn,
            ConflictPreference decided,
            String decidedEtag,
            Instant now) {
        Optional<Long> allowed = followFailed(tx, session, sourceId);
        tx.jobCounts().insert(tx, JobState.PENDING);
        long id =
                tx.insert(
                        "INSERT INTO job (session_id, source_id, task, state, path, size,"
                                + " bytes_done, attempts, not_before, depends_on, decided,"
                                + " decided_etag, queued_at) VALUES"
                                + " (?,?,?,'PENDING',?,?,0,0,0,?,?,?,?)",
                        session,
                        sourceId,
                        action,
                        path,
                        size,
                        dependsOn,
                        decided,
                        decidedEtag,
                        now);
        rows.inserted(
                tx,
                new Job(
                        id,
                        session,
                        sourceId,
                        action,
                        JobState.PENDING,
                        path,
                        size,
                        0,
                        0,
                        Instant.EPOCH,
                        dependsOn,
                        decided,
                        decidedEtag,
                        null,
                        null,
                        null,
                        Tx.asStored(now),
                        null,
                        null));
        if (action == Action.DELETE) {
            allowed.ifPresent(files -> heldDeletes.allowAsBefore(tx, id, files));
        }
        return id;
    }

    /** Returns what a person allowed, if a delete failed that was to take so many files along. */
    private Optional<Long> followFailed(Tx tx, String session, String sourceId) {
        // Most stores have none, and need not be asked for each file.
        if (tx.jobCounts().now(JobState.FAILED) == 0) {
            return Optional.empty();
        }
        List<Job> failed =
                tx.list(
                        "SELECT * FROM job --DERBY-PROPERTIES index=JOB_ITEM\n"
                                + " WHERE session_id = ? AND source_id = ? AND state = 'FAILED'",
                        0,
                        JobRows::map,
                        session,
                        sourceId);
        Optional<Long> allowed = Optional.empty();
        for (Job job : failed) {
            allowed = heldDeletes.allowed(tx, job);
            heldDeletes.takeBack(tx, job);
            rows.move(tx, job.id(), JobState.CANCELLED);
            rows.forget(tx, job.id());
            tx.update("UPDATE job SET state = 'CANCELLED' WHERE id = ?", job.id());
        }
        return allowed;
    }

    /**
     * Changes what a job will do. One that has to see to what an attempt of it made unheard is told
     * of by what it began with.
     */
    public void replan(Tx tx, long id, Action next, String path, long bytes, Long dependsOn) {
        Job known = find(tx, id).orElse(null);
        boolean isBrought = known != null && KEEPS_CONTENT.contains(next) && broughtContent(known);
        boolean isMade = known != null && next == Action.UPDATE && isMade(known);
        Action action = isBrought || isMade ? known.action() : next;
        long size = isBrought ? known.size() : bytes;
        if (known != null
                && known.action() == action
                && known.path().equals(path)
                && known.size() == size
                && Objects.equals(known.dependsOn(), dependsOn)
                && !HeldDeletes.isHeld(known)) {
            return;
        }
        rows.forget(tx, id);
        tx.update(
                "UPDATE job SET task = ?, path = ?, size = ?, depends_on = ? WHERE id = ?",
                action,
                path,
                size,
                dependsOn,
                id);
        if (known != null
                && action != Action.DELETE
                && (known.action() == Action.DELETE || HeldDeletes.isHeld(known))) {
            heldDeletes.letGo(tx, known);
        }
    }

    private static boolean broughtContent(Job job) {
        return job.startedAt() != null && job.action().readsContent();
    }

    /** Nobody decided that another's file is to be replaced, so it is the job's own. */
    private static boolean isMade(Job job) {
        return job.startedAt() != null && job.action() == Action.CREATE && job.decided() == null;
    }

    /** Claims a job. */
    public void start(Tx tx, long id, Instant now) {
        rows.move(tx, id, JobState.TRANSFERRING);
        rows.change(tx, id, job -> job.startedAt(Tx.asStored(now)));
        tx.update(
                "UPDATE job SET state = 'TRANSFERRING', attempts = attempts + 1, started_at = ?,"
                        + " error = NULL WHERE id = ?",
                now,
                id);
    }

    /** A claimed job begins its work. */
    public void begin(Tx tx, Job job, Instant now) {
        audit.write(tx, job, "started", null, now);
    }

    /** Whether an attempt of a job began its work, whatever became of it. */
    public boolean wasBegun(Tx tx, Job job) {
        return tx.first(
                        "SELECT job_id FROM audit --DERBY-PROPERTIES index=AUDIT_JOB\n"
                                + " WHERE job_id = ? AND step = 'started'",
                        row -> row.getLong(1),
                        job.id())
                .isPresent();
    }

    /**
     * Ends a job whose content of so many bytes arrived; of what attempts sent before, nothing can
     * be there any more.
     */
    public void complete(Tx tx, long id, long bytes, Instant now) {
        find(tx, id).ifPresent(job -> attempts.forgetSent(tx, job));
        end(tx, id, JobState.COMPLETED, null, bytes, true, now);
    }

    /** Ends a job whose item is, by the answer, where and as it was to be; no content arrived. */
    public void complete(Tx tx, long id, Instant now) {
        end(tx, id, JobState.COMPLETED, null, null, true, now);
    }

    /** Ends a job, lets go what waits for it and forgets its upload session. */
    public void finish(Tx tx, long id, JobState state, String error, Instant now) {
        end(tx, id, state, error, null, false, now);
    }

    private void end(
            Tx tx,
            long id,
            JobState state,
            String error,
            Long bytes,
            boolean answered,
            Instant now) {
        rows.move(tx, id, state);
        if (state == JobState.CANCELLED || state == JobState.CONFLICTED) {
            find(tx, id).ifPresent(job -> heldDeletes.takeBack(tx, job));
        }
        find(tx, id).ifPresent(job -> audit.write(tx, job, Audit.word(state), shorten(error), now));
        rows.change(
                tx,
                id,
                job ->
                        job.endedAs(
                                state,
                                shorten(error),
                                bytes == null ? job.bytesDone() : bytes,
                                Tx.asStored(now)));
        tx.update(
                "UPDATE job SET state = ?, error = ?, finished_at = ?, upload_revision = NULL,"
                        + " upload_hash = NULL, bytes_done = COALESCE(CAST(? AS BIGINT),"
                        + " bytes_done), earlier_places = CASE WHEN CAST(? AS SMALLINT) = 1 THEN"
                        + " NULL ELSE earlier_places END WHERE id = ?",
                state,
                shorten(error),
                now,
                bytes,
                answered ? 1 : 0,
                id);
        awaited.letGo(tx, id);
    }

    /** Puts a job back; {@code counted} says whether the attempt counts. */
    public void putBack(
            Tx tx, long id, String error, Instant notBefore, boolean counted, Instant now) {
        rows.move(tx, id, JobState.PENDING);
        find(tx, id).ifPresent(job -> audit.write(tx, job, "pending", shorten(error), now));
        rows.forget(tx, id);
        tx.update(
                "UPDATE job SET state = 'PENDING', error = ?, not_before = ?, attempts = attempts -"
                        + " ? WHERE id = ?",
                shorten(error),
                notBefore,
                counted ? 0 : 1,
                id);
    }

    /** A person has a finished job queued once more, as if it had never been tried. */
    public void reopen(Tx tx, long id, Instant now) {
        find(tx, id).ifPresent(job -> heldDeletes.triedAgain(tx, job));
        rows.move(tx, id, JobState.PENDING);
        rows.forget(tx, id);
        tx.update(
                "UPDATE job SET state = 'PENDING', error = NULL, attempts = 0, bytes_done = 0,"
                        + " not_before = 0, queued_at = ?, started_at = NULL, finished_at = NULL"
                        + " WHERE id = ?",
                now,
                id);
    }

    /** Whether an item has a later job than this one. */
    public boolean isOutdated(Tx tx, Job job) {
        return tx.number(
                        "SELECT COUNT(*) FROM job WHERE session_id = ? AND source_id = ? AND id >"
                                + " ?",
                        job.session(),
                        job.sourceId(),
                        job.id())
                > 0;
    }

    /** Says that a job's outcome is decided, whatever the sides hold. */
    public void decide(Tx tx, long id, ConflictPreference decided, String etag) {
        rows.forget(tx, id);
        tx.update("UPDATE job SET decided = ?, decided_etag = ? WHERE id = ?", decided, etag, id);
    }

    /**
     * After a start: what was transferring goes on. Returns how many there were. The end of the
     * process was no fault of theirs, so that attempt does not count.
     */
    public int recover(Tx tx, Instant now) {
        tx.memory().forgetAll();
        tx.list("SELECT * FROM job WHERE state = 'TRANSFERRING'", 0, JobRows::map)
                .forEach(
                        job -> {
                            attempts.unheard(tx, job.id(), job.startedAt(), now);
                            attempts.ended(tx, job.id(), now);
                        });
        int found =
                tx.update(
                        "UPDATE job SET state = 'PENDING', not_before = 0, attempts = attempts - 1"
                                + " WHERE state = 'TRANSFERRING'");
        tx.jobCounts().move(tx, JobState.TRANSFERRING, JobState.PENDING, found);
        // Stores of earlier builds have what failed as such, whatever followed it.
        int followed =
                tx.update(
                        "UPDATE job SET state = 'CANCELLED' WHERE state = 'FAILED' AND EXISTS"
                                + " (SELECT 1 FROM job later WHERE later.session_id ="
                                + " job.session_id AND later.source_id = job.source_id AND later.id"
                                + " > job.id)");
        tx.jobCounts().move(tx, JobState.FAILED, JobState.CANCELLED, followed);
        return found;
    }

    /** Jobs, the unfinished first, then the newest. */
    public List<Job> list(Tx tx, JobState state, String session, int limit) {
        return list(tx, state, session, null, limit);
    }

    /** The same, of those alone that were queued before another; null for all. */
    public List<Job> list(Tx tx, JobState state, String session, Long before, int limit) {
        var where = new StringBuilder("1 = 1");
        var parameters = new ArrayList<Object>();
        if (state != null) {
            where.append(" AND state = ?");
            parameters.add(state);
        }
        if (session != null) {
            where.append(" AND session_id = ?");
            parameters.add(session);
        }
        if (before != null) {
            where.append(" AND id < ?");
            parameters.add(before);
        }
        return tx.list(
                "SELECT * FROM job WHERE "
                        + where
                        + " ORDER BY CASE state WHEN 'TRANSFERRING' THEN 0 WHEN 'PENDING' THEN 1"
                        + " ELSE 2 END, id DESC",
                limit,
                JobRows::map,
                parameters.toArray());
    }

    /** Forgets a session's queue. */
    public void forget(Tx tx, String session) {
        tx.memory().forgetAll();
        tx.jobCounts().remove(tx, JobCounts.stored(tx, session));
        tx.update("DELETE FROM job WHERE session_id = ?", session);
    }

    private static String shorten(String error) {
        return error == null || error.length() <= LONGEST_ERROR
                ? error
                : error.substring(0, LONGEST_ERROR);
    }
}
