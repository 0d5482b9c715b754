package com.aqwacloud.sandbox.http;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One line, that all who use it share. Thread-safe. */
final class Line {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by {@link #lock}. */
    private LineForm form = LineForm.OPEN;

    /** Guarded by {@link #lock}. */
    private SplittableRandom chance = new SplittableRandom(form.seed());

    /** When the line is free for more bytes. Guarded by {@link #lock}. */
    private long freeAtNanos = System.nanoTime();

    /** Takes effect at once: those who wait go on. */
    void set(LineForm now) {
        lock.lock();
        try {
            form = now;
            chance = new SplittableRandom(now.seed());
            freeAtNanos = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    LineForm form() {
        lock.lock();
        try {
            return form;
        } finally {
            lock.unlock();
        }
    }

    /** Most bytes to move at a time, so that a slow line flows and does not gush. */
    int stretch(int wanted) {
        long rate = form().bytesPerSecond();
        return rate == 0 ? wanted : (int) Math.max(1, Math.min(wanted, rate / 10));
    }

    /** Waits until the line has carried this many bytes. */
    void carry(long bytes) {
        lock.lock();
        try {
            if (form.bytesPerSecond() == 0) {
                return;
            }
            long now = System.nanoTime();
            if (freeAtNanos - now < 0) {
                freeAtNanos = now;
            }
            freeAtNanos += (long) (1e9 * bytes / form.bytesPerSecond());
            await(freeAtNanos);
        } finally {
            lock.unlock();
        }
    }

    /** Waits as long as content is held back. */
    void beforeContent() {
        delay(form().latency());
    }

    /** Waits as long as each request is held back. */
    void beforeRequest() {
        delay(form().requestLatency());
    }

    private void delay(Duration latency) {
        if (latency.isZero()) {
            return;
        }
        lock.lock();
        try {
            long jitter = form.jitter().toNanos();
            long more = jitter == 0 ? 0 : chance.nextLong(jitter + 1);
            await(System.nanoTime() + latency.toNanos() + more);
        } finally {
            lock.unlock();
        }
    }

    /** Waits so long, whatever the line is like. */
    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends early when the line changes. */
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
