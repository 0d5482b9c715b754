package com.aqwacloud.sync.internal.store;

/**
 * Where a feed is to be read on.
 *
 * @param phase whether the first listing still runs
 * @param token the next page: of the listing (null: its first), or of the feed
 * @param startToken while listing, the feed's position taken before it; else null
 */
public record FeedCursor(Phase phase, String token, String startToken) {
    /** Listing comes first, then the feed alone. */
    public enum Phase {
        LISTING,
        FEED
    }
}
