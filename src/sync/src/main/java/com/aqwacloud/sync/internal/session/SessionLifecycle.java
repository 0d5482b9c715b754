package com.aqwacloud.sync.internal.session;

import com.aqwacloud.sync.api.Session;

/** What the pipeline does when a session's state changes. */
public interface SessionLifecycle {
    /**
     * Checks before a session is created that what it names exists in both clouds.
     *
     * @throws com.aqwacloud.sync.api.InvalidValueException naming the field at fault
     */
    void check(Session candidate);

    /** The session watches and transfers from now on. */
    void started(Session session);

    /** The session no longer does; running transfers stop at the next chance. */
    void stopped(Session session);

    /** The session is no longer known. */
    void deleted(Session session);
}
