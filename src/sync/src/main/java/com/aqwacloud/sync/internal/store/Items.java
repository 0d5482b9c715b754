package com.aqwacloud.sync.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Both drives of every session, as their feeds last told. */
public final class Items {
    private static final String ALL = "SELECT * FROM item WHERE session_id = ? AND side = ?";

    private final NameTwins twins = new NameTwins();
    private final GoneItems gone = new GoneItems();

    private record Key(String session, Side side, String id) {}

    /**
     * An item as it is stored.
     *
     * @param dirty whether it is to be planned
     * @param seen whether it is known to be there still, should a listing be under way
     * @param leftOut why it was left out when it was last planned, or null
     */
    private record Row(Item item, boolean dirty, boolean seen, String leftOut) {}

    /** The item, present or not. */
    public Optional<Item> find(Tx tx, String session, Side side, String id) {
        return row(tx, new Key(session, side, id)).map(Row::item);
    }

    private static Optional<Row> row(Tx tx, Key key) {
        return tx.memory()
                .get(
                        key,
                        () ->
                                tx.first(
                                        ALL + " AND id = ?",
                                        Items::row,
                                        key.session(),
                                        key.side().code(),
                                        key.id()));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                map(row),
                row.getInt("dirty") == 1,
                row.getInt("seen") == 1,
                row.getString("left_out"));
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

    /** Ids of the present folders in a folder, and of shortcuts, which may stand for folders. */
    public List<String> foldersIn(Tx tx, String session, Side side, String parentId) {
        return tx.list(
                "SELECT id FROM item WHERE session_id = ? AND side = ? AND parent_id = ? AND"
                        + " present = 1 AND (kind = ? OR mime_type = ?)",
                0,
                row -> row.getString(1),
                session,
                side.code(),
                parentId,
                Item.Kind.FOLDER,
                Item.SHORTCUT_TYPE);
    }

    /** Present items of that name in a folder; case counts for nothing, as at the destination. */
    public List<Item> named(Tx tx, String session, Side side, String parentId, String name) {
        return twins.keys(tx, session, NameKey.of(name)).stream()
                .flatMap(key -> ofKey(tx, session, side, parentId, key).stream())
                .toList();
    }

    private static List<Item> ofKey(Tx tx, String session, Side side, String parentId, String key) {
        return tx.list(
                ALL + " AND parent_id = ? AND name_key = ? AND present = 1",
                0,
                Items::map,
                session,
                side.code(),
                parentId,
                key);
    }

    /** Present items of a folder whose names begin so, the case of letters aside. */
    public List<Item> namedLike(Tx tx, String session, Side side, String parentId, String start) {
        return tx.list(
                ALL + " AND parent_id = ? AND name_key >= ? AND name_key < ? AND present = 1",
                0,
                Items::map,
                session,
                side.code(),
                parentId,
                NameKey.of(start),
                NameKey.of(start) + Character.MAX_VALUE);
    }

    /** Present folders in a folder. */
    public List<Item> folders(Tx tx, String session, Side side, String parentId) {
        return tx.list(
                ALL + " AND parent_id = ? AND present = 1 AND kind = ?",
                0,
                Items::map,
                session,
                side.code(),
                parentId,
                Item.Kind.FOLDER);
    }

    /** Characters of the longest name in a folder, 0 for an empty one. */
    public int longestName(Tx tx, String session, Side side, String parentId) {
        return tx.first(
                        "SELECT MAX(LENGTH(name)) FROM item WHERE session_id = ? AND side = ? AND"
                                + " parent_id = ? AND present = 1",
                        row -> row.getInt(1),
                        session,
                        side.code(),
                        parentId)
                .orElse(0);
    }

    /** Ids of up to {@code limit} items that changed since they were last planned, in id order. */
    public List<String> dirty(Tx tx, String session, Side side, String after, int limit) {
        // Derby would look through the whole drive unless it is told where the dirty ones stand.
        List<Row> rows =
                tx.list(
                        "SELECT * FROM item --DERBY-PROPERTIES index=ITEM_DIRTY\n"
                                + " WHERE session_id = ? AND dirty = 1 AND side = ? AND id > ?"
                                + " ORDER BY id",
                        limit,
                        Items::row,
                        session,
                        side.code(),
                        after);
        rows.forEach(row -> remember(tx, session, side, row));
        return rows.stream().map(row -> row.item().id()).toList();
    }

    private static void remember(Tx tx, String session, Side side, Row row) {
        tx.memory().put(new Key(session, side, row.item().id()), Optional.of(row));
    }

    /** Ids of the shortcuts that changed since they were last planned, in id order. */
    public List<String> dirtyShortcuts(Tx tx, String session, Side side) {
        return tx.list(
                "SELECT id FROM item WHERE session_id = ? AND dirty = 1 AND side = ? AND mime_type"
                        + " = ? ORDER BY id",
                0,
                row -> row.getString(1),
                session,
                side.code(),
                Item.SHORTCUT_TYPE);
    }

    /** Says that the item was planned as it is. */
    public void clean(Tx tx, String session, Side side, String id) {
        mark(tx, new Key(session, side, id), false);
    }

    /**
     * Says that the item of the source was planned as it is.
     *
     * @param leftOut why it is left out, the rest of a sentence that begins with its path; or null
     */
    public void planned(Tx tx, String session, String id, String leftOut) {
        var key = new Key(session, Side.SOURCE, id);
        Row row = row(tx, key).orElse(null);
        if (row == null || !row.dirty() && Objects.equals(row.leftOut(), leftOut)) {
            return;
        }
        tx.update(
                "UPDATE item SET dirty = 0, left_out = ? WHERE session_id = ? AND side = ? AND id"
                        + " = ?",
                leftOut,
                session,
                Side.SOURCE.code(),
                id);
        tx.memory().put(key, Optional.of(new Row(row.item(), false, row.seen(), leftOut)));
    }

    /** Why the item of the source was left out when it was last planned; empty if it was not. */
    public Optional<String> leftOut(Tx tx, String session, String id) {
        return row(tx, new Key(session, Side.SOURCE, id)).map(Row::leftOut);
    }

    /** Whether the item changed since it was last planned. */
    public boolean isDirty(Tx tx, String session, Side side, String id) {
        return row(tx, new Key(session, side, id)).filter(Row::dirty).isPresent();
    }

    /** Says that the item is to be planned again. */
    public void soil(Tx tx, String session, Side side, String id) {
        mark(tx, new Key(session, side, id), true);
    }

    private static void mark(Tx tx, Key key, boolean dirty) {
        row(tx, key)
                .filter(row -> row.dirty() != dirty)
                .ifPresent(
                        row -> {
                            tx.update(
                                    "UPDATE item SET dirty = ? WHERE session_id = ? AND side = ?"
                                            + " AND id = ?",
                                    dirty,
                                    key.session(),
                                    key.side().code(),
                                    key.id());
                            var now = new Row(row.item(), dirty, row.seen(), row.leftOut());
                            tx.memory().put(key, Optional.of(now));
                        });
    }

    /** Says that all present items of a drive are to be planned again. */
    public void soilAll(Tx tx, String session, Side side) {
        many(
                tx,
                "UPDATE item SET dirty = 1 WHERE session_id = ? AND side = ? AND present = 1 AND"
                        + " dirty = 0",
                session,
                side.code());
    }

    /** Says that all present items in a folder are to be planned again. */
    public void soilChildren(Tx tx, String session, Side side, String parentId) {
        many(
                tx,
                "UPDATE item SET dirty = 1 WHERE session_id = ? AND side = ? AND parent_id = ? AND"
                        + " present = 1 AND dirty = 0",
                session,
                side.code(),
                parentId);
    }

    /**
     * Says that all items in a folder, at any depth and present or not, are to be planned again. A
     * folder may be in itself as long as only a part of its feed was read.
     */
    public void soilBelow(Tx tx, String session, Side side, String folder) {
        var next = new ArrayDeque<>(List.of(folder));
        Set<String> seen = new HashSet<>();
        while (!next.isEmpty()) {
            String id = next.poll();
            if (!seen.add(id)) {
                continue;
            }
            many(
                    tx,
                    "UPDATE item SET dirty = 1 WHERE session_id = ? AND side = ? AND parent_id = ?"
                            + " AND dirty = 0",
                    session,
                    side.code(),
                    id);
            next.addAll(foldersIn(tx, session, side, id));
        }
    }

    /**
     * Says that what is neither file nor folder is to be planned again, whatever became of it
     * before.
     */
    public void soilOthers(Tx tx, String session, Side side) {
        many(
                tx,
                "UPDATE item SET dirty = 1 WHERE session_id = ? AND side = ? AND kind = ? AND dirty"
                        + " = 0",
                session,
                side.code(),
                Item.Kind.OTHER);
    }

    /** Says that shortcuts to items that are to be planned again are to be so, too. */
    public void soilShortcuts(Tx tx, String session, Side side) {
        if (!dirty(tx, session, side, "", 1).isEmpty()) {
            many(
                    tx,
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
    public void put(Tx tx, String session, Side side, Item told, boolean dirty) {
        var key = new Key(session, side, told.id());
        Item item = told.asStored();
        Row known = row(tx, key).orElse(null);
        var now =
                new Row(
                        item,
                        dirty || known != null && known.dirty(),
                        true,
                        known == null ? null : known.leftOut());
        if (known == null) {
            insert(tx, key, now);
        } else if (!known.equals(now)) {
            update(tx, key, now);
        }
        boolean wasThere = known == null || known.item().present();
        if (wasThere && !item.present()) {
            gone.add(tx, session, side, item.id());
        } else if (!wasThere && item.present()) {
            gone.remove(tx, session, side, item.id());
        }
        tx.memory().put(key, Optional.of(now));
    }

    private static void update(Tx tx, Key key, Row row) {
        Item item = row.item();
        tx.update(
                "UPDATE item SET parent_id = ?, name = ?, name_key = ?, kind = ?, mime_type = ?,"
                        + " size = ?, modified_at = ?, created_at = ?, hash = ?, sha256 = ?,"
                        + " revision = ?, etag = ?, modified_by = ?, application = ?, present = ?,"
                        + " dirty = ?, seen = 1 WHERE session_id = ? AND side = ? AND id = ?",
                item.parentId(),
                item.name(),
                NameKey.of(item.name()),
                item.kind(),
                item.mimeType(),
                item.size(),
                item.modifiedAt(),
                item.createdAt(),
                item.hash(),
                item.sha256(),
                item.revision(),
                item.etag(),
                item.modifiedBy(),
                item.application(),
                item.present(),
                row.dirty(),
                key.session(),
                key.side().code(),
                key.id());
    }

    private static void insert(Tx tx, Key key, Row row) {
        Item item = row.item();
        tx.update(
                "INSERT INTO item (session_id, side, id, parent_id, name, name_key, kind,"
                        + " mime_type, size, modified_at, created_at, hash, sha256, revision,"
                        + " etag, modified_by, application, present, dirty, seen) VALUES"
                        + " (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,1)",
                key.session(),
                key.side().code(),
                key.id(),
                item.parentId(),
                item.name(),
                NameKey.of(item.name()),
                item.kind(),
                item.mimeType(),
                item.size(),
                item.modifiedAt(),
                item.createdAt(),
                item.hash(),
                item.sha256(),
                item.revision(),
                item.etag(),
                item.modifiedBy(),
                item.application(),
                item.present(),
                row.dirty());
    }

    /**
     * A listing begins: what it does not show is gone. What is seen through shortcuts is in no
     * listing.
     */
    public void forgetSeen(Tx tx, String session, Side side) {
        many(
                tx,
                "UPDATE item SET seen = 0 WHERE session_id = ? AND side = ? AND (side <> ? OR id NOT"
                        + " LIKE ?)",
                session,
                side.code(),
                Side.SOURCE.code(),
                "%" + FollowedId.SEPARATOR + "%");
    }

    /** Present items that the listing did not show. */
    public List<Item> unseen(Tx tx, String session, Side side) {
        return tx.list(ALL + " AND seen = 0 AND present = 1", 0, Items::map, session, side.code());
    }

    /** A listing ended: what it did not show is gone. */
    public void dropUnseen(Tx tx, String session, Side side) {
        gone.addUnseen(tx, session, side);
        many(
                tx,
                "UPDATE item SET present = 0, dirty = 1 WHERE session_id = ? AND side = ? AND seen"
                        + " = 0 AND present = 1",
                session,
                side.code());
    }

    /** Forgets the items of which nothing is known but that they are no longer there. */
    public void forgetUnknown(Tx tx, String session, Side side) {
        // Derby would look through the whole drive unless it is told where they stand.
        List<String> unknown =
                tx.list(
                        "SELECT id FROM item --DERBY-PROPERTIES index=ITEM_NAME\n"
                                + " WHERE session_id = ? AND side = ? AND parent_id IS NULL AND"
                                + " name_key = '' AND present = 0",
                        0,
                        row -> row.getString(1),
                        session,
                        side.code());
        for (String id : unknown) {
            remove(tx, session, side, id);
        }
    }

    /** Forgets an item. */
    void remove(Tx tx, String session, Side side, String id) {
        tx.update(
                "DELETE FROM item WHERE session_id = ? AND side = ? AND id = ?",
                session,
                side.code(),
                id);
        gone.remove(tx, session, side, id);
        tx.memory().forget(new Key(session, side, id));
    }

    /** Whether any item, present or not, was told to be in a folder. */
    boolean isAnyIn(Tx tx, String session, Side side, String parentId) {
        return tx.first(
                        "SELECT id FROM item --DERBY-PROPERTIES index=ITEM_NAME\n"
                                + " WHERE session_id = ? AND side = ? AND parent_id = ?",
                        row -> row.getString(1),
                        session,
                        side.code(),
                        parentId)
                .isPresent();
    }

    /** Present items in a folder of the source that were planned, and never were in sync. */
    List<Item> unsynced(Tx tx, String session, String parentId, int limit) {
        return tx.list(
                "SELECT * FROM item --DERBY-PROPERTIES index=ITEM_NAME\n"
                        + " WHERE session_id = ? AND side = 'S' AND parent_id = ? AND present = 1"
                        + " AND dirty = 0 AND NOT EXISTS (SELECT 1 FROM baseline WHERE"
                        + " baseline.session_id = item.session_id AND baseline.source_id = item.id)",
                limit,
                Items::map,
                session,
                parentId);
    }

    /** What the shortcuts of a session's source lead to. */
    Set<String> shortcutTargets(Tx tx, String session) {
        return Set.copyOf(
                tx.list(
                        "SELECT DISTINCT revision FROM item WHERE session_id = ? AND side = 'S' AND"
                                + " mime_type = ? AND present = 1 AND revision IS NOT NULL",
                        0,
                        row -> row.getString(1),
                        session,
                        Item.SHORTCUT_TYPE));
    }

    /** Forgets a session's drives. */
    public void forget(Tx tx, String session) {
        many(tx, "DELETE FROM item WHERE session_id = ?", session);
        gone.forget(tx, session);
        twins.forget(tx, session);
    }

    /** Changes any number of rows. */
    private static void many(Tx tx, String sql, Object... parameters) {
        if (tx.update(sql, parameters) > 0) {
            tx.memory().forgetAll();
        }
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
                row.getString("sha256"),
                row.getString("revision"),
                row.getString("etag"),
                row.getString("modified_by"),
                row.getString("application"),
                row.getInt("present") == 1);
    }
}
