package com.aqwacloud.sync.internal.conflict;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.internal.announce.Announcements;
import com.aqwacloud.sync.internal.event.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells and logs what became of a conflict apart from its decision. Thread-safe. */
public final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private final Announcements announcements;

    public Outcomes(Announcements announcements) {
        this.announcements = announcements;
    }

    /** It is known now where its loser is. */
    public void placed(Conflict conflict) {
        log(conflict);
        announcements.conflict(Event.ConflictChange.State.RESOLVED, conflict);
    }

    /** Has the log say where its loser is. */
    static void log(Conflict conflict) {
        LOG.info(
                "Conflict {} at {} has its loser here: {}",
                conflict.id(),
                Facts.line(conflict.path()),
                Facts.line(conflict.loser().toString()));
    }

    /** Its sides came together by themselves, or apart in another way. */
    public void withdrawn(Conflict conflict) {
        LOG.info(
                "Conflict {} at {} ({}) is withdrawn: its sides came together by themselves, or apart"
                        + " in another way",
                conflict.id(),
                Facts.line(conflict.path()),
                Words.of(conflict.type()));
        announcements.conflict(Event.ConflictChange.State.RESOLVED, conflict);
    }
}
