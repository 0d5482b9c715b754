package com.aqwacloud.sync.api;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A full comparison of both sides of a session, under way or over.
 *
 * @param session its id
 * @param state how far it is
 * @param startedAt when it began
 * @param finishedAt when it ended, or null while it runs
 * @param sourceListed items that Google Drive told so far
 * @param destinationListed items that OneDrive told so far
 * @param bytesRead bytes of content that were downloaded to be compared
 * @param counts files by outcome
 * @param findings files that are not equal, at most {@value #MOST} of each outcome
 * @param message why it failed, or null
 */
public record Verification(
        String session,
        TaskState state,
        Instant startedAt,
        Instant finishedAt,
        long sourceListed,
        long destinationListed,
        long bytesRead,
        Map<VerifyOutcome, Long> counts,
        List<Finding> findings,
        String message) {
    /** The most findings of one outcome. */
    public static final int MOST = 200;

    public Verification {
        var ordered = new EnumMap<VerifyOutcome, Long>(VerifyOutcome.class);
        for (VerifyOutcome outcome : VerifyOutcome.values()) {
            ordered.put(outcome, counts.getOrDefault(outcome, 0L));
        }
        counts = Collections.unmodifiableMap(ordered);
        findings = List.copyOf(findings);
    }

    /**
     * A file that is not equal on both sides.
     *
     * @param path path at the source; of what only the destination has, path in the session's
     *     folder there
     * @param reason one sentence
     */
    public record Finding(VerifyOutcome outcome, String path, String reason) {}
}
