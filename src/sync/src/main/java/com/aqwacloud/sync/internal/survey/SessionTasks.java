package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.api.WrongStateException;
import com.aqwacloud.sync.internal.store.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work on sessions in the background, one at a time for each session. The result of the latest is
 * kept. Thread-safe.
 */
final class SessionTasks<T> {
    private static final Logger LOG = LoggerFactory.getLogger(SessionTasks.class);

    private final String word;
    private final Executor executor;
    private final KeptResults<T> results;

    /** Work that is under way, by session. Guarded by this. */
    private final Map<String, SessionTask<T>> running = new HashMap<>();

    /**
     * @param word what the work is called, such as {@code verification}
     * @param results keeps what it came to
     */
    SessionTasks(String word, Executor executor, KeptResults<T> results) {
        this.word = word;
        this.executor = executor;
        this.results = results;
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
        }
        try {
            executor.execute(() -> run(session, task));
        } catch (RejectedExecutionException e) {
            end(session);
            throw new WrongStateException("AqwaCloud is stopping.");
        }
        return task.present();
    }

    private void run(String session, SessionTask<T> task) {
        try {
            results.keep(session, task.run());
        } catch (StoreException e) {
            LOG.error("The result of the {} of session {} is lost", word, session, e);
        } finally {
            end(session);
        }
    }

    private synchronized void end(String session) {
        running.remove(session);
    }

    /** The state of the latest work on a session. */
    Optional<T> latest(String session) {
        SessionTask<T> task;
        synchronized (this) {
            task = running.get(session);
        }
        return task == null ? results.find(session) : Optional.of(task.present());
    }
}
