package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Conflict;

/**
 * A conflict and what is needed to carry out its resolution.
 *
 * @param conflict what people see
 * @param sourceId the item of the source
 * @param jobId the job that met it
 * @param destinationEtag the destination's entity tag when it was found, or null
 */
public record StoredConflict(
        Conflict conflict, String sourceId, long jobId, String destinationEtag) {}
