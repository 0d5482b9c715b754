package com.aqwacloud.sync.internal.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.internal.quota.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.Test;

class BandwidthsTest {
    /** A Monday. */
    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

    private static final int PORTION = 1000;

    /** Time passes only while someone waits. */
    private static final class VirtualTime implements Timeline {
        private final Instant start;
        private long nanos;

        VirtualTime(Instant start) {
            this.start = start;
        }

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Instant instant() {
            return start.plusNanos(nanos);
        }

        @Override
        public void await(Condition condition, long howLong) {
            nanos += howLong;
        }

        Duration passed() {
            return Duration.ofNanos(nanos);
        }

        void pass(Duration time) {
            nanos += time.toNanos();
        }
    }

    private final VirtualTime time = new VirtualTime(MONDAY);

    private static Bandwidth bandwidth(String limit, String timetable) {
        return Bandwidth.read(Map.of("bandwidth.limit", limit, "bandwidth.timetable", timetable));
    }

    private Bandwidths bandwidths(String limit, String timetable) {
        return new Bandwidths(bandwidth(limit, timetable), time, ZoneOffset.UTC);
    }

    /** How long so many bytes take. */
    private Duration pass(Throttle throttle, long bytes) throws InterruptedException {
        Duration before = time.passed();
        for (long left = bytes; left > 0; ) {
            int portion = throttle.portion((int) Math.min(PORTION, left));
            throttle.pass(portion);
            left -= portion;
        }
        return time.passed().minus(before);
    }

    /**
     * The first bytes may make up for idle time, and nobody waits for what comes after the last.
     */
    private static void isAbout(Duration actual, Duration expected) {
        Duration tolerance = TokenBucket.BURST.plusMillis(150);
        assertThat(actual).isBetween(expected.minus(tolerance), expected.plus(tolerance));
    }

    @Test
    void withoutALimitNothingWaits() throws InterruptedException {
        var throttle = bandwidths("off", "").of("s1");
        assertThat(throttle.portion(1_000_000)).isEqualTo(1_000_000);
        assertThat(pass(throttle, 100_000_000)).isZero();
    }

    @Test
    void bytesPassAtTheLimitWhateverPortionsTheyComeIn() throws InterruptedException {
        isAbout(pass(bandwidths("100KB/s", "").of("s1"), 2_000_000), Duration.ofSeconds(20));
        var throttle = bandwidths("100KB/s", "").of("s1");
        assertThat(throttle.portion(1_000_000)).isEqualTo(10_000);
        Duration before = time.passed();
        for (int i = 0; i < 100; i++) {
            throttle.pass(throttle.portion(1_000_000));
        }
        isAbout(time.passed().minus(before), Duration.ofSeconds(10));
    }

    @Test
    void whatWasNotUsedIsNotSavedUp() throws InterruptedException {
        var throttle = bandwidths("100KB/s", "").of("s1");
        pass(throttle, 1000);
        time.pass(Duration.ofHours(1));
        isAbout(pass(throttle, 1_000_000), Duration.ofSeconds(10));
    }

    @Test
    void theTighterOfSessionAndAllCounts() throws InterruptedException {
        var bandwidths = bandwidths("100KB/s", "");
        bandwidths.limit("slow", bandwidth("20KB/s", ""));
        bandwidths.limit("fast", bandwidth("1MB/s", ""));

        isAbout(pass(bandwidths.of("slow"), 200_000), Duration.ofSeconds(10));
        isAbout(pass(bandwidths.of("fast"), 1_000_000), Duration.ofSeconds(10));

        bandwidths.forget("slow");
        isAbout(pass(bandwidths.of("slow"), 1_000_000), Duration.ofSeconds(10));
    }

    @Test
    void twoTransfersOfASessionShareItsLimit() throws InterruptedException {
        var bandwidths = bandwidths("off", "");
        bandwidths.limit("s1", bandwidth("100KB/s", ""));
        var one = bandwidths.of("s1");
        var other = bandwidths.of("s1");
        Duration before = time.passed();
        for (int i = 0; i < 500; i++) {
            one.pass(PORTION);
            other.pass(PORTION);
        }
        isAbout(time.passed().minus(before), Duration.ofSeconds(10));
    }

    @Test
    void anEdgeOfTheTimetableTakesEffectDuringATransfer() throws InterruptedException {
        time.pass(Duration.ofHours(8).minusSeconds(10));
        var throttle =
                bandwidths("100KB/s", "mon 08:00-08:01 20KB/s; mon 08:01-09:00 off").of("s1");

        // 10 s at the limit, a minute at a fifth of it, and the rest at once.
        isAbout(pass(throttle, 1_000_000 + 1_200_000 + 50_000_000), Duration.ofSeconds(70));
        time.pass(Duration.ofHours(1));
        isAbout(pass(throttle, 1_000_000), Duration.ofSeconds(10));
    }

    @Test
    void theTimetableGoesByTheTimeOfTheZone() throws InterruptedException {
        var bandwidths =
                new Bandwidths(
                        bandwidth("off", "mon 00:00-01:00 100KB/s"),
                        new VirtualTime(MONDAY),
                        ZoneId.of("America/New_York"));
        // There it is still Sunday.
        assertThat(bandwidths.of("s1").portion(1_000_000)).isEqualTo(1_000_000);
        assertThat(bandwidths("off", "mon 00:00-01:00 100KB/s").of("s1").portion(1_000_000))
                .isEqualTo(10_000);
    }

    @Test
    void anotherLimitHoldsAtOnceForRunningTransfers() throws InterruptedException {
        var bandwidths = bandwidths("off", "");
        bandwidths.limit("s1", bandwidth("20KB/s", ""));
        var throttle = bandwidths.of("s1");
        isAbout(pass(throttle, 200_000), Duration.ofSeconds(10));

        bandwidths.limit("s1", bandwidth("100KB/s", ""));
        isAbout(pass(throttle, 1_000_000), Duration.ofSeconds(10));

        bandwidths.limit("s1", bandwidth("off", ""));
        assertThat(pass(throttle, 100_000_000)).isZero();
    }

    @Test
    void anotherLimitWakesThoseWhoWait() throws Exception {
        var bandwidths = new Bandwidths(Bandwidth.UNLIMITED);
        bandwidths.limit("s1", bandwidth("10KB/s", ""));
        waiting(bandwidths.of("s1"), () -> bandwidths.limit("s1", Bandwidth.UNLIMITED));
    }

    @Test
    void whoWaitsGoesOnAtOnceWhenTheTransferEnds() throws Exception {
        var session = new Bandwidths(Bandwidth.UNLIMITED);
        session.limit("s1", bandwidth("10KB/s", ""));
        var ofSession = session.of("s1");
        waiting(ofSession, ofSession::end);
        var ofAll = new Bandwidths(bandwidth("10KB/s", "")).of("s1");
        waiting(ofAll, ofAll::end);
    }

    /** Has a thread wait for hours, and sees it end. */
    private static void waiting(Throttle throttle, Runnable ending) throws Exception {
        var threads = Executors.newSingleThreadExecutor();
        try {
            throttle.pass(Integer.MAX_VALUE);
            var thread = threads.submit(Thread::currentThread).get();
            Future<?> waits =
                    threads.submit(
                            () -> {
                                throttle.pass(PORTION);
                                return null;
                            });
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
            assertThat(waits).isNotDone();

            ending.run();

            waits.get(20, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }
}
