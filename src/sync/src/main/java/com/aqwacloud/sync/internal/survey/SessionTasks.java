package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.api.WrongStateException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Work on sessions in the background, one at a time for each session. The state of the latest is
 * kept. Thread-safe.
 */
final class SessionTasks<T> {
    private final String word;
    private final Executor executor;

    /** State of the latest of each session. Guarded by this. */
    private final Map<String, Supplier<T>> latest = new HashMap<>();

    /** Sessions with work under way. Guarded by this. */
    private final Map<String, SessionTask<T>> running = new HashMap<>();

    /**
     * @param word what the work is called, such as {@code verification}
     */
    SessionTasks(String word, Executor executor) {
        this.word = word;
        this.executor = executor;
    }

    /**
     * Begins work.
     *
     * @throws WrongStateException if some is under way for the session
     */
    T start(String session, SessionTask<T> task) {
        synchronized (this) {
            if (running.containsKey(session)) {
                throw new WrongStateException(
                        "A "
                                + word
                                + " of session "
                                + session
                                + " is under way; wait for its end.");
            }
            running.put(session, task);
            latest.put(session, task::present);
        }
        try {
            executor.execute(() -> run(session, task));
        } catch (RejectedExecutionException e) {
            end(session, task.present());
            throw new WrongStateException("AqwaCloud is stopping.");
        }
        return task.present();
    }

    private void run(String session, SessionTask<T> task) {
        T result = task.present();
        try {
            result = task.run();
        } finally {
            end(session, result);
        }
    }

    private synchronized void end(String session, T result) {
        running.remove(session);
        latest.put(session, () -> result);
    }

    /** The state of the latest work on a session. */
    synchronized Optional<T> latest(String session) {
        return Optional.ofNullable(latest.get(session)).map(Supplier::get);
    }

    /** Forgets the results of sessions that are no longer. */
    synchronized void keepOnly(Predicate<String> exists) {
        latest.keySet().removeIf(session -> !running.containsKey(session) && !exists.test(session));
    }
}
