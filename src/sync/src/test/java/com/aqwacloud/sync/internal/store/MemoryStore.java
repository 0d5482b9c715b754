package com.aqwacloud.sync.internal.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** What a query finds: values by column in upper case. */
    public List<Map<String, Object>> rows(String query) {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            var rows = new ArrayList<Map<String, Object>>();
            while (found.next()) {
                var row = new HashMap<String, Object>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.put(found.getMetaData().getColumnLabel(i), found.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new StoreException("The store failed: " + e.getMessage(), e);
        }
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
