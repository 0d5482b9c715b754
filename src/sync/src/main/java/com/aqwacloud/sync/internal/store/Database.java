package com.aqwacloud.sync.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Transactions on the embedded store. Thread-safe: writers take turns, because Derby would let them
 * deadlock on index pages; those who come while another writes are committed together, because a
 * commit costs a write to the disk; readers see committed rows.
 */
public final class Database {
    private static final int MOST_TOGETHER = 50;

    private final DataSource dataSource;
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Queue<Writing<?>> waiting = new ConcurrentLinkedQueue<>();

    /** Guarded by writing. */
    private final RowMemory memory = new RowMemory();

    private final JobCounts counts = new JobCounts();

    /** Brings the schema up to date. */
    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
        new Migrations(dataSource).run();
        recountJobs();
    }

    /** How many jobs there are, without a look into the store. */
    public JobCounts jobCounts() {
        return counts;
    }

    /**
     * Counts the jobs anew: whoever changes them by other ways than a {@link Tx} must ask for it.
     */
    public void recountJobs() {
        change(
                tx -> {
                    var counted = new Jobs().count(tx);
                    tx.afterCommit(() -> counts.replace(counted));
                });
    }

    /**
     * Runs the work in one transaction: all of it takes effect, or nothing. Another thread may run
     * it, so it must not wait for a lock that a caller of this method may hold.
     *
     * @throws StoreException if the store failed
     */
    public <T> T write(Function<Tx, T> work) {
        var mine = new Writing<T>(work);
        waiting.add(mine);
        writing.lock();
        try {
            while (!mine.isOver()) {
                commitTogether();
            }
        } finally {
            writing.unlock();
        }
        return mine.outcome();
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

    private void commitTogether() {
        var together = new ArrayList<Writing<?>>();
        for (Writing<?> next = waiting.poll(); next != null; next = waiting.poll()) {
            together.add(next);
            if (together.size() == MOST_TOGETHER) {
                break;
            }
        }
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                for (Writing<?> each : together) {
                    each.run(connection, memory, counts);
                }
                connection.commit();
            } catch (SQLException e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            memory.forgetAll();
            var failure = new StoreException("The store failed: " + e.getMessage(), e);
            together.forEach(each -> each.lost(failure));
            return;
        } catch (RuntimeException | Error e) {
            memory.forgetAll();
            together.forEach(each -> each.lost(e));
            return;
        }
        together.forEach(Writing::committed);
    }

    private <T> T inTransaction(Function<Tx, T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.apply(new Tx(connection));
                connection.commit();
                return result;
            } catch (RuntimeException | SQLException | Error e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException("The store failed: " + e.getMessage(), e);
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
