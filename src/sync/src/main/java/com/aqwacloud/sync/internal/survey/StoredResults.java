package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.internal.event.JsonFormat;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.TaskResults;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Results in the store, where they outlive a restart. Thread-safe. */
final class StoredResults<T> implements KeptResults<T> {
    private static final Logger LOG = LoggerFactory.getLogger(StoredResults.class);

    private final Database database;
    private final String task;
    private final Class<T> type;
    private final UnaryOperator<T> shorter;
    private final StoredSessions sessions = new StoredSessions();
    private final TaskResults results = new TaskResults();

    /**
     * @param task sort of the task
     * @param type what the results are
     * @param shorter gives a result with fewer details, or itself if it has none
     */
    StoredResults(Database database, String task, Class<T> type, UnaryOperator<T> shorter) {
        this.database = database;
        this.task = task;
        this.type = type;
        this.shorter = shorter;
    }

    @Override
    public void keep(String session, T result) {
        String json = fitting(result);
        database.change(
                tx -> {
                    if (sessions.find(tx, session).isPresent()) {
                        results.put(tx, session, task, json);
                    }
                });
    }

    /** Paths and reasons are as long as others make them. */
    private String fitting(T result) {
        String json = write(result);
        T less = shorter.apply(result);
        while (json.length() > TaskResults.MOST_CHARACTERS && !less.equals(result)) {
            json = write(less);
            result = less;
            less = shorter.apply(result);
        }
        return json;
    }

    private String write(T result) {
        try {
            return JsonFormat.mapper().writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A " + task + " could not be written", e);
        }
    }

    @Override
    public Optional<T> find(String session) {
        return database.read(tx -> results.find(tx, session, task)).flatMap(this::read);
    }

    /** What another version of the program kept may not be readable; then there is none. */
    private Optional<T> read(String json) {
        try {
            return Optional.of(JsonFormat.mapper().readValue(json, type));
        } catch (JsonProcessingException e) {
            LOG.warn("The last {} cannot be read: {}", task, e.getOriginalMessage());
            return Optional.empty();
        }
    }
}
