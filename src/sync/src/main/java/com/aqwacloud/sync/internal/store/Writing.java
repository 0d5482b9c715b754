package com.aqwacloud.sync.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.function.Function;

/** One piece of work that waits to be written, or was. Guarded by the writers' lock. */
final class Writing<T> {
    private final Function<Tx, T> work;
    private Tx tx;
    private T result;
    private Throwable failure;
    private boolean over;

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
        over = true;
        if (failure == null) {
            try {
                tx.committed();
            } catch (RuntimeException | Error e) {
                failure = e;
            }
        }
    }

    /** The transaction was lost. */
    void lost(Throwable cause) {
        over = true;
        if (failure == null) {
            failure = cause;
        }
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
