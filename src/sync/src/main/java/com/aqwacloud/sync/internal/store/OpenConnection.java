package com.aqwacloud.sync.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A connection for transactions, with its statements. Not safe for use by several threads. */
final class OpenConnection implements AutoCloseable {
    private final Connection connection;
    private final Statements statements;

    OpenConnection(DataSource dataSource) throws SQLException {
        connection = dataSource.getConnection();
        statements = new Statements(connection);
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            try (connection) {
                throw e;
            }
        }
    }

    Connection connection() {
        return connection;
    }

    Statements statements() {
        return statements;
    }

    /** Takes back what was done since the last commit, because of a failure. */
    void rollBack(Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            statements.close();
            connection.setAutoCommit(true);
        }
    }
}
