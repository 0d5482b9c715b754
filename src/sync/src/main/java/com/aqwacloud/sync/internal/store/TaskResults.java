package com.aqwacloud.sync.internal.store;

import java.util.Optional;

/** What the last tasks of each sort on a session came to. */
public final class TaskResults {
    /** The most characters of a result. */
    public static final int MOST_CHARACTERS = 1_000_000;

    private static final String OF_TASK = " WHERE session_id = ? AND task = ?";

    /**
     * Keeps a result instead of the one before.
     *
     * @param task sort of the task, such as {@code verification}
     * @param result at most {@value #MOST_CHARACTERS} characters
     */
    public void put(Tx tx, String session, String task, String result) {
        tx.update("DELETE FROM task_result" + OF_TASK, session, task);
        tx.update(
                "INSERT INTO task_result (session_id, task, result) VALUES (?,?,?)",
                session,
                task,
                result);
    }

    /** The last result. */
    public Optional<String> find(Tx tx, String session, String task) {
        return tx.first(
                "SELECT result FROM task_result" + OF_TASK, row -> row.getString(1), session, task);
    }

    /** Forgets a session's. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM task_result WHERE session_id = ?", session);
    }
}
