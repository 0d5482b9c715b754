package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.store.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a job that failed is tried again: exponential with jitter, so that many do not come at once.
 */
final class Retries {
    /** Doubling ends there, unless the first pause is longer already. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int FRESH_LOOKS = 5;

    /** What a cloud tells of an item may be of before its last change: later looks wait. */
    private static final int LOOKS_AT_ONCE = 2;

    /** A feed may tell of a file that is gone, or has changed, some polls later. */
    private static final int FEEDS = 10;

    private static final int STEEPEST = 16;

    private Retries() {}

    /**
     * What follows.
     *
     * @param givenUp whether the job ends
     * @param at the earliest next start
     * @param counted whether the attempt counts
     */
    record Next(boolean givenUp, Instant at, boolean counted) {}

    static Next next(Failure failure, Job job, Session session, Instant now) {
        SessionOptions options = session == null ? SessionOptions.DEFAULTS : session.options();
        return switch (failure.remedy()) {
            case WAIT, PAUSE ->
                    new Next(
                            session == null,
                            now.plus(
                                    failure.pause() == null
                                            ? options.retryDelay()
                                            : failure.pause()),
                            false);
            case NEXT_POLL, MISSING ->
                    new Next(
                            session == null
                                    || job.attempts() > Math.max(FEEDS, options.maxRetries()),
                            now.plus(longer(options.retryDelay(), options.monitorInterval())),
                            true);
            case GIVE_UP -> new Next(true, now, true);
            // A destination that changed is no failure: it is looked at again even without retries.
            case REFRESH ->
                    new Next(
                            job.attempts() > Math.max(FRESH_LOOKS, options.maxRetries()),
                            job.attempts() <= LOOKS_AT_ONCE
                                    ? now
                                    : now.plus(
                                            delay(
                                                    options.retryDelay(),
                                                    job.attempts() - LOOKS_AT_ONCE,
                                                    null)),
                            true);
            case RETRY ->
                    new Next(
                            job.attempts() > options.maxRetries(),
                            now.plus(delay(options.retryDelay(), job.attempts(), failure.pause())),
                            true);
        };
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration delay(Duration first, int attempts, Duration told) {
        if (told != null) {
            return told;
        }
        Duration doubled = first.multipliedBy(1L << Math.min(STEEPEST, Math.max(0, attempts - 1)));
        long millis = Math.min(doubled.toMillis(), longer(first, LONGEST).toMillis());
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1));
    }
}
