package com.aqwacloud.sync.internal.store;

import java.util.List;

/**
 * The items of each session's source that are gone and are left to others, their heirs, which are
 * about to take their places at the destination.
 */
public final class LeftToHeirs {
    private final Items items = new Items();

    /** Whether a session has any. */
    public boolean any(Tx tx, String session) {
        return tx.first(
                        "SELECT source_id FROM left_to_heir WHERE session_id = ?",
                        row -> row.getString(1),
                        session)
                .isPresent();
    }

    /** Leaves an item to its heir. */
    public void leave(Tx tx, String session, String sourceId, String heirId) {
        remove(tx, session, sourceId);
        tx.update(
                "INSERT INTO left_to_heir (session_id, source_id, heir_id) VALUES (?,?,?)",
                session,
                sourceId,
                heirId);
    }

    /** The item is left to none. */
    public void remove(Tx tx, String session, String sourceId) {
        tx.update(
                "DELETE FROM left_to_heir WHERE session_id = ? AND source_id = ?",
                session,
                sourceId);
    }

    /** Whether an item is left to another, or another to it. */
    boolean concerns(Tx tx, String session, String sourceId) {
        return tx.first(
                        "SELECT source_id FROM left_to_heir WHERE session_id = ? AND (source_id = ?"
                                + " OR heir_id = ?)",
                        row -> row.getString(1),
                        session,
                        sourceId,
                        sourceId)
                .isPresent();
    }

    /** The heirs of a session. */
    public List<String> heirs(Tx tx, String session) {
        return tx.list(
                "SELECT DISTINCT heir_id FROM left_to_heir WHERE session_id = ?",
                0,
                row -> row.getString(1),
                session);
    }

    /** Says that what was left to an heir is to be planned again, and is left to none meanwhile. */
    public void soil(Tx tx, String session, String heirId) {
        List<String> left =
                tx.list(
                        "SELECT source_id FROM left_to_heir WHERE session_id = ? AND heir_id = ?",
                        0,
                        row -> row.getString(1),
                        session,
                        heirId);
        for (String id : left) {
            items.soil(tx, session, Side.SOURCE, id);
            remove(tx, session, id);
        }
    }

    /** Forgets a session's. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM left_to_heir WHERE session_id = ?", session);
    }
}
