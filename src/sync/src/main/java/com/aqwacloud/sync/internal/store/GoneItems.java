package com.aqwacloud.sync.internal.store;

import java.time.Instant;
import java.util.List;

/**
 * The items that are gone, of either drive. They are kept for a while: they may come back, and what
 * was done about them may not be over.
 */
public final class GoneItems {
    private static final String OF_ITEM = " WHERE session_id = ? AND side = ? AND id = ?";

    /**
     * An item that is gone.
     *
     * @param since when that was first seen by who tidies up, or null
     * @param forEver whether it can never come back, nor what was in it
     */
    public record Gone(String id, Instant since, boolean forEver) {}

    /** A drive that has any. */
    public record Drive(String session, Side side) {}

    /** An item went. */
    void add(Tx tx, String session, Side side, String id) {
        tx.update(
                "INSERT INTO gone_item (session_id, side, id, for_ever) VALUES (?,?,?,0)",
                session,
                side.code(),
                id);
    }

    /** All present items go that a listing did not show. */
    void addUnseen(Tx tx, String session, Side side) {
        tx.update(
                "INSERT INTO gone_item (session_id, side, id, for_ever) SELECT session_id, side,"
                        + " id, 0 FROM item WHERE session_id = ? AND side = ? AND seen = 0 AND"
                        + " present = 1",
                session,
                side.code());
    }

    /** An item is back, or nothing is known of it any more. */
    void remove(Tx tx, String session, Side side, String id) {
        tx.update("DELETE FROM gone_item" + OF_ITEM, session, side.code(), id);
    }

    /** Says that an item of the source that is gone can never come back. */
    public void forEver(Tx tx, String session, String sourceId) {
        tx.update(
                "UPDATE gone_item SET for_ever = 1" + OF_ITEM,
                session,
                Side.SOURCE.code(),
                sourceId);
    }

    /** Says since when an item is gone, as far as is known. */
    public void date(Tx tx, String session, Side side, String id, Instant since) {
        tx.update("UPDATE gone_item SET since = ?" + OF_ITEM, since, session, side.code(), id);
    }

    /** The drives that have any. */
    public List<Drive> drives(Tx tx) {
        return tx.list(
                "SELECT DISTINCT session_id, side FROM gone_item",
                0,
                row ->
                        new Drive(
                                row.getString(1),
                                row.getString(2).equals(Side.SOURCE.code())
                                        ? Side.SOURCE
                                        : Side.DESTINATION));
    }

    /** Those of a drive that follow an id. */
    public List<Gone> after(Tx tx, Drive drive, String after, int limit) {
        return tx.list(
                "SELECT id, since, for_ever FROM gone_item WHERE session_id = ? AND side = ? AND id"
                        + " > ? ORDER BY id",
                limit,
                row ->
                        new Gone(
                                row.getString("id"),
                                Tx.instant(row, "since"),
                                row.getInt("for_ever") == 1),
                drive.session(),
                drive.side().code(),
                after);
    }

    /** Forgets a session's. */
    void forget(Tx tx, String session) {
        tx.update("DELETE FROM gone_item WHERE session_id = ?", session);
    }
}
