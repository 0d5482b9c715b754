package com.aqwacloud.sync.internal.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The silence that a cloud asks for. Not safe for use by several threads. */
final class CloudPause {
    /**
     * The cloud's documented backoff: one second, doubling, no more than 64, plus up to a second.
     */
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

    private static final int MOST_DOUBLINGS = 6;
    private static final long JITTER_NANOS = Duration.ofSeconds(1).toNanos();

    private final Timeline time;
    private boolean paused;
    private long endNanos;
    private Instant end = Instant.MIN;
    private int refusalsInARow;

    CloudPause(Timeline time) {
        this.time = time;
    }

    /** Lasts for so long from now on, if it would not last longer anyway; whether it now does. */
    boolean last(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            return false;
        }
        Duration length = Governor.capped(duration);
        long now = time.nanos();
        long ending = now + length.toNanos();
        if (isOn(now) && ending - endNanos <= 0) {
            return false;
        }
        paused = true;
        endNanos = ending;
        end = time.instant().plus(length);
        return true;
    }

    /**
     * A request was refused because there were too many: lasts for as long as the cloud asked, or
     * for an exponentially growing time with jitter where it did not say. Whether it lasts longer
     * now.
     */
    boolean refused(Optional<Duration> retryAfter) {
        // Requests that were under way together are refused together: that is one refusal.
        boolean first = !isOn(time.nanos());
        boolean longer = false;
        if (retryAfter.isPresent()) {
            longer = last(retryAfter.get());
        } else if (first) {
            long jitter = ThreadLocalRandom.current().nextLong(JITTER_NANOS + 1);
            longer = last(FIRST_BACKOFF.multipliedBy(1L << refusalsInARow).plusNanos(jitter));
        }
        if (first) {
            refusalsInARow = Math.min(refusalsInARow + 1, MOST_DOUBLINGS);
        }
        return longer;
    }

    /** A request was answered properly: the next refusal begins with a short pause again. */
    void succeeded() {
        if (!isOn(time.nanos())) {
            refusalsInARow = 0;
        }
    }

    /** How long it lasts from then on; 0 if it is over. */
    long waitNanos(long now) {
        return isOn(now) ? endNanos - now : 0;
    }

    /** When it ends, if it is not over then. */
    Optional<Instant> end(long now) {
        return isOn(now) ? Optional.of(end) : Optional.empty();
    }

    private boolean isOn(long now) {
        if (paused && endNanos - now <= 0) {
            paused = false;
        }
        return paused;
    }
}
