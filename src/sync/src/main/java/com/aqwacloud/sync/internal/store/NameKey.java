package com.aqwacloud.sync.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What names are compared by: OneDrive takes those for one of which each letter is the same once it
 * is a capital, as the two micro signs are, and the two small sigmas.
 */
final class NameKey {
    private NameKey() {}

    /** Names that {@link String#equalsIgnoreCase} takes for one have one key. */
    static String of(String name) {
        var key = new StringBuilder(name.length());
        name.codePoints()
                .map(letter -> Character.toLowerCase(Character.toUpperCase(letter)))
                .forEach(key::appendCodePoint);
        return key.toString();
    }

    private record Stale(String session, String side, String id, String name) {}

    /** Gives all items that have a key of an earlier build the one that they should have. */
    static void renew(Connection connection) throws SQLException {
        List<Stale> stale = stale(connection);
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE item SET name_key = ? WHERE session_id = ? AND side = ? AND id ="
                                + " ?")) {
            for (Stale item : stale) {
                update.setString(1, of(item.name()));
                update.setString(2, item.session());
                update.setString(3, item.side());
                update.setString(4, item.id());
                update.executeUpdate();
            }
        }
    }

    private static List<Stale> stale(Connection connection) throws SQLException {
        var stale = new ArrayList<Stale>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT session_id, side, id, name, name_key FROM item")) {
            while (rows.next()) {
                String name = rows.getString("name");
                if (!of(name).equals(rows.getString("name_key"))) {
                    stale.add(
                            new Stale(
                                    rows.getString("session_id"),
                                    rows.getString("side"),
                                    rows.getString("id"),
                                    name));
                }
            }
        }
        return stale;
    }
}
