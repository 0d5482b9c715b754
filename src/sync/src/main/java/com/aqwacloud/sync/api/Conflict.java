package com.aqwacloud.sync.api;

import java.time.Instant;

/**
 * A file that both sides moved away from the baseline.
 *
 * @param id unique in this installation
 * @param session id of its session
 * @param type how the sides came apart
 * @param path path at the source
 * @param source Google Drive's side
 * @param destination OneDrive's side
 * @param detectedAt when it was found
 * @param rule what said who decides: a rule of {@code conflicts.rules} or the session's options;
 *     null until that was looked up
 * @param deadline when it is decided by default if nobody answers, or null
 * @param resolution what was decided, or null while open and where it was withdrawn
 * @param resolvedBy {@code auto}, {@code deadline}, {@code withdrawn}, {@code route NAME} for a
 *     route file or the person who decided, or null while open
 * @param resolvedAt when it was decided, or null while open
 * @param loser where the content is that gave way; null while nothing did, and where nothing was
 *     left to keep
 */
public record Conflict(
        long id,
        String session,
        ConflictType type,
        String path,
        ConflictSide source,
        ConflictSide destination,
        Instant detectedAt,
        String rule,
        Instant deadline,
        ConflictPreference resolution,
        String resolvedBy,
        Instant resolvedAt,
        Loser loser,
        String undoneBy,
        Instant undoneAt) {

    /** Whether it ceased to be one without a decision. */
    public boolean withdrawn() {
        return resolvedAt != null && resolution == null;
    }

    /** The same conflict, decided. */
    public Conflict resolved(ConflictPreference winner, String by, Instant at) {
        return new Conflict(
                id,
                session,
                type,
                path,
                source,
                destination,
                detectedAt,
                rule,
                deadline,
                winner,
                by,
                at,
                loser,
                undoneBy,
                undoneAt);
    }
}
