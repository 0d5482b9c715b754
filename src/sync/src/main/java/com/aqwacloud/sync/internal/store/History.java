package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.JobState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * What the tables hold of a session's past, page by page: each page is what follows the last key of
 * the page before, so that one of any number costs the same.
 */
public final class History {
    /** Failed, or cancelled for a reason: by a person, not because it became needless. */
    private static final String GIVEN_UP =
            "state IN ('FAILED', 'CANCELLED') AND (state = 'FAILED' OR error IS NOT NULL)";

    private static final String STANDING =
            " FROM job f WHERE session_id = ? AND "
                    + GIVEN_UP
                    + " AND id > ? AND NOT EXISTS (SELECT 1 FROM job l WHERE l.session_id = f.session_id AND l.source_id ="
                    + " f.source_id AND l.id > f.id)";
    private static final String LEFT_OUT =
            " FROM item WHERE session_id = ? AND side = 'S' AND left_out IS NOT NULL AND id > ?";
    private static final String IN_SYNC =
            " FROM baseline WHERE session_id = ? AND folder = 0 AND (source_hash IS NULL OR"
                    + " source_hash NOT IN ('"
                    + Baseline.UNVERIFIED
                    + "', '"
                    + Baseline.WRONG
                    + "'))";
    private static final String RENAMED =
            " FROM baseline WHERE session_id = ? AND name <> destination_name AND source_id > ?";

    /**
     * An item of the source that is left out.
     *
     * @param id its id
     * @param reason the rest of a sentence that begins with its path
     */
    public record LeftOut(String id, String reason) {}

    /**
     * Finished jobs of one action.
     *
     * @param count how many
     * @param bytes of content that they moved or compared
     */
    public record Finished(Action action, long count, long bytes) {}

    /** Jobs that failed or that a person gave up, and that no later one of their item followed. */
    public List<Job> failures(Tx tx, String session, long after, int limit) {
        return tx.list("SELECT *" + STANDING + " ORDER BY id", limit, JobRows::map, session, after);
    }

    /** How many {@link #failures} there are. */
    public long countFailures(Tx tx, String session) {
        return tx.number("SELECT COUNT(*)" + STANDING, session, 0);
    }

    /** Completed jobs of those actions. */
    public List<Job> completed(
            Tx tx, String session, Collection<Action> actions, long after, int limit) {
        var parameters = new ArrayList<Object>(List.of(session));
        parameters.addAll(actions);
        parameters.add(after);
        return tx.list(
                "SELECT * FROM job WHERE session_id = ? AND state = 'COMPLETED' AND task IN ("
                        + String.join(",", Collections.nCopies(actions.size(), "?"))
                        + ") AND id > ? ORDER BY id",
                limit,
                JobRows::map,
                parameters.toArray());
    }

    /** The completed jobs by action. */
    public List<Finished> completed(Tx tx, String session) {
        return tx.list(
                "SELECT task, COUNT(*) AS amount, SUM(size) AS bytes FROM job WHERE session_id = ?"
                        + " AND state = ? GROUP BY task",
                0,
                row ->
                        new Finished(
                                Action.valueOf(row.getString("task")),
                                row.getLong("amount"),
                                row.getLong("bytes")),
                session,
                JobState.COMPLETED);
    }

    /** Conflicts, open and decided. */
    public List<Conflict> conflicts(Tx tx, String session, long after, int limit) {
        return tx.list(
                "SELECT * FROM conflict WHERE session_id = ? AND id > ? ORDER BY id",
                limit,
                row -> StoredConflicts.map(row).conflict(),
                session,
                after);
    }

    /** How many {@link #conflicts} there are. */
    public long countConflicts(Tx tx, String session) {
        return tx.number("SELECT COUNT(*) FROM conflict WHERE session_id = ?", session);
    }

    /** Items of the source that are left out, as they were last planned. */
    public List<LeftOut> leftOut(Tx tx, String session, String after, int limit) {
        return tx.list(
                "SELECT id, left_out" + LEFT_OUT + " ORDER BY id",
                limit,
                row -> new LeftOut(row.getString("id"), row.getString("left_out")),
                session,
                after);
    }

    /** How many items are {@link #leftOut}. */
    public long countLeftOut(Tx tx, String session) {
        return tx.number("SELECT COUNT(*)" + LEFT_OUT, session, "");
    }

    /** Baselines of items that have two names. */
    public List<Baseline> renamed(Tx tx, String session, String after, int limit) {
        return tx.list(
                "SELECT *" + RENAMED + " ORDER BY source_id",
                limit,
                Baselines::map,
                session,
                after);
    }

    /** How many {@link #renamed} there are. */
    public long countRenamed(Tx tx, String session) {
        return tx.number("SELECT COUNT(*)" + RENAMED, session, "");
    }

    /** How many files are in sync: not those of which attempts left something that is not whole. */
    public long countInSync(Tx tx, String session) {
        return tx.number("SELECT COUNT(*)" + IN_SYNC, session);
    }

    /** Bytes of all files that are {@link #countInSync in sync}. */
    public long bytesInSync(Tx tx, String session) {
        return tx.number("SELECT SUM(size)" + IN_SYNC, session);
    }
}
