package com.aqwacloud.sync.api;

import java.util.Optional;

/**
 * Full comparisons of both sides of sessions, in the background. The latest of each session is kept
 * in the store until the session is deleted. May be called from any thread.
 */
public interface Verifications {
    /**
     * Begins one. It lists both sides afresh and changes nothing in either cloud.
     *
     * @param downloadBytes bytes of content that may be downloaded to compare files for which
     *     Google Drive tells no hash; 0 for none
     * @return it, under way
     * @throws NotFoundException if there is no such session
     * @throws WrongStateException if the session never ran, or one is under way
     * @throws InvalidValueException if {@code downloadBytes} is negative
     */
    Verification start(String session, long downloadBytes);

    /**
     * The latest one, empty if there was none yet.
     *
     * @throws NotFoundException if there is no such session
     */
    Optional<Verification> find(String session);
}
