package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.api.Session;

/** Lists both drives of a session afresh, by the routes that watch them. */
public interface Listing {
    /**
     * Lists both within the session's limits, which hold until {@link #release}; nothing of the
     * session itself changes. The calling thread waits for the end; a long pause that a cloud asks
     * for is waited out, and the listing goes on from where it was.
     *
     * @param sourceRoot id of the source's root, or null to have it looked up
     * @param scratch id of the scratch store that keeps what is told
     * @throws com.aqwacloud.sync.api.SyncException if a cloud could not be listed
     */
    void list(Session session, String sourceRoot, String scratch);

    /**
     * Waits as long as a cloud asked one of the session's accounts for a long pause.
     *
     * @throws com.aqwacloud.sync.api.SyncException if the engine ends before
     */
    void awaitPauses(Session session);

    /**
     * Says that nothing more is asked of the clouds for the sake of a listing, if it ever began.
     *
     * @param scratch id of the listing's scratch store
     */
    void release(Session session, String scratch);
}
