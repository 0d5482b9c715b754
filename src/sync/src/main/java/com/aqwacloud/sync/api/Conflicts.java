package com.aqwacloud.sync.api;

import java.util.List;

/** The inbox. May be called from any thread. */
public interface Conflicts {
    /**
     * Conflicts, newest first.
     *
     * @param state only those that stand so, or null for all
     * @param before only those of lower ids, as the last of an answer has it for the next, or null
     *     for the newest
     * @param limit at most so many, 1 to 1000
     */
    List<Conflict> list(ConflictState state, Long before, int limit);

    /** The newest 1000 conflicts, newest first; only open ones unless {@code all}. */
    default List<Conflict> list(boolean all) {
        return list(all ? null : ConflictState.OPEN, null, 1000);
    }

    /**
     * Decides a conflict; the work that follows is queued before this returns.
     *
     * @param by who decides, for the record
     * @throws NotFoundException if there is none of that id
     * @throws WrongStateException if it was decided before
     */
    Conflict resolve(long id, ConflictPreference resolution, String by);

    /**
     * Decides several conflicts, all or none.
     *
     * @param by who decides, for the record
     * @return them, in the order of the ids
     * @throws NotFoundException if there is none of one of the ids
     * @throws WrongStateException if one was decided before; it names each
     */
    List<Conflict> resolve(List<Long> ids, ConflictPreference resolution, String by);

    /**
     * Decides all open conflicts that the filter lets through, oldest first; there may be none.
     *
     * @param by who decides, for the record
     * @throws NotFoundException if the filter names a session that there is not
     */
    List<Conflict> resolve(ConflictFilter filter, ConflictPreference resolution, String by);

    /**
     * Counts the open conflicts that the filter lets through.
     *
     * @throws NotFoundException if the filter names a session that there is not
     */
    ConflictCount count(ConflictFilter filter);

    /**
     * Brings back what gave way in a decided conflict, while it can be had: OneDrive gets its file
     * back from the version history, or Google Drive's is moved after all. What won before is then
     * in OneDrive's version history.
     *
     * @param by who wants it, for the record
     * @throws NotFoundException if there is no conflict of that id
     * @throws WrongStateException if there is nothing to bring back, it was changed since, the
     *     transfer of its file is not over, or the cloud refuses; nothing changed, unless OneDrive
     *     brought another version back, which it says
     */
    Conflict undo(long id, String by);
}
