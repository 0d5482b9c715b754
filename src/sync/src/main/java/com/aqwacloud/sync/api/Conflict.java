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
 * @param resolution what was decided, or null while open
 * @param resolvedBy {@code auto} or who decided, or null while open
 * @param resolvedAt when it was decided, or null while open
 */
public record Conflict(
        long id,
        String session,
        ConflictType type,
        String path,
        ConflictSide source,
        ConflictSide destination,
        Instant detectedAt,
        ConflictPreference resolution,
        String resolvedBy,
        Instant resolvedAt) {}
