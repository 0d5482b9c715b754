package com.aqwacloud.sync.internal.store;

/** What could not get its place at the destination, and can once folders there changed theirs. */
public final class Unplaced {
    /** Whether the session has none. */
    public boolean isEmpty(Tx tx, String session) {
        return tx.first(
                        "SELECT source_id FROM unplaced WHERE session_id = ?",
                        row -> row.getString(1),
                        session)
                .isEmpty();
    }

    /** Notes an item of the source. */
    public void add(Tx tx, String session, String sourceId, boolean folder) {
        remove(tx, session, sourceId);
        tx.update(
                "INSERT INTO unplaced (session_id, source_id, folder) VALUES (?,?,?)",
                session,
                sourceId,
                folder);
    }

    /** The item has its place, or needs none. */
    public void remove(Tx tx, String session, String sourceId) {
        tx.update("DELETE FROM unplaced WHERE session_id = ? AND source_id = ?", session, sourceId);
    }

    /**
     * Says that those items are to be planned again.
     *
     * @param foldersOnly whether the files among them need not, since no folder changed its place
     */
    public void soil(Tx tx, String session, boolean foldersOnly) {
        if (isEmpty(tx, session)) {
            return;
        }
        tx.memory().forgetAll();
        tx.update(
                "UPDATE item SET dirty = 1 WHERE session_id = ? AND side = ? AND dirty = 0 AND id IN"
                        + " (SELECT source_id FROM unplaced WHERE session_id = ?"
                        + (foldersOnly ? " AND folder = 1)" : ")"),
                session,
                Side.SOURCE.code(),
                session);
    }

    /** Forgets a session's. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM unplaced WHERE session_id = ?", session);
    }
}
