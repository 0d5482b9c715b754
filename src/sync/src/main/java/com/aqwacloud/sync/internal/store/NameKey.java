package com.aqwacloud.sync.internal.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

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

    /** Gives all items that have a key of an earlier build the one that they should have. */
    static void renew(Connection connection) throws SQLException {
        // A store may hold more items than the memory does.
        try (Statement statement =
                        connection.createStatement(
                                ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE);
                ResultSet items =
                        statement.executeQuery(
                                "SELECT name, name_key FROM item FOR UPDATE OF name_key")) {
            while (items.next()) {
                String key = of(items.getString(1));
                if (!key.equals(items.getString(2))) {
                    items.updateString(2, key);
                    items.updateRow();
                }
            }
        }
    }
}
