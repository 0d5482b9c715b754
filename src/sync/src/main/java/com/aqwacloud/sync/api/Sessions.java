package com.aqwacloud.sync.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sessions. All methods may be called from any thread and take effect before they return. */
public interface Sessions {
    /** All sessions, oldest first. */
    List<Session> list();

    /** The session of that id. */
    Optional<Session> find(String id);

    /**
     * Creates a stopped session.
     *
     * @throws InvalidValueException naming the field at fault; nothing was created
     */
    Session create(SessionSpec spec);

    /**
     * Changes options of a session that does not run; its next start acts by them. The selection
     * and the destination's folder stay what they were at its creation.
     *
     * @param options new values by the keys of {@link SessionOptions}; what is missing stays
     * @throws InvalidValueException naming the option at fault; nothing was changed
     * @throws NotFoundException if there is none of that id
     * @throws WrongStateException if it runs
     */
    Session configure(String id, Map<String, String> options);

    /**
     * Lets it watch and transfer. A running session stays as it is; a paused one goes on, which
     * confirms what it had asked for.
     *
     * @throws NotFoundException if there is none of that id
     * @throws WrongStateException if its accounts cannot be used
     */
    Session start(String id);

    /**
     * Lets running transfers stop at the next fragment and keeps the queue.
     *
     * @throws NotFoundException if there is none of that id
     */
    Session stop(String id);

    /**
     * Stops it and forgets it, its queue and its baseline; no file is touched on either side.
     *
     * @throws NotFoundException if there is none of that id
     */
    void delete(String id);
}
