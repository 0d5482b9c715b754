package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.internal.quota.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The machine's time, and as much more as it was told to have passed. Thread-safe. */
final class MovableTime extends Clock implements Timeline {
    private volatile Duration passed = Duration.ZERO;

    /** Who waits for a moment does so as long as ever. */
    void pass(Duration more) {
        passed = passed.plus(more);
    }

    @Override
    public long nanos() {
        return System.nanoTime() + passed.toNanos();
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(passed);
    }

    @Override
    public void await(Condition condition, long nanos) throws InterruptedException {
        condition.await(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
