package com.aqwacloud.sync.internal.store;

import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;

/** A Derby database in memory, gone with its test. */
public final class MemoryStore implements AutoCloseable {
    private static final String DROPPED = "08006";

    private final String name = "memory:" + UUID.randomUUID();
    private final EmbeddedDataSource dataSource = new EmbeddedDataSource();

    public MemoryStore() {
        dataSource.setDatabaseName(name);
        dataSource.setCreateDatabase("create");
    }

    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() throws SQLException {
        var dropping = new EmbeddedDataSource();
        dropping.setDatabaseName(name);
        dropping.setConnectionAttributes("drop=true");
        try {
            dropping.getConnection().close();
        } catch (SQLException e) {
            if (!DROPPED.equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
