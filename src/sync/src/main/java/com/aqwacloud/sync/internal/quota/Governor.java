package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.api.QuotaWindow;
import com.aqwacloud.sync.internal.store.QuotaUse;
import com.aqwacloud.sync.internal.store.QuotaUse.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lets the requests of one account through, as fast as all windows of its running sessions and the
 * cloud's own words allow: never more than N requests or cost units in any stretch of length W for
 * each window, none before a pause that the cloud asked for is over. Sessions that wait take turns,
 * whatever number of requests each has; those of one session go in the order in which they came.
 * Safe for use by several threads.
 */
public final class Governor {
    /**
     * No service asks for a longer silence; a larger number is a mistake that would stop the
     * account for good.
     */
    public static final Duration LONGEST_PAUSE = Duration.ofHours(24);

    /** In place of a session, where a person waits for the answer. */
    public static final String PERSON = "person";

    /**
     * Nobody waits for the end of a pause that lasts longer from now on: who did would hold what
     * others need whose accounts may go on. No backoff that no cloud asked for is so long.
     */
    public static final Duration LONG_PAUSE = Duration.ofSeconds(70);

    private static final Charge ONE = new Charge(1, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String account;
    private final Supplier<Limits> usual;
    private final Timeline time;
    private final Runnable onPause;
    private final ReentrantLock lock = new ReentrantLock();

    // All guarded by lock.
    private final Turns turns = new Turns();
    private final CloudPause pause;
    private final Map<String, Limits> sessions = new HashMap<>();
    private Set<Limits> kept;
    private QuotaUse before = QuotaUse.NONE;
    private SlidingWindows windows;
    private UnitWindows unitWindows = new UnitWindows();
    private boolean changed;
    private long requests;
    private long units;
    private boolean ended;
    private boolean slowed;
    private long slowUntilNanos;
    private long nanosPerUnit;
    private long lastNanos;
    private int lastUnits;

    /**
     * What is kept for a session.
     *
     * @param requests the window of requests
     * @param units the window of cost units, or empty for none
     */
    record Limits(QuotaWindow requests, Optional<QuotaWindow> units) {}

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
        this(account, () -> new Limits(usual, Optional.empty()), time, () -> {});
    }

    /**
     * @param account name of the account
     * @param usual what holds while no session names anything, asked for with each request
     * @param time the time to live in
     * @param onPause told of each pause; must not block
     */
    Governor(String account, Supplier<Limits> usual, Timeline time, Runnable onPause) {
        this.account = account;
        this.usual = usual;
        this.time = time;
        this.onPause = onPause;
        this.pause = new CloudPause(time);
        this.kept = Set.of(usual.get());
        this.windows = new SlidingWindows(requestsOf(kept));
        this.unitWindows.use(unitsOf(kept));
        this.lastNanos = time.nanos();
    }

    /** What a cloud asks for, but no more than {@link #LONGEST_PAUSE}. */
    public static Duration capped(Duration asked) {
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    /** Name of the account. */
    public String account() {
        return account;
    }

    /** Goes on from what was used, and from a pause, before a restart. */
    void recall(QuotaUse use) {
        lock.lock();
        try {
            before = use;
            recall();
            if (use.pausedUntil() != null) {
                pause.last(Duration.between(time.instant(), use.pausedUntil()));
            }
        } finally {
            lock.unlock();
        }
    }

    /** What the windows hold of it depends on their length: again each time they change. */
    private void recall() {
        windows = new SlidingWindows(requestsOf(kept));
        unitWindows = new UnitWindows();
        unitWindows.use(unitsOf(kept));
        var now = Moment.now(time);
        for (Spent spent : before.requests()) {
            Spending spending = now.spending(spent);
            windows.record(spending.nanos(), spending.atMost(Integer.MAX_VALUE));
        }
        for (Spent spent : before.units()) {
            Spending spending = now.spending(spent);
            unitWindows.record(spending.nanos(), spending.atMost(Integer.MAX_VALUE));
        }
    }

    /** What was used, and until when there is a pause, if that changed since it was last asked. */
    Optional<QuotaUse> news() {
        lock.lock();
        try {
            if (!changed) {
                return Optional.empty();
            }
            changed = false;
            var now = Moment.now(time);
            return Optional.of(
                    new QuotaUse(
                            pause.end(now.nanos()).orElse(null),
                            now.spent(windows.spent(now.nanos())),
                            now.spent(unitWindows.spent(now.nanos()))));
        } finally {
            lock.unlock();
        }
    }

    /**
     * A running session wants its windows kept, beside those of the others; takes effect at once.
     *
     * @param units a window of cost units, or empty for none
     */
    public void limit(String session, QuotaWindow requests, Optional<QuotaWindow> units) {
        change(() -> sessions.put(session, new Limits(requests, units)));
    }

    /** The session no longer runs. */
    public void unlimit(String session) {
        change(() -> sessions.remove(session));
    }

    private void change(Runnable edit) {
        lock.lock();
        try {
            edit.run();
            keep(sessions.isEmpty() ? Set.of(usual.get()) : Set.copyOf(sessions.values()));
        } finally {
            lock.unlock();
        }
    }

    /** What is usual may have changed since the last request. */
    private void followUsual() {
        if (sessions.isEmpty()) {
            keep(Set.of(usual.get()));
        }
    }

    private void keep(Set<Limits> limits) {
        if (!limits.equals(kept)) {
            kept = limits;
            if (requests == 0) {
                recall();
            } else {
                windows.use(requestsOf(limits));
                unitWindows.use(unitsOf(limits));
            }
            wakeFirst();
        }
    }

    private static Set<QuotaWindow> requestsOf(Set<Limits> limits) {
        return limits.stream().map(Limits::requests).collect(Collectors.toSet());
    }

    private static List<QuotaWindow> unitsOf(Set<Limits> limits) {
        return limits.stream().map(Limits::units).flatMap(Optional::stream).toList();
    }

    /**
     * Waits until a request may be made, but for no {@link #LONG_PAUSE}. The cloud counts it at
     * some moment before its answer: so it counts from now on, and from its answer once that is
     * told by {@link #answered}.
     *
     * @param session on whose behalf; any name that is the same for all that shall share one turn
     * @param charge what it takes; more than the smallest window holds is taken for all that it
     *     holds
     * @return what is to be given back with the answer
     * @throws InterruptedException if interrupted before; the request does not count then
     * @throws GovernorEndedException if the governor has ended, or does before
     * @throws LongWaitException if the cloud asked for a long pause, or a {@link #PERSON} would
     *     wait for long, as soon as that is known
     */
    public Grant acquire(String session, Charge charge) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            followUsual();
            Condition turn = lock.newCondition();
            turns.join(session, turn);
            boolean patient = !session.equals(PERSON);
            long latest = time.nanos() + PATIENCE.toNanos();
            boolean gone = false;
            try {
                while (!mayGo(turn, charge)) {
                    if (ended) {
                        throw new GovernorEndedException();
                    }
                    long now = time.nanos();
                    long wait = waitNanos(now, charge);
                    if (!patient && Math.max(wait, 1) > latest - now) {
                        throw LongWaitException.ofPerson(
                                account, time.instant().plusNanos(wait), Duration.ofNanos(wait));
                    }
                    if (isLongPause(now)) {
                        throw LongWaitException.ofPause(
                                account,
                                pause.end(now).orElseThrow(),
                                Duration.ofNanos(pause.waitNanos(now)));
                    }
                    if (turns.first() == turn) {
                        time.await(turn, wait);
                    } else if (patient) {
                        turn.await();
                    } else {
                        time.await(turn, latest - now);
                    }
                }
                gone = true;
                return grant(charge);
            } finally {
                if (gone) {
                    turns.served(session);
                } else {
                    turns.leave(session, turn);
                }
                wakeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The cloud has answered a request, whatever it said: it was counted no later than now. */
    public void answered(Grant grant) {
        lock.lock();
        try {
            long now = time.nanos();
            windows.move(grant.nanos(), grant.requests(), now);
            unitWindows.move(grant.nanos(), grant.units(), now);
            changed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever waits now or later is sent away. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            wakeFirst();
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
            if (pause.refused(retryAfter)) {
                paused();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The cloud answered a request properly: the next refusal begins with a short pause again. */
    public void succeeded() {
        lock.lock();
        try {
            pause.succeeded();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The cloud said how much is left of its own window: what is left is spread over the time until
     * the window is refilled, so that a request that costs several units is followed by as many
     * times the pause of one.
     *
     * @param remaining cost units that are left, 0 or more
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
            nanosPerUnit = resetNanos / remaining;
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** How it stands now. */
    public GovernorState state() {
        lock.lock();
        try {
            return new GovernorState(requests, units, turns.size(), pause.end(time.nanos()));
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

    /** Whether the cloud asked for a pause that nobody waits for. */
    boolean isPausedForLong() {
        lock.lock();
        try {
            return isLongPause(time.nanos());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends away whoever would have to wait longer than that for a request, as things are.
     *
     * @throws LongWaitException in that case
     */
    public void refuseToWait(Duration most) {
        lock.lock();
        try {
            long wait = waitNanos(time.nanos(), ONE);
            if (wait > most.toNanos()) {
                throw LongWaitException.of(
                        account, time.instant().plusNanos(wait), Duration.ofNanos(wait));
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isLongPause(long now) {
        return pause.waitNanos(now) > LONG_PAUSE.toNanos();
    }

    private boolean mayGo(Condition turn, Charge charge) {
        return !ended && turns.first() == turn && waitNanos(time.nanos(), charge) <= 0;
    }

    private Grant grant(Charge charge) {
        long now = time.nanos();
        var grant =
                new Grant(
                        now, Math.min(charge.requests(), windows.fewestRequests()), charge.units());
        windows.record(now, grant.requests());
        unitWindows.record(now, grant.units());
        lastNanos = now;
        lastUnits = charge.units();
        requests++;
        units += charge.units();
        changed = true;
        return grant;
    }

    private long waitNanos(long now, Charge charge) {
        long wait =
                Math.max(
                        windows.waitNanos(
                                now, Math.min(charge.requests(), windows.fewestRequests())),
                        unitWindows.waitNanos(now, charge.units()));
        wait = Math.max(wait, pause.waitNanos(now));
        if (slowed) {
            if (slowUntilNanos - now <= 0) {
                slowed = false;
            } else {
                wait =
                        Math.max(
                                wait,
                                Math.min(lastNanos + nanosPerUnit * lastUnits, slowUntilNanos)
                                        - now);
            }
        }
        return wait;
    }

    private void pause(Duration duration) {
        if (pause.last(duration)) {
            paused();
        }
    }

    private void paused() {
        changed = true;
        onPause.run();
        // Who goes away wakes the next.
        wakeFirst();
    }

    private void wakeFirst() {
        Condition turn = turns.first();
        if (turn != null) {
            turn.signal();
        }
    }
}
