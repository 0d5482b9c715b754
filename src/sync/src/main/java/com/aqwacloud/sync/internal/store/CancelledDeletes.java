package com.aqwacloud.sync.internal.store;

import java.util.Set;

/**
 * The items that each session's source has no more, and whose deletion at the destination a person
 * gave up. With a folder, all that was in it stays.
 */
public final class CancelledDeletes {
    /** Notes an item. */
    public void put(Tx tx, String session, String sourceId) {
        remove(tx, session, sourceId);
        tx.update(
                "INSERT INTO cancelled_delete (session_id, source_id) VALUES (?,?)",
                session,
                sourceId);
    }

    /** Forgets an item; returns whether it was noted. */
    public boolean remove(Tx tx, String session, String sourceId) {
        return tx.update(
                        "DELETE FROM cancelled_delete WHERE session_id = ? AND source_id = ?",
                        session,
                        sourceId)
                > 0;
    }

    /** Whether an item is noted. */
    boolean contains(Tx tx, String session, String sourceId) {
        return tx.first(
                        "SELECT source_id FROM cancelled_delete WHERE session_id = ? AND source_id"
                                + " = ?",
                        row -> row.getString(1),
                        session,
                        sourceId)
                .isPresent();
    }

    /** The items of a session that are noted. */
    public Set<String> all(Tx tx, String session) {
        return Set.copyOf(
                tx.list(
                        "SELECT source_id FROM cancelled_delete WHERE session_id = ?",
                        0,
                        row -> row.getString(1),
                        session));
    }

    /** Forgets a session's. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM cancelled_delete WHERE session_id = ?", session);
    }
}
