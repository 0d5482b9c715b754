package com.aqwacloud.sync.api;

import java.time.Instant;

/**
 * A job of the queue as people see it.
 *
 * @param id unique in this installation, rising
 * @param session id of its session
 * @param item id of what it is about, at the source
 * @param action what it does
 * @param state where it stands
 * @param path path at the source, beginning with "/"
 * @param size bytes of content, 0 where none moves
 * @param bytesDone bytes that the destination has accepted
 * @param bytesPerSecond present rate; 0 unless transferring
 * @param attempts how often it was started
 * @param error one sentence with the remedy, or null
 * @param retriable whether it can be queued once more: it failed or was given up, and no later one
 *     of the same item follows it
 * @param queuedAt when the planner queued it
 * @param startedAt when it was last started, or null
 * @param finishedAt when it ended, or null
 */
public record Transfer(
        long id,
        String session,
        String item,
        Action action,
        JobState state,
        String path,
        long size,
        long bytesDone,
        long bytesPerSecond,
        int attempts,
        String error,
        boolean retriable,
        Instant queuedAt,
        Instant startedAt,
        Instant finishedAt) {
    /** The same, followed by a later one of the same item. */
    public Transfer followed() {
        return new Transfer(
                id,
                session,
                item,
                action,
                state,
                path,
                size,
                bytesDone,
                bytesPerSecond,
                attempts,
                error,
                false,
                queuedAt,
                startedAt,
                finishedAt);
    }
}
