package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.Deciders;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.Tx;

/** Knows the deletes that a person decided in the inbox, for which nobody need be asked again. */
public final class DecidedDeletes {
    private final StoredConflicts conflicts = new StoredConflicts();

    /** Whether a person said that this very file goes, as the destination has it now. */
    public boolean isByPerson(
            Tx tx, String session, String sourceId, Decided decided, Decision.Work work) {
        return work.action() == Action.DELETE
                && decided.winner() == ConflictPreference.SOURCE
                && decided.holdsFor(work.destination())
                && conflicts
                        .lastDecided(tx, session, sourceId)
                        .filter(last -> last.type() == ConflictType.DELETE_EDIT)
                        .map(Conflict::resolvedBy)
                        .filter(Deciders::isPerson)
                        .isPresent();
    }
}
