package com.aqwacloud.sync.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is noted of a session beside its items, baselines and jobs, and matters to its plan. */
public final class SessionNotes {
    private static final List<String> TABLES =
            List.of(
                    "excluded",
                    "unplaced",
                    "shared_drive",
                    "shared_folder",
                    "lost_access",
                    "folder_shortcut",
                    "delete_guard",
                    "cancelled_delete",
                    "left_to_heir",
                    "hidden_name");

    /** Copies all of a session's from one store into another that has none. */
    public void copy(Database from, Database to, String session) {
        for (String table : TABLES) {
            List<Map<String, Object>> rows =
                    from.read(
                            tx ->
                                    tx.list(
                                            "SELECT * FROM " + table + " WHERE session_id = ?",
                                            0,
                                            SessionNotes::columns,
                                            session));
            to.change(tx -> rows.forEach(row -> insert(tx, table, row)));
        }
    }

    private static void insert(Tx tx, String table, Map<String, Object> row) {
        tx.update(
                "INSERT INTO "
                        + table
                        + " ("
                        + String.join(", ", row.keySet())
                        + ") VALUES ("
                        + String.join(", ", Collections.nCopies(row.size(), "?"))
                        + ")",
                row.values().toArray());
    }

    private static Map<String, Object> columns(ResultSet row) throws SQLException {
        var columns = new LinkedHashMap<String, Object>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            columns.put(row.getMetaData().getColumnName(i), row.getObject(i));
        }
        return columns;
    }
}
