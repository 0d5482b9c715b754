package com.aqwacloud.sync.internal.store;

import java.util.List;
import java.util.Optional;

/** The shared drives that each session reads, and where their feeds are to be read on. */
public final class SharedDrives {
    private static final String OF_DRIVE = " WHERE session_id = ? AND drive_id = ?";

    /** Ids of a session's, in a stable order. */
    public List<String> list(Tx tx, String session) {
        return tx.list(
                "SELECT drive_id FROM shared_drive WHERE session_id = ? ORDER BY drive_id",
                0,
                row -> row.getString(1),
                session);
    }

    /** Whether the session reads that drive. */
    public boolean contains(Tx tx, String session, String driveId) {
        return tx.first(
                        "SELECT drive_id FROM shared_drive" + OF_DRIVE,
                        row -> row.getString(1),
                        session,
                        driveId)
                .isPresent();
    }

    /** Has the session read that drive, from where it was if it does so already. */
    public void add(Tx tx, String session, String driveId) {
        if (!contains(tx, session, driveId)) {
            tx.update(
                    "INSERT INTO shared_drive (session_id, drive_id) VALUES (?,?)",
                    session,
                    driveId);
        }
    }

    /** Where to read on, or nothing before the first listing. */
    public Optional<FeedCursor> cursor(Tx tx, String session, String driveId) {
        return tx.first(
                "SELECT * FROM shared_drive" + OF_DRIVE + " AND phase IS NOT NULL",
                row ->
                        new FeedCursor(
                                FeedCursor.Phase.valueOf(row.getString("phase")),
                                row.getString("token"),
                                row.getString("start_token")),
                session,
                driveId);
    }

    /** Says where to read on. */
    public void put(Tx tx, String session, String driveId, FeedCursor cursor) {
        tx.update(
                "UPDATE shared_drive SET phase = ?, token = ?, start_token = ?" + OF_DRIVE,
                cursor.phase(),
                cursor.token(),
                cursor.startToken(),
                session,
                driveId);
    }

    /** Forgets a session's. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM shared_drive WHERE session_id = ?", session);
    }
}
