package com.aqwacloud.sync.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Which content the destinations hold, as it was when it was verified: what a file holds now, its
 * drive's feed tells.
 */
public final class HeldContents {
    /** Up to {@code limit} files of a session's destination that were seen to hold that content. */
    public List<HeldContent> of(Tx tx, String session, String sha256, long size, int limit) {
        return tx.list(
                "SELECT * FROM held_content WHERE sha256 = ? AND session_id = ? AND size = ?",
                limit,
                HeldContents::map,
                sha256,
                session,
                size);
    }

    /** The destination's hash of that content, whoever held it. */
    public Optional<String> hashOf(Tx tx, String sha256, long size) {
        return tx.first(
                "SELECT hash FROM held_content WHERE sha256 = ? AND size = ?",
                row -> row.getString("hash"),
                sha256,
                size);
    }

    /** Keeps what a file was verified to hold. */
    public void put(Tx tx, String session, HeldContent held) {
        remove(tx, session, held.itemId());
        tx.update(
                "INSERT INTO held_content (session_id, item_id, sha256, size, hash) VALUES"
                        + " (?,?,?,?,?)",
                session,
                held.itemId(),
                held.sha256(),
                held.size(),
                held.hash());
    }

    /** Forgets what a file was verified to hold. */
    public void remove(Tx tx, String session, String itemId) {
        tx.update("DELETE FROM held_content WHERE session_id = ? AND item_id = ?", session, itemId);
    }

    /** Forgets what a session's destination holds. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM held_content WHERE session_id = ?", session);
    }

    private static HeldContent map(ResultSet row) throws SQLException {
        return new HeldContent(
                row.getString("item_id"),
                row.getString("sha256"),
                row.getLong("size"),
                row.getString("hash"));
    }
}
