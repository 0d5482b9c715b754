package com.aqwacloud.sync.internal.conflict;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredConflict;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.Tx;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells which conflicts that are over are past: their decisions can no longer be taken back, and
 * say nothing of how things stand. Thread-safe; each call is part of the caller's transaction.
 */
public final class PastConflicts {
    /** No recycle bin keeps anything longer. */
    private static final Duration IN_BIN = Duration.ofDays(93);

    private final StoredConflicts conflicts = new StoredConflicts();
    private final Items items = new Items();
    private final Baselines baselines = new Baselines();
    private final Jobs jobs = new Jobs();

    /** Whether a conflict, which is decided or withdrawn, is past. */
    public boolean isPast(Tx tx, StoredConflict found, Instant now) {
        String session = found.conflict().session();
        // Where the loser goes is noted when the work is done, be it once a person has it tried
        // again.
        return jobs.open(tx, session, found.sourceId()).isEmpty()
                && jobs.givenUp(tx, session, found.sourceId()).isEmpty()
                && !isHowThingsStand(tx, found)
                && !isRecoverable(tx, found, now);
    }

    /** Whether it tells why both sides of an item are as they are. */
    private boolean isHowThingsStand(Tx tx, StoredConflict found) {
        String session = found.conflict().session();
        return baselines.bySource(tx, session, found.sourceId()).isPresent()
                && conflicts
                        .lastDecided(tx, session, found.sourceId())
                        .filter(last -> last.id() == found.conflict().id())
                        .isPresent();
    }

    private boolean isRecoverable(Tx tx, StoredConflict found, Instant now) {
        Conflict conflict = found.conflict();
        Loser loser = conflict.loser();
        if (conflict.undoneAt() != null || loser == null) {
            return false;
        }
        return switch (loser.place()) {
            case KEPT_COPY -> false;
            case RECYCLE_BIN -> conflict.resolvedAt().isAfter(now.minus(IN_BIN));
            case VERSION_HISTORY -> isOfNow(tx, found);
            case GOOGLE_DRIVE ->
                    conflict.destination().exists()
                            ? isOfNow(tx, found)
                            : items.find(tx, conflict.session(), Side.SOURCE, found.sourceId())
                                    .isPresent();
        };
    }

    /** Whether the sides still hold what they did when it was decided. */
    private boolean isOfNow(Tx tx, StoredConflict found) {
        Baseline agreed =
                baselines.bySource(tx, found.conflict().session(), found.sourceId()).orElse(null);
        return agreed != null
                && !Undo.isFollowed(found, agreed)
                && !conflicts.isFollowed(tx, found);
    }
}
