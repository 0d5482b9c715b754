package com.aqwacloud.sync.api;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts at one moment.
 *
 * @param jobs number of jobs by state, over all sessions
 * @param openConflicts conflicts in the inbox
 * @param sessionsRunning running sessions
 * @param bytesPerSecond present rate of all transfers
 * @param bytesTransferred bytes of content uploaded since the first start
 * @param googleRequests requests to Google Drive since this start
 * @param oneDriveRequests requests to OneDrive since this start
 * @param uptimeSeconds time since this start
 */
public record Stats(
        Map<JobState, Long> jobs,
        long openConflicts,
        long sessionsRunning,
        long bytesPerSecond,
        long bytesTransferred,
        long googleRequests,
        long oneDriveRequests,
        long uptimeSeconds) {
    public Stats {
        var ordered = new EnumMap<JobState, Long>(JobState.class);
        ordered.putAll(jobs);
        jobs = Collections.unmodifiableMap(ordered);
    }
}
