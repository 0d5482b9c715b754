package com.aqwacloud.sync.api;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a session would do if it ran now, being worked out or known.
 *
 * @param session its id
 * @param state how far it is
 * @param startedAt when it began
 * @param finishedAt when it ended, or null while it runs
 * @param sourceListed items or changes that Google Drive told so far
 * @param destinationListed items or changes that OneDrive told so far
 * @param actions jobs by action
 * @param conflicts conflicts by type; what their decisions come to is in no other count
 * @param skipped items that are left out
 * @param deletesHeld more than 0 if the session would pause first, because so many files would be
 *     deleted; what it asks about already is allowed by its start
 * @param estimate what it would take, or null while it runs
 * @param steps the first of the plan, at most {@value #MOST} actions, conflicts and skipped each
 * @param message why it failed, or null
 */
public record DryRun(
        String session,
        TaskState state,
        Instant startedAt,
        Instant finishedAt,
        long sourceListed,
        long destinationListed,
        Map<Action, SessionReport.Total> actions,
        Map<ConflictType, Long> conflicts,
        long skipped,
        long deletesHeld,
        Estimate estimate,
        List<Step> steps,
        String message) {
    /** The most steps of one sort. */
    public static final int MOST = 200;

    public DryRun {
        actions = ordered(Action.class, actions);
        conflicts = ordered(ConflictType.class, conflicts);
        steps = List.copyOf(steps);
    }

    private static <K extends Enum<K>, V> Map<K, V> ordered(Class<K> type, Map<K, V> values) {
        var ordered = new EnumMap<K, V>(type);
        ordered.putAll(values);
        return Collections.unmodifiableMap(ordered);
    }

    /**
     * One thing that would be done, asked or left out: an action, a conflict or a reason, and no
     * other of the three.
     *
     * @param action what would be done, or null
     * @param conflict the type of the conflict, or null
     * @param reason why it is left out, or null
     * @param path path at the source
     * @param size bytes of content
     */
    public record Step(
            Action action, ConflictType conflict, String reason, String path, long size) {}

    /**
     * What the actions would take.
     *
     * @param googleRequests requests to Google Drive, listings and polls not counted
     * @param oneDriveRequests requests to OneDrive, listings and polls not counted
     * @param bytesRead bytes of content that would be read from Google Drive
     * @param bytesSent bytes of content that would be sent to OneDrive
     * @param unknownSizes files whose size is known only once they are exported; not in the bytes
     * @param atLeastSeconds how long it takes at least, by the limit that is the tightest; how fast
     *     lines and clouds are is not known, so it may take longer
     * @param boundedBy the option that is that limit, or null where none is felt
     */
    public record Estimate(
            long googleRequests,
            long oneDriveRequests,
            long bytesRead,
            long bytesSent,
            long unknownSizes,
            long atLeastSeconds,
            String boundedBy) {}
}
