package com.aqwacloud.sync.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Both drives of every session, as their feeds last told. */
public final class Items {
    private static final String ALL = "SELECT * FROM item WHERE session_id = ? AND side = ?";

    /** The item, present or not. */
    public Optional<Item> find(Tx tx, String session, Side side, String id) {
        return tx.first(ALL + " AND id = ?", Items::map, session, side.code(), id);
    }

    /** Present items in a folder. */
    public List<Item> children(Tx tx, String session, Side side, String parentId) {
        return tx.list(
                ALL + " AND parent_id = ? AND present = 1",
                0,
                Items::map,
                session,
                side.code(),
                parentId);
    }

    /** Present items of that name in a folder; case counts for nothing, as at the destination. */
    public List<Item> named(Tx tx, String session, Side side, String parentId, String name) {
        return tx.list(
                ALL + " AND parent_id = ? AND name_key = ? AND present = 1",
                0,
                Items::map,
                session,
                side.code(),
                parentId,
                key(name));
    }

    /** Ids of up to {@code limit} items that changed since they were last planned, in id order. */
    public List<String> dirty(Tx tx, String session, Side side, String after, int limit) {
        return tx.list(
                "SELECT id FROM item WHERE session_id = ? AND dirty = 1 AND side = ? AND id > ?"
                        + " ORDER BY id",
                limit,
                row -> row.getString(1),
                session,
                side.code(),
                after);
    }

    /** Says that the item was planned as it is. */
    public void clean(Tx tx, String session, Side side, String id) {
        tx.update(
                "UPDATE item SET dirty = 0 WHERE session_id = ? AND side = ? AND id = ?",
                session,
                side.code(),
                id);
    }

    /**
     * Says that the item of the source was planned as it is.
     *
     * @param leftOut why it is left out, the rest of a sentence that begins with its path; or null
     */
    public void planned(Tx tx, String session, String id, String leftOut) {
        tx.update(
                "UPDATE item SET dirty = 0, left_out = ? WHERE session_id = ? AND side = 'S' AND id"
                        + " = ?",
                leftOut,
                session,
                id);
    }

    /** Says that the item is to be planned again. */
    public void soil(Tx tx, String session, Side side, String id) {
        tx.update(
                "UPDATE item SET dirty = 1 WHERE session_id = ? AND side = ? AND id = ?",
                session,
                side.code(),
                id);
    }

    /** Says that all present items in a folder are to be planned again. */
    public void soilChildren(Tx tx, String session, Side side, String parentId) {
        tx.update(
                "UPDATE item SET dirty = 1 WHERE session_id = ? AND side = ? AND parent_id = ? AND"
                        + " present = 1 AND dirty = 0",
                session,
                side.code(),
                parentId);
    }

    /**
     * Says that what is neither file nor folder is to be planned again, whatever became of it
     * before.
     */
    public void soilOthers(Tx tx, String session, Side side) {
        tx.update(
                "UPDATE item SET dirty = 1 WHERE session_id = ? AND side = ? AND kind = ? AND dirty"
                        + " = 0",
                session,
                side.code(),
                Item.Kind.OTHER);
    }

    /** Says that shortcuts to items that are to be planned again are to be so, too. */
    public void soilShortcuts(Tx tx, String session, Side side) {
        if (!dirty(tx, session, side, "", 1).isEmpty()) {
            tx.update(
                    "UPDATE item SET dirty = 1 WHERE session_id = ? AND side = ? AND mime_type = ?"
                            + " AND dirty = 0 AND revision IN (SELECT id FROM item WHERE"
                            + " session_id = ? AND dirty = 1 AND side = ?)",
                    session,
                    side.code(),
                    Item.SHORTCUT_TYPE,
                    session,
                    side.code());
        }
    }

    /** Keeps what the feed said; the item is to be planned if {@code dirty}. */
    public void put(Tx tx, String session, Side side, Item item, boolean dirty) {
        int changed =
                tx.update(
                        "UPDATE item SET parent_id = ?, name = ?, name_key = ?, kind = ?, mime_type"
                                + " = ?, size = ?, modified_at = ?, created_at = ?, hash = ?,"
                                + " revision = ?, etag = ?, modified_by = ?, present = ?, seen = 1"
                                + (dirty ? ", dirty = 1" : "")
                                + " WHERE session_id = ? AND side = ? AND id = ?",
                        item.parentId(),
                        item.name(),
                        key(item.name()),
                        item.kind(),
                        item.mimeType(),
                        item.size(),
                        item.modifiedAt(),
                        item.createdAt(),
                        item.hash(),
                        item.revision(),
                        item.etag(),
                        item.modifiedBy(),
                        item.present(),
                        session,
                        side.code(),
                        item.id());
        if (changed == 0) {
            tx.update(
                    "INSERT INTO item (session_id, side, id, parent_id, name, name_key, kind,"
                            + " mime_type, size, modified_at, created_at, hash, revision, etag,"
                            + " modified_by, present, dirty, seen) VALUES"
                            + " (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,1)",
                    session,
                    side.code(),
                    item.id(),
                    item.parentId(),
                    item.name(),
                    key(item.name()),
                    item.kind(),
                    item.mimeType(),
                    item.size(),
                    item.modifiedAt(),
                    item.createdAt(),
                    item.hash(),
                    item.revision(),
                    item.etag(),
                    item.modifiedBy(),
                    item.present(),
                    dirty);
        }
    }

    /** A listing begins: what it does not show is gone. */
    public void forgetSeen(Tx tx, String session, Side side) {
        tx.update(
                "UPDATE item SET seen = 0 WHERE session_id = ? AND side = ?", session, side.code());
    }

    /** A listing ended: what it did not show is gone. */
    public void dropUnseen(Tx tx, String session, Side side) {
        tx.update(
                "UPDATE item SET present = 0, dirty = 1 WHERE session_id = ? AND side = ? AND seen"
                        + " = 0 AND present = 1",
                session,
                side.code());
    }

    /** Forgets a session's drives. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM item WHERE session_id = ?", session);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static Item map(ResultSet row) throws SQLException {
        return new Item(
                row.getString("id"),
                row.getString("parent_id"),
                row.getString("name"),
                Item.Kind.valueOf(row.getString("kind")),
                row.getString("mime_type"),
                row.getLong("size"),
                Tx.instant(row, "modified_at"),
                Tx.instant(row, "created_at"),
                row.getString("hash"),
                row.getString("revision"),
                row.getString("etag"),
                row.getString("modified_by"),
                row.getInt("present") == 1);
    }
}
