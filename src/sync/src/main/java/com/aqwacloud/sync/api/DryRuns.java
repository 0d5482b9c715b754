package com.aqwacloud.sync.api;

import java.util.Optional;

/**
 * Plans of sessions that are not carried out, made in the background. The latest of each session is
 * kept in the store until the session is deleted. May be called from any thread.
 */
public interface DryRuns {
    /**
     * Begins to work one out. Nothing is written to either cloud, and nothing is queued.
     *
     * @return it, under way
     * @throws NotFoundException if there is no such session
     * @throws WrongStateException if one is under way
     */
    DryRun start(String session);

    /**
     * The latest one, empty if there was none yet.
     *
     * @throws NotFoundException if there is no such session
     */
    Optional<DryRun> find(String session);
}
