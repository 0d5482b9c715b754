package com.aqwacloud.sync.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Transfer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {
    private record Seen(long at, Transfer transfer) {}

    private static final class MovingClock extends Clock {
        private volatile long millis = 1_000_000;

        @Override
        public long millis() {
            return millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final MovingClock clock = new MovingClock();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledExecutorService never = Executors.newSingleThreadScheduledExecutor();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
        never.shutdownNow();
    }

    /** A meter that ticks only when the test says so. */
    private ProgressMeter meter() {
        var meter =
                new ProgressMeter(
                        clock,
                        never,
                        progress -> seen.add(new Seen(clock.millis, progress.transfer())));
        meter.close();
        return meter;
    }

    private int mostInASecond() {
        int most = 0;
        for (Seen first : seen) {
            int count = 0;
            for (Seen other : seen) {
                if (other.at >= first.at && other.at < first.at + 1000) {
                    count++;
                }
            }
            most = Math.max(most, count);
        }
        return most;
    }

    @Test
    void atMostFourASecondHoweverOftenBytesMoveTheLastIncluded() {
        var meter = meter();
        meter.started(Samples.transfer(1, 10_000, 0));
        for (int i = 1; i <= 999; i++) {
            clock.millis += 5;
            meter.advanced(1, i * 10);
            meter.tick();
        }
        meter.finished(1);

        assertThat(mostInASecond()).isLessThanOrEqualTo(4);
        assertThat(seen).hasSizeGreaterThan(10);
        assertThat(seen.get(seen.size() - 1).transfer.bytesDone()).isEqualTo(9990);
    }

    @Test
    void aPauseBringsOutWhatWasHeldBack() {
        var meter = meter();
        meter.started(Samples.transfer(1, 1000, 0));
        clock.millis += ProgressMeter.SPACING_MILLIS;
        meter.advanced(1, 10);
        clock.millis += 50;
        meter.advanced(1, 20);
        assertThat(seen).hasSize(1);

        clock.millis += 300;
        meter.tick();
        meter.tick();

        assertThat(seen).hasSize(2);
        assertThat(seen.get(1).transfer.bytesDone()).isEqualTo(20);
    }

    @Test
    void aTransferThatIsOverAtOnceIsToldOfOnce() {
        var meter = meter();
        meter.started(Samples.transfer(1, 1000, 0));
        meter.advanced(1, 400);
        meter.advanced(1, 1000);
        meter.tick();
        assertThat(seen).isEmpty();

        meter.finished(1);

        assertThat(seen)
                .singleElement()
                .satisfies(last -> assertThat(last.transfer.bytesDone()).isEqualTo(1000));
    }

    @Test
    void nothingFollowsTheLastProgress() {
        var meter = meter();
        meter.started(Samples.transfer(1, 1000, 0));
        meter.advanced(1, 1000);
        meter.finished(1);
        int before = seen.size();

        clock.millis += 5000;
        meter.advanced(1, 2000);
        meter.tick();
        meter.finished(1);

        assertThat(seen).hasSize(before);
    }

    @Test
    void ofATransferThatHadEndedNothingIsTold() {
        var meter = meter();
        meter.started(Samples.transfer(1, 1000, 0));
        meter.forget(1);

        clock.millis += 5000;
        meter.advanced(1, 1000);
        meter.tick();
        meter.finished(1);

        assertThat(seen).isEmpty();
    }

    @Test
    void theRateIsThatOfTheLastSecondsAndFallsToZero() {
        var meter = meter();
        meter.started(Samples.transfer(1, 1_000_000_000, 0));
        meter.started(Samples.transfer(2, 1_000_000_000, 500));
        for (int i = 1; i <= 100; i++) {
            clock.millis += 100;
            meter.advanced(1, i * 100_000L);
            meter.advanced(2, 500 + i * 50_000L);
        }
        Transfer present = meter.present(Samples.transfer(1, 1_000_000_000, 0));
        assertThat(present.bytesPerSecond()).isCloseTo(1_000_000, within(50_000L));
        assertThat(present.bytesDone()).isEqualTo(10_000_000);
        assertThat(meter.bytesPerSecond()).isCloseTo(1_500_000, within(75_000L));

        clock.millis += 3100;
        meter.tick();

        assertThat(meter.bytesPerSecond()).isZero();
        assertThat(seen.get(seen.size() - 1).transfer.bytesPerSecond()).isZero();
        int before = seen.size();
        clock.millis += 5000;
        meter.tick();
        assertThat(seen).hasSize(before);
    }

    @Test
    void aResumedTransferDoesNotCountWhatWasThereBefore() {
        var meter = meter();
        meter.started(Samples.transfer(1, 1000, 900));
        clock.millis += 1000;
        meter.advanced(1, 1000);

        assertThat(seen.get(0).transfer.bytesPerSecond()).isEqualTo(100);
    }

    @Test
    void anEmptyFileHasOneProgress() {
        var meter = meter();
        meter.started(Samples.transfer(1, 0, 0));
        meter.finished(1);
        assertThat(seen).hasSize(1);
    }

    @Test
    void aClockThatIsSetBackSilencesNothing() {
        var meter = meter();
        meter.started(Samples.transfer(1, 1000, 0));
        clock.millis += ProgressMeter.SPACING_MILLIS;
        meter.advanced(1, 10);
        clock.millis -= 600_000;
        meter.advanced(1, 20);
        assertThat(seen).hasSize(2);
    }

    @Test
    void theSchedulerBringsOutHeldBackProgressByItself() {
        var live = new ArrayList<Long>();
        try (var meter =
                new ProgressMeter(
                        Clock.systemUTC(),
                        scheduler,
                        progress -> {
                            synchronized (live) {
                                live.add(progress.transfer().bytesDone());
                            }
                        })) {
            meter.started(Samples.transfer(1, 1000, 0));
            meter.advanced(1, 10);
            meter.advanced(1, 20);
            await().untilAsserted(
                            () -> {
                                synchronized (live) {
                                    assertThat(live).first().isEqualTo(20L);
                                }
                            });
        }
    }
}
