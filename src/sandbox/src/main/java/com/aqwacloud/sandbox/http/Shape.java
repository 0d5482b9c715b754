package com.aqwacloud.sandbox.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How slow the line to both clouds is made. Thread-safe. */
public final class Shape {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by {@link #lock}. */
    private Duration latency = Duration.ZERO;

    /** All transfers together; 0 for as fast as can be. Guarded by {@link #lock}. */
    private long bytesPerSecond;

    /** When the line is free for more bytes. Guarded by {@link #lock}. */
    private long freeAtNanos = System.nanoTime();

    /** Takes effect at once, also for transfers that run. */
    public void set(Duration newLatency, long newBytesPerSecond) {
        lock.lock();
        try {
            latency = newLatency;
            bytesPerSecond = newBytesPerSecond;
            freeAtNanos = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public Duration latency() {
        lock.lock();
        try {
            return latency;
        } finally {
            lock.unlock();
        }
    }

    public long bytesPerSecond() {
        lock.lock();
        try {
            return bytesPerSecond;
        } finally {
            lock.unlock();
        }
    }

    /** Most bytes to move at a time, so that a slow line flows and does not gush. */
    int stretch(int wanted) {
        long rate = bytesPerSecond();
        return rate == 0 ? wanted : (int) Math.max(1, Math.min(wanted, rate / 10));
    }

    /** Waits until the line has carried this many bytes. */
    void carry(long bytes) {
        lock.lock();
        try {
            if (bytesPerSecond == 0) {
                return;
            }
            long now = System.nanoTime();
            if (freeAtNanos - now < 0) {
                freeAtNanos = now;
            }
            freeAtNanos += (long) (1e9 * bytes / bytesPerSecond);
            await(freeAtNanos);
        } finally {
            lock.unlock();
        }
    }

    /** Waits out the latency. */
    void delay() {
        lock.lock();
        try {
            if (!latency.isZero()) {
                await(System.nanoTime() + latency.toNanos());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, whatever the shape. */
    void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends early when the shape changes. */
    private void await(long untilNanos) {
        try {
            long left = untilNanos - System.nanoTime();
            if (left > 0) {
                changed.await(left, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
