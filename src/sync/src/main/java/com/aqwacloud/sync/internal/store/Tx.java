package com.aqwacloud.sync.internal.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One transaction; used by one thread, and only inside the call that {@link Database} makes. */
public final class Tx {
    private final Statements statements;
    private final RowMemory memory;
    private final JobCounts counts;
    private final List<Runnable> afterCommit = new ArrayList<>();

    /** A transaction that only reads. */
    Tx(Statements statements) {
        this(statements, new RowMemory(), new JobCounts());
    }

    /**
     * @param memory of the writers
     * @param counts of the jobs
     */
    Tx(Statements statements, RowMemory memory, JobCounts counts) {
        this.statements = statements;
        this.memory = memory;
        this.counts = counts;
    }

    JobCounts jobCounts() {
        return counts;
    }

    RowMemory memory() {
        return memory;
    }

    /** Reads one row of a result; asks nothing else meanwhile. */
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /**
     * Has work done once the transaction took effect; what a write is followed by is done before
     * any later write returns.
     */
    public void afterCommit(Runnable work) {
        afterCommit.add(work);
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    int update(String sql, Object... parameters) {
        try {
            PreparedStatement statement = statements.of(sql);
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    long insert(String sql, Object... parameters) {
        try {
            PreparedStatement statement = statements.withKeys(sql);
            bind(statement, parameters);
            statement.executeUpdate();
            try (var keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * @param limit most rows to read; 0 for all
     */
    <T> List<T> list(String sql, int limit, RowMapper<T> mapper, Object... parameters) {
        try {
            PreparedStatement statement = statements.of(sql);
            statement.setMaxRows(limit);
            bind(statement, parameters);
            try (var rows = statement.executeQuery()) {
                var all = new ArrayList<T>();
                while (rows.next()) {
                    all.add(mapper.map(rows));
                }
                return all;
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... parameters) {
        return list(sql, 1, mapper, parameters).stream().findFirst();
    }

    long number(String sql, Object... parameters) {
        return first(sql, row -> row.getLong(1), parameters).orElse(0L);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /** A time as it is read again once it was written. */
    static Instant asStored(Instant time) {
        return time == null ? null : Instant.ofEpochMilli(time.toEpochMilli());
    }

    private static StoreException failure(SQLException e) {
        return new StoreException("The store failed: " + e.getMessage(), e);
    }

    private static void bind(PreparedStatement statement, Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof Instant time) {
                statement.setLong(i + 1, time.toEpochMilli());
            } else if (value instanceof Boolean flag) {
                statement.setInt(i + 1, flag ? 1 : 0);
            } else if (value instanceof Enum<?> constant) {
                statement.setString(i + 1, constant.name());
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
