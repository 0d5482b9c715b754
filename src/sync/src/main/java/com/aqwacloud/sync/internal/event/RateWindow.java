package com.aqwacloud.sync.internal.event;

/**
 * Bytes per second over the last three seconds. Keeps a fixed number of counters. Not safe for use
 * by several threads.
 */
final class RateWindow {
    private static final long SLOT_MILLIS = 100;
    private static final int SLOTS = 30;

    /** Shorter than this, a rate says nothing. */
    private static final long LEAST_MILLIS = 500;

    private static final long MILLIS_PER_SECOND = 1000;

    private final long[] bytes = new long[SLOTS];
    private final long begin;
    private long newestSlot;

    RateWindow(long nowMillis) {
        begin = nowMillis;
        newestSlot = nowMillis / SLOT_MILLIS;
    }

    void add(long nowMillis, long count) {
        turnTo(nowMillis);
        bytes[(int) Math.floorMod(newestSlot, (long) SLOTS)] += count;
    }

    long perSecond(long nowMillis) {
        turnTo(nowMillis);
        long sum = 0;
        for (long count : bytes) {
            sum += count;
        }
        long span = Math.min(SLOTS * SLOT_MILLIS, Math.max(nowMillis - begin, LEAST_MILLIS));
        return sum * MILLIS_PER_SECOND / span;
    }

    private void turnTo(long nowMillis) {
        long slot = nowMillis / SLOT_MILLIS;
        // A clock that was set back must not clear anything.
        for (long turned = 0; newestSlot < slot && turned < SLOTS; turned++) {
            newestSlot++;
            bytes[(int) Math.floorMod(newestSlot, (long) SLOTS)] = 0;
        }
        newestSlot = Math.max(newestSlot, slot);
    }
}
