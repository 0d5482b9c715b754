package com.aqwacloud.sync.internal.store;

import java.util.Optional;

/** The cursors of all sessions. */
public final class FeedCursors {
    /** Where to read on, or nothing before the first listing. */
    public Optional<FeedCursor> find(Tx tx, String session, Side side) {
        return tx.first(
                "SELECT * FROM feed_cursor WHERE session_id = ? AND side = ?",
                row ->
                        new FeedCursor(
                                FeedCursor.Phase.valueOf(row.getString("phase")),
                                row.getString("token"),
                                row.getString("start_token")),
                session,
                side.code());
    }

    /** Says where to read on. */
    public void put(Tx tx, String session, Side side, FeedCursor cursor) {
        remove(tx, session, side);
        tx.update(
                "INSERT INTO feed_cursor (session_id, side, phase, token, start_token) VALUES"
                        + " (?,?,?,?,?)",
                session,
                side.code(),
                cursor.phase(),
                cursor.token(),
                cursor.startToken());
    }

    /** Has the feed listed from the beginning. */
    public void remove(Tx tx, String session, Side side) {
        tx.update(
                "DELETE FROM feed_cursor WHERE session_id = ? AND side = ?", session, side.code());
    }

    /** Forgets a session's cursors. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM feed_cursor WHERE session_id = ?", session);
    }
}
