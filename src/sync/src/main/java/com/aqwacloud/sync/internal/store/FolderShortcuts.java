package com.aqwacloud.sync.internal.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The shortcuts of each session that may lead to a folder, and which of them are followed. */
public final class FolderShortcuts {
    private static final String OF_SHORTCUT = " WHERE session_id = ? AND shortcut_id = ?";

    private record Known(String shortcut, Optional<String> target) {}

    /** A session's, by their ids, with the folder that each is followed to, if it is. */
    public Map<String, Optional<String>> list(Tx tx, String session) {
        var found = new LinkedHashMap<String, Optional<String>>();
        tx.list(
                        "SELECT shortcut_id, target_id FROM folder_shortcut WHERE session_id = ?"
                                + " ORDER BY shortcut_id",
                        0,
                        row ->
                                new Known(
                                        row.getString("shortcut_id"),
                                        Optional.ofNullable(row.getString("target_id"))),
                        session)
                .forEach(known -> found.put(known.shortcut(), known.target()));
        return found;
    }

    /**
     * Keeps one.
     *
     * @param targetId the folder that it is followed to, or null
     */
    public void put(Tx tx, String session, String shortcutId, String targetId) {
        remove(tx, session, shortcutId);
        tx.update(
                "INSERT INTO folder_shortcut (session_id, shortcut_id, target_id) VALUES (?,?,?)",
                session,
                shortcutId,
                targetId);
    }

    /** It is gone, or leads to no folder. */
    public void remove(Tx tx, String session, String shortcutId) {
        tx.update("DELETE FROM folder_shortcut" + OF_SHORTCUT, session, shortcutId);
    }

    /** Forgets a session's. */
    public void forget(Tx tx, String session) {
        tx.update("DELETE FROM folder_shortcut WHERE session_id = ?", session);
    }
}
