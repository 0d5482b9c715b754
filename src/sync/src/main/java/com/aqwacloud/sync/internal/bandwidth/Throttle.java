package com.aqwacloud.sync.internal.bandwidth;

import java.util.List;

/** The limits that the bytes of one transfer keep. Safe for use by several threads. */
public final class Throttle {
    private final List<TokenBucket> buckets;
    private volatile boolean ended;

    Throttle(List<TokenBucket> buckets) {
        this.buckets = List.copyOf(buckets);
    }

    /**
     * The most bytes to pass at once.
     *
     * @param wanted at least 1
     * @return 1 to {@code wanted}
     */
    public int portion(int wanted) {
        int portion = wanted;
        for (TokenBucket bucket : buckets) {
            portion = bucket.portion(portion);
        }
        return portion;
    }

    /**
     * Waits until bytes may pass; after {@link #end}, for nothing.
     *
     * @throws InterruptedException if interrupted before
     */
    public void pass(int bytes) throws InterruptedException {
        for (TokenBucket bucket : buckets) {
            bucket.pass(bytes, () -> ended);
        }
    }

    /** The transfer is to end: whoever waits goes on at once. */
    public void end() {
        ended = true;
        buckets.forEach(TokenBucket::wake);
    }

    /** Whether the transfer is to end. */
    public boolean hasEnded() {
        return ended;
    }
}
