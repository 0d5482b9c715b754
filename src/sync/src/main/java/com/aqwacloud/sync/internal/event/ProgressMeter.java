package com.aqwacloud.sync.internal.event;

import com.aqwacloud.sync.api.Transfer;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns byte counts into progress events: at most four in any second for each transfer, the last
 * one before {@link #finished} returns and none after. A transfer that is over at once has the last
 * one alone. Safe for use by several threads.
 */
public final class ProgressMeter implements AutoCloseable {
    /** Three in a second leave room for the final one. */
    static final long SPACING_MILLIS = 334;

    private static final long TICK_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ProgressMeter.class);

    private final Clock clock;
    private final Consumer<? super Event.Progress> publisher;
    private final Map<Long, Meter> meters = new ConcurrentHashMap<>();
    private final ScheduledFuture<?> ticking;

    /** Guarded by itself. */
    private final RateWindow total;

    /**
     * @param clock measures rates
     * @param scheduler runs the ticks that bring delayed progress out; not closed by this
     * @param publisher takes the events, such as {@link EventHub#publish}
     */
    public ProgressMeter(
            Clock clock,
            ScheduledExecutorService scheduler,
            Consumer<? super Event.Progress> publisher) {
        this.clock = clock;
        this.publisher = publisher;
        this.total = new RateWindow(clock.millis());
        this.ticking =
                scheduler.scheduleWithFixedDelay(
                        this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A transfer began; its {@code bytesDone} is where it goes on from. */
    public void started(Transfer transfer) {
        meters.put(transfer.id(), new Meter(transfer, clock.millis()));
    }

    /**
     * The destination has accepted so many bytes of it in all. Ignored for a transfer that is not
     * running.
     */
    public void advanced(long transferId, long bytesDone) {
        Meter meter = meters.get(transferId);
        if (meter == null) {
            return;
        }
        long now = clock.millis();
        long more = meter.advance(now, bytesDone);
        if (more > 0) {
            synchronized (total) {
                total.add(now, more);
            }
        }
        meter.publishIfDue(now);
    }

    /**
     * A transfer ended, well or not: brings its last progress out before this returns, and none
     * after. Ignored for a transfer that is not running.
     */
    public void finished(long transferId) {
        Meter meter = meters.remove(transferId);
        if (meter != null) {
            meter.publishLast(clock.millis());
        }
    }

    /** A transfer had ended before it began here: nothing more is told of it. */
    public void forget(long transferId) {
        Meter meter = meters.remove(transferId);
        if (meter != null) {
            meter.end();
        }
    }

    /** The transfer with its present count and rate, or as it is if it is not running. */
    public Transfer present(Transfer transfer) {
        Meter meter = meters.get(transfer.id());
        return meter == null ? transfer : meter.measure(transfer, clock.millis());
    }

    /** The present rate of all transfers. */
    public long bytesPerSecond() {
        synchronized (total) {
            return total.perSecond(clock.millis());
        }
    }

    /** Stops ticking. */
    @Override
    public void close() {
        ticking.cancel(false);
    }

    void tick() {
        long now = clock.millis();
        try {
            meters.values().forEach(meter -> meter.publishIfDue(now));
        } catch (RuntimeException e) {
            // The scheduler would never tick again.
            LOG.error("Progress could not be published", e);
        }
    }

    /** One transfer. */
    private final class Meter {
        private final Transfer transfer;

        /** Held while publishing, so that nothing stale follows the last progress. */
        private final ReentrantLock publishing = new ReentrantLock();

        // Guarded by publishing.
        private boolean ended;
        private long publishedAt;
        private long publishedBytes;
        private long publishedRate;

        // Guarded by this.
        private final RateWindow rate;
        private long bytesDone;

        Meter(Transfer transfer, long now) {
            this.transfer = transfer;
            this.rate = new RateWindow(now);
            this.bytesDone = transfer.bytesDone();
            this.publishedAt = now;
            this.publishedBytes = transfer.bytesDone();
        }

        /** How many more than before; a count that went back starts from there. */
        synchronized long advance(long now, long bytes) {
            long more = bytes - bytesDone;
            bytesDone = bytes;
            if (more > 0) {
                rate.add(now, more);
            }
            return Math.max(0, more);
        }

        synchronized Transfer measure(Transfer as, long now) {
            return new Transfer(
                    as.id(),
                    as.session(),
                    as.item(),
                    as.action(),
                    as.state(),
                    as.path(),
                    as.size(),
                    bytesDone,
                    rate.perSecond(now),
                    as.attempts(),
                    as.error(),
                    as.retriable(),
                    as.queuedAt(),
                    as.startedAt(),
                    as.finishedAt());
        }

        void publishIfDue(long now) {
            // Another thread is publishing this very transfer: the next tick brings the rest.
            if (!publishing.tryLock()) {
                return;
            }
            try {
                // A clock that was set back must not silence a transfer.
                long since = Math.abs(now - publishedAt);
                if (ended || since < SPACING_MILLIS) {
                    return;
                }
                Transfer present = measure(transfer, now);
                boolean moved = present.bytesDone() != publishedBytes;
                boolean stalled = publishedRate > 0 && present.bytesPerSecond() == 0;
                if (moved || stalled) {
                    publish(present, now);
                }
            } finally {
                publishing.unlock();
            }
        }

        void end() {
            publishing.lock();
            try {
                ended = true;
            } finally {
                publishing.unlock();
            }
        }

        void publishLast(long now) {
            publishing.lock();
            try {
                ended = true;
                publish(measure(transfer, now), now);
            } finally {
                publishing.unlock();
            }
        }

        private void publish(Transfer present, long now) {
            publishedAt = now;
            publishedBytes = present.bytesDone();
            publishedRate = present.bytesPerSecond();
            publisher.accept(new Event.Progress(present));
        }
    }
}
