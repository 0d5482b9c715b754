package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.NotFoundException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The queue. */
public final class Jobs {
    private static final Instant HELD = Instant.parse("9999-01-01T00:00:00Z");
    private static final Instant ALLOWED = Instant.parse("9999-01-02T00:00:00Z");
    private static final int LONGEST_ERROR = 2000;

    /** What is done only to a file whose content is known to be there. */
    private static final Set<Action> KEEPS_CONTENT =
            Set.of(Action.TOUCH, Action.RENAME, Action.MOVE);

    private static final String OPEN = "state IN ('PENDING', 'TRANSFERRING')";

    /** Of jobs that have a target: what brings an item that it has makes none. */
    private static final String MAKES =
            "NOT EXISTS (SELECT 1 FROM baseline WHERE baseline.session_id = job.session_id AND"
                    + " baseline.source_id = job.source_id)";

    private final Audit audit = new Audit();
    private final JobAttempts attempts = new JobAttempts();

    private record Key(long id) {}

    /** The number of the unfinished job about an item of the source. */
    private record Open(String session, String sourceId) {}

    /** Whether any delete of a session is held back, or was and is allowed. */
    private record Held(String session) {}

    /** The job of that id. */
    public Optional<Job> find(Tx tx, long id) {
        return tx.memory()
                .get(new Key(id), () -> tx.first("SELECT * FROM job WHERE id = ?", Jobs::map, id));
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
        Optional<Long> id =
                tx.memory()
                        .get(
                                new Open(session, sourceId),
                                () ->
                                        tx.first(
                                                        "SELECT * FROM job WHERE session_id = ? AND"
                                                                + " source_id = ? AND "
                                                                + OPEN,
                                                        Jobs::map,
                                                        session,
                                                        sourceId)
                                                .map(
                                                        job -> {
                                                            Optional<Job> found = Optional.of(job);
                                                            tx.memory()
                                                                    .put(new Key(job.id()), found);
                                                            return job.id();
                                                        }));
        return id.flatMap(open -> find(tx, open));
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

    /** The items whose jobs failed in a session. */
    public List<String> failedItems(Tx tx, String session) {
        return tx.list(
                "SELECT DISTINCT source_id FROM job WHERE session_id = ? AND state = 'FAILED'",
                0,
                row -> row.getString(1),
                session);
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

    /** How many jobs there are in each state that has any. */
    Map<JobState, Long> count(Tx tx) {
        return counts(tx.list("SELECT state, COUNT(*) FROM job GROUP BY state", 0, Jobs::count));
    }

    private static Map<JobState, Long> counts(List<Map.Entry<JobState, Long>> rows) {
        return rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map.Entry<JobState, Long> count(ResultSet row) throws SQLException {
        return Map.entry(JobState.valueOf(row.getString(1)), row.getLong(2));
    }

    /** The unfinished jobs that were about to make something of that name in a folder. */
    public List<Job> makersOf(Tx tx, String session, String targetParent, String name) {
        return tx.list(
                "SELECT * FROM job WHERE session_id = ? AND target_parent = ? AND target_name = ?"
                        + " AND "
                        + OPEN
                        + " AND "
                        + MAKES
                        + " ORDER BY CASE state WHEN 'TRANSFERRING' THEN 0 ELSE 1 END, id",
                0,
                Jobs::map,
                session,
                targetParent,
                name);
    }

    /** Whether another job is under way to make something where this one was about to. */
    public boolean isMadeByAnother(Tx tx, Job job) {
        return tx.number(
                        "SELECT COUNT(*) FROM job WHERE session_id = ? AND target_parent = ? AND"
                                + " target_name = ? AND state = 'TRANSFERRING' AND id <> ? AND "
                                + MAKES,
                        job.session(),
                        job.target().parentId(),
                        job.target().name(),
                        job.id())
                > 0;
    }

    /** How many jobs of a session are unfinished. */
    public long countOpen(Tx tx, String session) {
        return tx.number("SELECT COUNT(*) FROM job WHERE session_id = ? AND " + OPEN, session);
    }

    /** Whether any job of a session waits to be started, or for another. */
    public boolean anyPending(Tx tx, String session) {
        return tx.first(
                        "SELECT id FROM job WHERE session_id = ? AND state = 'PENDING'",
                        row -> row.getLong(1),
                        session)
                .isPresent();
    }

    /** Whether any job of a session is under way. */
    public boolean anyUnderWay(Tx tx, String session) {
        return tx.number(
                        "SELECT COUNT(*) FROM job WHERE session_id = ? AND state = 'TRANSFERRING'",
                        session)
                > 0;
    }

    /** Queues a job and returns its id. */
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
        tx.memory().put(new Open(session, sourceId), Optional.of(id));
        tx.memory()
                .put(
                        new Key(id),
                        Optional.of(
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
                                        null)));
        return id;
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
                && known.notBefore().isBefore(HELD)) {
            return;
        }
        tx.memory().forget(new Key(id));
        tx.update(
                "UPDATE job SET task = ?, path = ?, size = ?, depends_on = ? WHERE id = ?",
                action,
                path,
                size,
                dependsOn,
                id);
        boolean perhapsHeld = known == null || !known.notBefore().isBefore(HELD);
        if (action != Action.DELETE && perhapsHeld) {
            tx.update(
                    "UPDATE job SET not_before = 0, deleted_files = 0 WHERE id = ? AND not_before"
                            + " >= ?",
                    id,
                    HELD);
        }
    }

    private static boolean broughtContent(Job job) {
        return job.startedAt() != null
                && (job.action() == Action.CREATE
                        || job.action() == Action.UPDATE
                        || job.action() == Action.ADOPT);
    }

    /** Nobody decided that another's file is to be replaced, so it is the job's own. */
    private static boolean isMade(Job job) {
        return job.startedAt() != null && job.action() == Action.CREATE && job.decided() == null;
    }

    /** Holds a pending delete back until the guard has seen the whole plan. */
    public void hold(Tx tx, long id, long files) {
        find(tx, id).ifPresent(job -> tx.memory().forget(new Held(job.session())));
        tx.memory().forget(new Key(id));
        tx.update(
                "UPDATE job SET not_before = CASE WHEN not_before = ? THEN not_before ELSE ? END,"
                        + " deleted_files = ? WHERE id = ?",
                ALLOWED,
                HELD,
                files,
                id);
    }

    /** How many files the deletes held back would delete. */
    public long heldFiles(Tx tx, String session) {
        return !anyHeld(tx, session)
                ? 0
                : tx.number(
                        "SELECT SUM(deleted_files) FROM job WHERE session_id = ? AND state = 'PENDING' AND"
                                + " not_before = ?",
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

    /** Lets the deletes go that a person allowed. */
    public void releaseAllowed(Tx tx, String session, Instant now) {
        reschedule(tx, session, ALLOWED, now);
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

    /** Lets the deletes go that were held back. */
    public void release(Tx tx, String session, Instant now) {
        allow(tx, session);
        releaseAllowed(tx, session, now);
    }

    /** Pending jobs of a session that may start now, as they were queued. */
    public List<Job> claimable(Tx tx, String session, Instant now, int limit) {
        return claimable(tx, session, now, Long.MAX_VALUE, limit);
    }

    /** The same, of those alone that have less than so many bytes to move. */
    public List<Job> claimable(Tx tx, String session, Instant now, long below, int limit) {
        // Derby sorts the whole queue unless it is told which index has it in order already.
        List<Job> found =
                tx.list(
                        "SELECT * FROM job --DERBY-PROPERTIES index=JOB_TURN\n"
                                + " WHERE session_id = ? AND state = 'PENDING' AND not_before <= ?"
                                + " AND size < ? AND depends_on IS NULL ORDER BY id",
                        limit,
                        Jobs::map,
                        session,
                        now,
                        below);
        found.forEach(job -> tx.memory().put(new Key(job.id()), Optional.of(job)));
        return found;
    }

    /** When the next pending job that waits for nothing but time may start, if there is one. */
    public Optional<Instant> nextStart(Tx tx, String session) {
        return tx.first(
                        "SELECT MIN(not_before) AS next FROM job WHERE state = 'PENDING' AND"
                                + " session_id = ? AND depends_on IS NULL",
                        row -> Optional.ofNullable(Tx.instant(row, "next")),
                        session)
                .flatMap(next -> next);
    }

    /** Claims a job. */
    public void start(Tx tx, long id, Instant now) {
        move(tx, id, JobState.TRANSFERRING);
        remember(tx, id, job -> job.startedAt(Tx.asStored(now)));
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
                                + " WHERE job_id = ? AND step = 'started' AND at_millis >= ?",
                        row -> row.getLong(1),
                        job.id(),
                        job.queuedAt())
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
        move(tx, id, state);
        find(tx, id).ifPresent(job -> audit.write(tx, job, Audit.word(state), shorten(error), now));
        remember(
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
        // To look first is cheaper: few are waited for.
        if (isAwaited(tx, id)) {
            tx.update("UPDATE job SET depends_on = NULL WHERE depends_on = ?", id);
            tx.memory().forgetAll();
        }
    }

    private static boolean isAwaited(Tx tx, long id) {
        return tx.first("SELECT id FROM job WHERE depends_on = ?", row -> row.getLong(1), id)
                .isPresent();
    }

    /** Puts a job back; {@code counted} says whether the attempt counts. */
    public void putBack(
            Tx tx, long id, String error, Instant notBefore, boolean counted, Instant now) {
        move(tx, id, JobState.PENDING);
        find(tx, id).ifPresent(job -> audit.write(tx, job, "pending", shorten(error), now));
        tx.memory().forget(new Key(id));
        tx.update(
                "UPDATE job SET state = 'PENDING', error = ?, not_before = ?, attempts = attempts -"
                        + " ? WHERE id = ?",
                shorten(error),
                notBefore,
                counted ? 0 : 1,
                id);
    }

    /** Queues a finished job once more, as if it had never been tried. */
    public void reopen(Tx tx, long id, Instant now) {
        move(tx, id, JobState.PENDING);
        tx.memory().forget(new Key(id));
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

    /** Whether a job waits for the unfinished one about an item. */
    public boolean isAwaited(Tx tx, String session, String sourceId) {
        return open(tx, session, sourceId).filter(job -> isAwaited(tx, job.id())).isPresent();
    }

    /** Whether a job is another, or waits for it, be it by way of others. */
    public boolean waitsFor(Tx tx, Job job, long other) {
        Set<Long> way = new HashSet<>();
        Optional<Job> next = Optional.of(job);
        while (next.isPresent() && way.add(next.get().id())) {
            if (next.get().id() == other) {
                return true;
            }
            next = Optional.ofNullable(next.get().dependsOn()).flatMap(id -> find(tx, id));
        }
        return false;
    }

    /** Has a job wait for another. */
    public void waitFor(Tx tx, long id, long other) {
        tx.memory().forget(new Key(id));
        tx.update("UPDATE job SET depends_on = ? WHERE id = ?", other, id);
    }

    /** Says that a job's outcome is decided, whatever the sides hold. */
    public void decide(Tx tx, long id, ConflictPreference decided, String etag) {
        tx.memory().forget(new Key(id));
        tx.update("UPDATE job SET decided = ?, decided_etag = ? WHERE id = ?", decided, etag, id);
    }

    /**
     * Says what an attempt is about to create, or that it creates nothing (null). Where an attempt
     * before was to put the item is not forgotten: it may be there.
     */
    public void aim(Tx tx, long id, Job.Target target) {
        find(tx, id)
                .map(Job::target)
                .filter(before -> !before.isWhere(target))
                .ifPresent(before -> attempts.wasToPlace(tx, id, before));
        setTarget(tx, id, target);
    }

    /** Says that there is nothing of this job's where its last attempt was to put something. */
    public void missed(Tx tx, long id) {
        setTarget(tx, id, null);
    }

    private static void setTarget(Tx tx, long id, Job.Target target) {
        remember(tx, id, job -> job.aimedAt(target));
        tx.update(
                "UPDATE job SET target_parent = ?, target_name = ?, target_size = ?, target_hash = ?"
                        + " WHERE id = ?",
                target == null ? null : target.parentId(),
                target == null ? null : target.name(),
                target == null ? 0 : target.size(),
                target == null ? null : target.hash(),
                id);
    }

    /** Says how many bytes a file has that was queued before that was known. */
    public void measured(Tx tx, long id, long bytes) {
        tx.memory().forget(new Key(id));
        tx.update("UPDATE job SET size = ?, target_size = ? WHERE id = ?", bytes, bytes, id);
    }

    /** Says that an upload session was opened, so that a restart goes on with it. */
    public void uploadOpened(Tx tx, long id, String revision) {
        tx.memory().forget(new Key(id));
        tx.update(
                "UPDATE job SET upload_revision = ?, upload_hash = NULL, bytes_done = 0 WHERE id ="
                        + " ?",
                revision,
                id);
    }

    /** Keeps how far an upload session is. */
    public void accepted(Tx tx, long id, long bytes, String hashState) {
        tx.memory().forget(new Key(id));
        tx.update(
                "UPDATE job SET bytes_done = ?, upload_hash = ? WHERE id = ?",
                bytes,
                hashState,
                id);
    }

    /** Forgets an upload session that is no longer there. */
    public void uploadGone(Tx tx, long id) {
        tx.memory().forget(new Key(id));
        tx.update(
                "UPDATE job SET upload_revision = NULL, upload_hash = NULL, bytes_done = 0 WHERE"
                        + " id = ?",
                id);
    }

    /**
     * After a start: what was transferring goes on. Returns how many there were. The end of the
     * process was no fault of theirs, so that attempt does not count.
     */
    public int recover(Tx tx, Instant now) {
        tx.memory().forgetAll();
        tx.list("SELECT * FROM job WHERE state = 'TRANSFERRING'", 0, Jobs::map)
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
                Jobs::map,
                parameters.toArray());
    }

    /** Forgets a session's queue. */
    public void forget(Tx tx, String session) {
        tx.memory().forgetAll();
        tx.jobCounts()
                .remove(
                        tx,
                        counts(
                                tx.list(
                                        "SELECT state, COUNT(*) FROM job WHERE session_id = ? GROUP"
                                                + " BY state",
                                        0,
                                        Jobs::count,
                                        session)));
        tx.update("DELETE FROM job WHERE session_id = ?", session);
    }

    /** Changes what is known of a row in the way that the store is about to change it. */
    private static void remember(Tx tx, long id, UnaryOperator<Job> change) {
        Optional<Job> known = tx.memory().peek(new Key(id));
        if (known != null) {
            tx.memory().put(new Key(id), known.map(change));
        }
    }

    private void move(Tx tx, long id, JobState to) {
        find(tx, id)
                .ifPresent(
                        job -> {
                            tx.jobCounts().move(tx, job.state(), to, 1);
                            var open = new Open(job.session(), job.sourceId());
                            if (to == JobState.PENDING || to == JobState.TRANSFERRING) {
                                tx.memory().put(open, Optional.of(id));
                            } else {
                                tx.memory().forget(open);
                            }
                        });
    }

    private static String shorten(String error) {
        return error == null || error.length() <= LONGEST_ERROR
                ? error
                : error.substring(0, LONGEST_ERROR);
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
