package com.aqwacloud.sync.internal.store;

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
public final class Database implements AutoCloseable {
    private static final int MOST_TOGETHER = 50;

    private final DataSource dataSource;

    /** Whoever has it commits what all wait for; those wait for that, and not in line for this. */
    private final ReentrantLock writing = new ReentrantLock();

    private final Queue<Writing<?>> waiting = new ConcurrentLinkedQueue<>();

    /** Guarded by writing. */
    private final RowMemory memory = new RowMemory();

    /** The writers' connection, kept from one transaction to the next; null until it is needed. */
    private OpenConnection writer;

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
                    var counted = JobCounts.stored(tx);
                    tx.afterCommit(() -> counts.replace(counted));
                });
    }

    /**
     * Runs the work in one transaction: all of it takes effect, or nothing. Another thread may run
     * it, so it must not wait for a lock that a caller of this method may hold. A thread that is
     * told to end has its work done all the same.
     *
     * @throws StoreException if the store failed
     */
    public <T> T write(Function<Tx, T> work) {
        var mine = new Writing<T>(work);
        waiting.add(mine);
        boolean interrupted = Thread.interrupted();
        while (!mine.isOver()) {
            if (writing.tryLock()) {
                try {
                    while (!mine.isOver()) {
                        commitTogether();
                    }
                } finally {
                    writing.unlock();
                }
                wakeNext();
            } else {
                mine.await();
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return mine.outcome();
    }

    /** Who came too late to be committed with others is the next to do so. */
    private void wakeNext() {
        Writing<?> next = waiting.peek();
        if (next != null) {
            next.wake();
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
     * Runs work that only reads, be it of a thread that is told to end.
     *
     * @throws StoreException if the store failed
     */
    public <T> T read(Function<Tx, T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            return inTransaction(work);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Derby would close the connection of an interrupted thread, and all of them were lost. */
    private void commitTogether() {
        var together = new ArrayList<Writing<?>>();
        for (Writing<?> next = waiting.poll(); next != null; next = waiting.poll()) {
            together.add(next);
            if (together.size() == MOST_TOGETHER) {
                break;
            }
        }
        try {
            if (writer == null) {
                writer = new OpenConnection(dataSource);
            }
            for (Writing<?> each : together) {
                each.run(writer, memory, counts);
            }
            writer.connection().commit();
        } catch (SQLException e) {
            giveUpWriter(e);
            var failure = new StoreException("The store failed: " + e.getMessage(), e);
            together.forEach(each -> each.lost(failure));
            return;
        } catch (RuntimeException | Error e) {
            giveUpWriter(e);
            together.forEach(each -> each.lost(e));
            return;
        }
        together.forEach(Writing::committed);
    }

    /** A connection that failed may be of no more use. */
    private void giveUpWriter(Throwable cause) {
        memory.forgetAll();
        if (writer != null) {
            writer.rollBack(cause);
            try {
                closeWriter();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }

    private void closeWriter() throws SQLException {
        OpenConnection used = writer;
        writer = null;
        used.close();
    }

    /** Gives back the connection that is kept; who writes later takes another. */
    @Override
    public void close() {
        writing.lock();
        try {
            if (writer != null) {
                closeWriter();
            }
        } catch (SQLException e) {
            throw new StoreException("The store failed: " + e.getMessage(), e);
        } finally {
            writing.unlock();
        }
        wakeNext();
    }

    private <T> T inTransaction(Function<Tx, T> work) {
        try (var reader = new OpenConnection(dataSource)) {
            try {
                T result = work.apply(new Tx(reader.statements()));
                reader.connection().commit();
                return result;
            } catch (RuntimeException | SQLException | Error e) {
                reader.rollBack(e);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException("The store failed: " + e.getMessage(), e);
        }
    }
}
