package com.aqwacloud.sync.internal.store;

import java.time.Instant;
import java.util.List;

/**
 * The items of each session's source that its filter excludes although they were in sync, or only
 * until a time.
 */
public final class Excluded {
    /**
     * Notes an item.
     *
     * @param due when it is to be planned again, or null if no time changes anything
     */
    public void put(Tx tx, String session, String sourceId, Instant due) {
        remove(tx, session, sourceId);
        tx.update(
                "INSERT INTO excluded (session_id, source_id, due_at) VALUES (?,?,?)",
                session,
                sourceId,
                due);
    }

    /** Forgets an item. */
    public void remove(Tx tx, String session, String sourceId) {
        tx.update("DELETE FROM excluded WHERE session_id = ? AND source_id = ?", session, sourceId);
    }

    /** Whether an item was in sync and is excluded without a time. */
    public boolean contains(Tx tx, String session, String sourceId) {
        return tx.number(
                        "SELECT COUNT(*) FROM excluded WHERE session_id = ? AND source_id = ? AND"
                                + " due_at IS NULL",
                        session,
                        sourceId)
                > 0;
    }

    /** Whether a session has any. */
    public boolean any(Tx tx, String session) {
        return tx.first(
                        "SELECT source_id FROM excluded WHERE session_id = ?",
                        row -> row.getString(1),
                        session)
                .isPresent();
    }

    /** Forgets up to {@code limit} items that are due, and returns their ids. */
    public List<String> takeDue(Tx tx, String session, Instant now, int limit) {
        List<String> due =
                tx.list(
                        "SELECT source_id FROM excluded WHERE session_id = ? AND due_at <= ?",
                        limit,
                        row -> row.getString(1),
                        session,
                        now);
        due.forEach(id -> remove(tx, session, id));
        return due;
    }

    /** Forgets a session's. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM excluded WHERE session_id = ?", session);
    }
}
