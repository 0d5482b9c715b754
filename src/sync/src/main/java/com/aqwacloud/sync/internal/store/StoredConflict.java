package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Conflict;

/**
 * A conflict and what is needed to carry out its resolution.
 *
 * @param conflict what people see
 * @param sourceId the item of the source
 * @param jobId the job that met it
 * @param destinationEtag the destination's entity tag when it was found, or null
 * @param settledContent what the source's file held when the loser gave way, as {@link
 *     Baseline#sourceContent} says it, or null
 */
public record StoredConflict(
        Conflict conflict,
        String sourceId,
        long jobId,
        String destinationEtag,
        String settledContent) {}
