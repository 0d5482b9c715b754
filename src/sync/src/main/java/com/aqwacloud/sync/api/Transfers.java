package com.aqwacloud.sync.api;

import java.util.List;

/** The queue, as people see it. May be called from any thread. */
public interface Transfers {
    /**
     * Jobs, the unfinished ones first, then the newest.
     *
     * @param state only those in it, or null for all
     * @param session only those of the session, or null for all
     * @param limit at most so many, 1 to 1000
     * @throws NotFoundException if there is no such session
     */
    List<Transfer> list(JobState state, String session, int limit);

    /**
     * Queues a failed transfer once more, with all its tries. It is decided anew when its turn
     * comes, as things stand then.
     *
     * @return the transfer, pending again
     * @throws NotFoundException if there is none of that id
     * @throws WrongStateException if it did not fail, or the item has a later one
     */
    Transfer retry(long id);
}
