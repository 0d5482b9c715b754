package com.aqwacloud.sync.api;

import java.util.List;

/** The queue, as people see it. May be called from any thread. */
public interface Transfers {
    /**
     * Jobs, the unfinished ones first, then the newest.
     *
     * @param state only those in it, or null for all
     * @param session only those of the session, or null for all
     * @param before only those of lower ids, as the last of an answer has it for the next, or null
     *     for the first; only with a state, since jobs are in the order of their ids in each alone
     * @param limit at most so many, 1 to 1000
     * @throws InvalidValueException if {@code before} is given without a state
     * @throws NotFoundException if there is no such session
     */
    List<Transfer> list(JobState state, String session, Long before, int limit);

    /** The first of them. */
    default List<Transfer> list(JobState state, String session, int limit) {
        return list(state, session, null, limit);
    }

    /**
     * Queues a transfer that failed or was cancelled once more, with all its tries. It is decided
     * anew when its turn comes, as things stand then.
     *
     * @return the transfer, pending again
     * @throws NotFoundException if there is none of that id
     * @throws WrongStateException if it is neither, or the item has a later one
     */
    Transfer retry(long id);

    /**
     * Gives a transfer up that is not over yet; what of it was done already stays. Its item is
     * planned again when it changes, or when the transfer is retried; what was to be deleted stays,
     * a folder with all that is in it, until it is retried or in the source again.
     *
     * @param by who wants it, for the record
     * @return the transfer, cancelled
     * @throws NotFoundException if there is none of that id
     * @throws WrongStateException if it is over
     */
    Transfer cancel(long id, String by);
}
