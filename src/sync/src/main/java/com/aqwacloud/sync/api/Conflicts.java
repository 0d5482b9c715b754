package com.aqwacloud.sync.api;

import java.util.List;

/** The inbox. May be called from any thread. */
public interface Conflicts {
    /** Conflicts, newest first; only open ones unless {@code all}. At most 1000. */
    List<Conflict> list(boolean all);

    /**
     * Decides a conflict; the work that follows is queued before this returns.
     *
     * @param by who decides, for the record
     * @throws NotFoundException if there is none of that id
     * @throws WrongStateException if it was decided before
     */
    Conflict resolve(long id, ConflictPreference resolution, String by);
}
