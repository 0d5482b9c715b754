package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.api.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets the requests of one account through, in the order in which they came, as fast as all windows
 * of its running sessions and the cloud's own words allow: never more than N in any stretch of
 * length W for each window, none before a pause that the cloud asked for is over. Safe for use by
 * several threads.
 */
public final class Governor {
    /**
     * The cloud's documented backoff: one second, doubling, no more than 64, plus up to a second.
     */
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

    private static final int MOST_DOUBLINGS = 6;
    private static final long JITTER_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * No service asks for more; a larger number is a mistake that would stop the account for good.
     */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

    private final String account;
    private final QuotaWindow usual;
    private final Timeline time;
    private final ReentrantLock lock = new ReentrantLock();

    // All guarded by lock.
    private final ArrayDeque<Condition> queue = new ArrayDeque<>();
    private final Map<String, QuotaWindow> sessions = new HashMap<>();
    private final SlidingWindows windows;
    private long requests;
    private boolean paused;
    private long pauseEndNanos;
    private Instant pauseEnd = Instant.MIN;
    private int throttlesInARow;
    private boolean slowed;
    private long slowUntilNanos;
    private long spacingNanos;
    private long lastNanos;

    /**
     * @param account name of the account
     * @param usual the window while no session names one
     */
    public Governor(String account, QuotaWindow usual) {
        this(account, usual, Timeline.SYSTEM);
    }

    /**
     * @param account name of the account
     * @param usual the window while no session names one
     * @param time the time to live in
     */
    public Governor(String account, QuotaWindow usual, Timeline time) {
        this.account = account;
        this.usual = usual;
        this.time = time;
        this.windows = new SlidingWindows(Set.of(usual));
        this.lastNanos = time.nanos();
    }

    /** Name of the account. */
    public String account() {
        return account;
    }

    /**
     * A running session wants its window kept, beside those of the others; takes effect at once.
     */
    public void limit(String session, QuotaWindow window) {
        change(() -> sessions.put(session, window));
    }

    /** The session no longer runs. */
    public void unlimit(String session) {
        change(() -> sessions.remove(session));
    }

    private void change(Runnable edit) {
        lock.lock();
        try {
            edit.run();
            windows.use(sessions.isEmpty() ? Set.of(usual) : Set.copyOf(sessions.values()));
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until one request may be made.
     *
     * @throws InterruptedException if interrupted before; the request does not count then
     */
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    /**
     * Waits until a request may be made that the cloud counts as several.
     *
     * @param count at least 1; more than the smallest window holds is taken for all that it holds
     * @throws InterruptedException if interrupted before; the request does not count then
     */
    public void acquire(int count) throws InterruptedException {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1");
        }
        lock.lockInterruptibly();
        try {
            Condition turn = lock.newCondition();
            queue.addLast(turn);
            try {
                while (!mayGo(turn, count)) {
                    if (queue.peekFirst() == turn) {
                        time.await(turn, waitNanos(time.nanos(), count));
                    } else {
                        turn.await();
                    }
                }
            } finally {
                queue.remove(turn);
                wakeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Stops all requests until then; a pause that lasts longer stays. */
    public void pauseUntil(Instant until) {
        lock.lock();
        try {
            pause(Duration.between(time.instant(), until));
        } finally {
            lock.unlock();
        }
    }

    /**
     * The cloud refused a request because there were too many: all stop for as long as it asked, or
     * for an exponentially growing time with jitter where it did not say.
     */
    public void throttled(Optional<Duration> retryAfter) {
        lock.lock();
        try {
            // Requests that were under way together are refused together: that is one refusal.
            boolean first = !pausing(time.nanos());
            if (retryAfter.isPresent()) {
                pause(retryAfter.get());
            } else if (first) {
                long jitter = ThreadLocalRandom.current().nextLong(JITTER_NANOS + 1);
                pause(FIRST_BACKOFF.multipliedBy(1L << throttlesInARow).plusNanos(jitter));
            }
            if (first) {
                throttlesInARow = Math.min(throttlesInARow + 1, MOST_DOUBLINGS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The cloud answered a request properly: the next refusal begins with a short pause again. */
    public void succeeded() {
        lock.lock();
        try {
            if (!pausing(time.nanos())) {
                throttlesInARow = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The cloud said how much is left of its own window: what is left is spread over the time until
     * the window is refilled.
     *
     * @param remaining what is left, 0 or more
     * @param reset time until it is refilled
     */
    public void remaining(long remaining, Duration reset) {
        if (reset.isNegative() || reset.isZero()) {
            return;
        }
        lock.lock();
        try {
            if (remaining <= 0) {
                pause(reset);
                return;
            }
            long now = time.nanos();
            long resetNanos = capped(reset).toNanos();
            slowed = true;
            slowUntilNanos = now + resetNanos;
            spacingNanos = resetNanos / remaining;
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** How it stands now. */
    public GovernorState state() {
        lock.lock();
        try {
            return new GovernorState(
                    requests,
                    queue.size(),
                    pausing(time.nanos()) ? Optional.of(pauseEnd) : Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    /** Requests of the longest window that are remembered. */
    int remembered() {
        lock.lock();
        try {
            return windows.remembered();
        } finally {
            lock.unlock();
        }
    }

    private boolean mayGo(Condition turn, int count) {
        long now = time.nanos();
        if (queue.peekFirst() != turn || waitNanos(now, count) > 0) {
            return false;
        }
        windows.record(now, Math.min(count, windows.fewestRequests()));
        lastNanos = now;
        requests++;
        return true;
    }

    private long waitNanos(long now, int count) {
        long wait = windows.waitNanos(now, Math.min(count, windows.fewestRequests()));
        if (pausing(now)) {
            wait = Math.max(wait, pauseEndNanos - now);
        }
        if (slowed) {
            if (slowUntilNanos - now <= 0) {
                slowed = false;
            } else {
                wait = Math.max(wait, Math.min(lastNanos + spacingNanos, slowUntilNanos) - now);
            }
        }
        return wait;
    }

    private void pause(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            return;
        }
        Duration length = capped(duration);
        long now = time.nanos();
        long end = now + length.toNanos();
        if (!pausing(now) || end - pauseEndNanos > 0) {
            paused = true;
            pauseEndNanos = end;
            pauseEnd = time.instant().plus(length);
        }
    }

    private boolean pausing(long now) {
        if (paused && pauseEndNanos - now <= 0) {
            paused = false;
        }
        return paused;
    }

    private static Duration capped(Duration duration) {
        return duration.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : duration;
    }

    private void wakeFirst() {
        Condition turn = queue.peekFirst();
        if (turn != null) {
            turn.signal();
        }
    }
}
