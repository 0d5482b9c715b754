package com.aqwacloud.sync.api;

import java.time.Instant;

/**
 * A group of transfers from one source account to one destination account.
 *
 * @param id short, unique, stable
 * @param name what people call it
 * @param source name of the Google Drive account
 * @param destination name of the OneDrive account
 * @param state where it is in its life
 * @param message one sentence a person should read now, or null
 * @param options how it behaves
 * @param createdAt when it was created
 * @param lastPollAt when its feeds were last read to the end, or null
 * @param recycleBinByHand whether only a person can take something out of OneDrive's recycle bin,
 *     as of one for work or school; false until that is known
 */
public record Session(
        String id,
        String name,
        String source,
        String destination,
        SessionState state,
        String message,
        SessionOptions options,
        Instant createdAt,
        Instant lastPollAt,
        boolean recycleBinByHand) {

    /** A session whose OneDrive was not looked at yet. */
    public Session(
            String id,
            String name,
            String source,
            String destination,
            SessionState state,
            String message,
            SessionOptions options,
            Instant createdAt,
            Instant lastPollAt) {
        this(id, name, source, destination, state, message, options, createdAt, lastPollAt, false);
    }
}
