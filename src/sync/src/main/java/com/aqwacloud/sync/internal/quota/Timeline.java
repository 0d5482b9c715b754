package com.aqwacloud.sync.internal.quota;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** The time that a governor lives in; tests bring their own. */
public interface Timeline {
    /** The machine's time. */
    Timeline SYSTEM =
            new Timeline() {
                private final Clock clock = Clock.systemUTC();

                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public Instant instant() {
                    return clock.instant();
                }

                @Override
                public void await(Condition condition, long nanos) throws InterruptedException {
                    condition.await(nanos, TimeUnit.NANOSECONDS);
                }
            };

    /** Nanoseconds since some moment; never goes back. */
    long nanos();

    /** The time of day. */
    Instant instant();

    /** Waits for a signal of the condition, whose lock is held, but no longer than given. */
    void await(Condition condition, long nanos) throws InterruptedException;
}
