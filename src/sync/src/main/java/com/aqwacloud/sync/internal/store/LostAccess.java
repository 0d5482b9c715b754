package com.aqwacloud.sync.internal.store;

/** What belongs to others and is no longer told of, while nothing says that they deleted it. */
public final class LostAccess {
    private static final String OF_ITEM = " WHERE session_id = ? AND source_id = ?";

    /** Whether the session has none. */
    public boolean isEmpty(Tx tx, String session) {
        return tx.first(
                        "SELECT source_id FROM lost_access WHERE session_id = ?",
                        row -> row.getString(1),
                        session)
                .isEmpty();
    }

    /** Whether the account no longer sees it. */
    public boolean contains(Tx tx, String session, String sourceId) {
        return tx.first(
                        "SELECT source_id FROM lost_access" + OF_ITEM,
                        row -> row.getString(1),
                        session,
                        sourceId)
                .isPresent();
    }

    /** The account no longer sees it. */
    public void add(Tx tx, String session, String sourceId) {
        if (!contains(tx, session, sourceId)) {
            tx.update(
                    "INSERT INTO lost_access (session_id, source_id) VALUES (?,?)",
                    session,
                    sourceId);
        }
    }

    /** The account sees it again, or hears that it was deleted. */
    public void remove(Tx tx, String session, String sourceId) {
        tx.update("DELETE FROM lost_access" + OF_ITEM, session, sourceId);
    }

    /** Forgets a session's. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM lost_access WHERE session_id = ?", session);
    }
}
