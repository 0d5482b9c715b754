package com.aqwacloud.sync.internal.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;

/** Time that passes only while someone waits, or when it is told to. */
final class VirtualTime implements Timeline {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private long nanos;
    private int waits;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos);
    }

    @Override
    public void await(Condition condition, long howLong) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        waits++;
        nanos += howLong;
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    Duration passed() {
        return Duration.ofNanos(nanos);
    }

    /** How often someone waited. */
    int waits() {
        return waits;
    }
}
