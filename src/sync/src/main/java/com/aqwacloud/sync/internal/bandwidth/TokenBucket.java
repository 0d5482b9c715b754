package com.aqwacloud.sync.internal.bandwidth;

import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.api.ByteRate;
import com.aqwacloud.sync.internal.quota.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Lets bytes pass, in the order in which they came, no faster than a bandwidth allows: in any
 * stretch of time no more than it gives for that, for {@link #BURST} more, and for one portion.
 * Safe for use by several threads.
 */
final class TokenBucket {
    /** What was not used this long ago may be made up for. */
    static final Duration BURST = Duration.ofMillis(250);

    private static final int PORTIONS_PER_SECOND = 10;
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final Timeline time;
    private final ZoneId zone;
    private final ReentrantLock lock = new ReentrantLock();

    // All written under lock.
    private final ArrayDeque<Condition> queue = new ArrayDeque<>();
    private volatile Bandwidth bandwidth;

    /** When all that has passed would have, at the rate that held. */
    private long paidUntil;

    /** The rate of the present minute; a timetable knows nothing shorter. */
    private long minute = Long.MIN_VALUE;

    private Optional<ByteRate> rate = Optional.empty();

    /**
     * @param zone of the timetable's times
     */
    TokenBucket(Bandwidth bandwidth, Timeline time, ZoneId zone) {
        this.bandwidth = bandwidth;
        this.time = time;
        this.zone = zone;
        this.paidUntil = time.nanos();
    }

    /** Another bandwidth holds from now on, for those too who wait. */
    void use(Bandwidth next) {
        lock.lock();
        try {
            bandwidth = next;
            minute = Long.MIN_VALUE;
            paidUntil = time.nanos();
            queue.forEach(Condition::signal);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The most bytes to pass at once, so that neither others nor a change of the rate wait long.
     *
     * @return at least 1
     */
    int portion(int wanted) {
        if (bandwidth.unlimited()) {
            return wanted;
        }
        lock.lock();
        try {
            Optional<ByteRate> now = rate();
            return now.isEmpty()
                    ? wanted
                    : (int) Math.min(wanted, now.get().bytesPerSecond() / PORTIONS_PER_SECOND);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until bytes may pass.
     *
     * @param ended whether there is nothing to wait for any more; see {@link #wake}
     * @throws InterruptedException if interrupted before
     */
    void pass(int bytes, BooleanSupplier ended) throws InterruptedException {
        if (bandwidth.unlimited()) {
            return;
        }
        lock.lockInterruptibly();
        try {
            Condition turn = lock.newCondition();
            queue.addLast(turn);
            try {
                while (!ended.getAsBoolean() && !mayGo(turn, bytes)) {
                    if (queue.peekFirst() == turn) {
                        time.await(turn, paidUntil - time.nanos());
                    } else {
                        turn.await();
                    }
                }
            } finally {
                queue.remove(turn);
                Condition next = queue.peekFirst();
                if (next != null) {
                    next.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has all who wait look whether they still must. */
    void wake() {
        lock.lock();
        try {
            queue.forEach(Condition::signal);
        } finally {
            lock.unlock();
        }
    }

    private boolean mayGo(Condition turn, int bytes) {
        if (queue.peekFirst() != turn) {
            return false;
        }
        Optional<ByteRate> now = rate();
        if (now.isEmpty()) {
            return true;
        }
        long nanos = time.nanos();
        if (paidUntil - nanos > 0) {
            return false;
        }
        long earliest = nanos - BURST.toNanos();
        paidUntil = paidUntil - earliest > 0 ? paidUntil : earliest;
        paidUntil += (long) (bytes * SECOND / now.get().bytesPerSecond());
        return true;
    }

    private Optional<ByteRate> rate() {
        Instant instant = time.instant();
        long present = Math.floorDiv(instant.getEpochSecond(), 60);
        if (present != minute) {
            minute = present;
            rate = bandwidth.at(LocalDateTime.ofInstant(instant, zone));
        }
        return rate;
    }
}
