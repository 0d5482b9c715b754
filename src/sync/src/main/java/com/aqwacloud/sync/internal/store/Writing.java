package com.aqwacloud.sync.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * One piece of work that waits to be written, or was. Guarded by the writers' lock, but for what
 * its owner waits for.
 */
final class Writing<T> {
    private final Function<Tx, T> work;
    private final Thread owner = Thread.currentThread();
    private Tx tx;
    private T result;
    private Throwable failure;
    private volatile boolean over;

    Writing(Function<Tx, T> work) {
        this.work = work;
    }

    /**
     * Does the work as a part of the connection's transaction; if it fails, its own part alone is
     * taken back.
     *
     * @throws SQLException if the whole transaction is lost
     */
    void run(OpenConnection open, RowMemory memory, JobCounts counts) throws SQLException {
        Connection connection = open.connection();
        Savepoint before = connection.setSavepoint();
        tx = new Tx(open.statements(), memory, counts);
        try {
            result = work.apply(tx);
        } catch (RuntimeException | Error e) {
            failure = e;
            memory.forgetAll();
            connection.rollback(before);
        }
        connection.releaseSavepoint(before);
    }

    /** The transaction was committed. */
    void committed() {
        if (failure == null) {
            try {
                tx.committed();
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
        end();
    }

    /** The transaction was lost. */
    void lost(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        end();
    }

    private void end() {
        over = true;
        wake();
    }

    /** Has the owner look again whether this is over, or can be done by itself. */
    void wake() {
        LockSupport.unpark(owner);
    }

    /** The owner waits until it is woken, or interrupted, or for no reason. */
    void await() {
        LockSupport.park(this);
    }

    boolean isOver() {
        return over;
    }

    T outcome() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
        return result;
    }
}
