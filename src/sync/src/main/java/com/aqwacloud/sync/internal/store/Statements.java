package com.aqwacloud.sync.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The statements that were made on a connection, kept for their next use: making one costs Derby as
 * much as a lookup. A statement is not to be asked for while it is in use. Not safe for use by
 * several threads.
 */
final class Statements implements AutoCloseable {
    /** More than the store has; those of lists are put together from a few conditions. */
    private static final int MOST = 250;

    private final Connection connection;
    private final Map<Text, PreparedStatement> made = new LinkedHashMap<>(16, 0.75f, true);

    private record Text(String sql, boolean keys) {}

    Statements(Connection connection) {
        this.connection = connection;
    }

    /** The statement of that text. */
    PreparedStatement of(String sql) throws SQLException {
        return of(new Text(sql, false));
    }

    /** The same, for one that tells the key that it gave. */
    PreparedStatement withKeys(String sql) throws SQLException {
        return of(new Text(sql, true));
    }

    private PreparedStatement of(Text text) throws SQLException {
        PreparedStatement known = made.get(text);
        if (known != null) {
            return known;
        }
        if (made.size() == MOST) {
            var oldest = made.entrySet().iterator();
            oldest.next().getValue().close();
            oldest.remove();
        }
        PreparedStatement statement =
                text.keys()
                        ? connection.prepareStatement(text.sql(), Statement.RETURN_GENERATED_KEYS)
                        : connection.prepareStatement(text.sql());
        made.put(text, statement);
        return statement;
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : made.values()) {
            statement.close();
        }
        made.clear();
    }
}
