package com.aqwacloud.sync.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The cursors of all sessions. */
public final class FeedCursors {
    private record Key(String session, Side side) {}

    /** Where to read on, or nothing before the first listing. */
    public Optional<FeedCursor> find(Tx tx, String session, Side side) {
        return tx.memory()
                .get(
                        new Key(session, side),
                        () ->
                                tx.first(
                                        "SELECT * FROM feed_cursor WHERE session_id = ? AND side ="
                                                + " ?",
                                        FeedCursors::map,
                                        session,
                                        side.code()));
    }

    private static FeedCursor map(ResultSet row) throws SQLException {
        return new FeedCursor(
                FeedCursor.Phase.valueOf(row.getString("phase")),
                row.getString("token"),
                row.getString("start_token"));
    }

    /** Says where to read on. */
    public void put(Tx tx, String session, Side side, FeedCursor cursor) {
        Optional<FeedCursor> known = find(tx, session, side);
        if (known.isEmpty()) {
            tx.update(
                    "INSERT INTO feed_cursor (phase, token, start_token, session_id, side) VALUES"
                            + " (?,?,?,?,?)",
                    cursor.phase(),
                    cursor.token(),
                    cursor.startToken(),
                    session,
                    side.code());
        } else if (!known.get().equals(cursor)) {
            tx.update(
                    "UPDATE feed_cursor SET phase = ?, token = ?, start_token = ? WHERE session_id"
                            + " = ? AND side = ?",
                    cursor.phase(),
                    cursor.token(),
                    cursor.startToken(),
                    session,
                    side.code());
        }
        tx.memory().put(new Key(session, side), Optional.of(cursor));
    }

    /** Has the feed listed from the beginning. */
    public void remove(Tx tx, String session, Side side) {
        tx.memory().put(new Key(session, side), Optional.empty());
        tx.update(
                "DELETE FROM feed_cursor WHERE session_id = ? AND side = ?", session, side.code());
    }

    /** Forgets a session's cursors. */
    public void forget(Tx tx, String session) {
        for (Side side : Side.values()) {
            tx.memory().put(new Key(session, side), Optional.empty());
        }
        tx.update("DELETE FROM feed_cursor WHERE session_id = ?", session);
    }
}
