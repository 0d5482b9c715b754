package com.aqwacloud.sync.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Transactions on the embedded store. Thread-safe: writers take turns, because Derby would let them
 * deadlock on index pages; readers see committed rows.
 */
public final class Database {
    private final DataSource dataSource;
    private final ReentrantLock writing = new ReentrantLock(true);

    /** Brings the schema up to date. */
    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
        new Migrations(dataSource).run();
    }

    /**
     * Runs the work in one transaction: all of it takes effect, or nothing.
     *
     * @throws StoreException if the store failed
     */
    public <T> T write(Function<Tx, T> work) {
        writing.lock();
        try {
            return inTransaction(work);
        } finally {
            writing.unlock();
        }
    }

    /** Like {@link #write}, for work without a result. */
    public void change(Consumer<Tx> work) {
        write(
                tx -> {
                    work.accept(tx);
                    return null;
                });
    }

    /**
     * Runs work that only reads.
     *
     * @throws StoreException if the store failed
     */
    public <T> T read(Function<Tx, T> work) {
        return inTransaction(work);
    }

    private <T> T inTransaction(Function<Tx, T> work) {
        T result;
        Tx tx;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            tx = new Tx(connection);
            try {
                result = work.apply(tx);
                connection.commit();
            } catch (RuntimeException | SQLException | Error e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException("The store failed: " + e.getMessage(), e);
        }
        tx.committed();
        return result;
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
