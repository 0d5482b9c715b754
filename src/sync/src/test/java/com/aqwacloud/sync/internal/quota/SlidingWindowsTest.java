package com.aqwacloud.sync.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.QuotaWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowsTest {
    private static QuotaWindow window(int requests, long millis) {
        return new QuotaWindow(requests, Duration.ofMillis(millis));
    }

    /** The most requests in any stretch of that length. */
    private static int densest(List<Long> moments, long nanos) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < moments.size(); last++) {
            while (moments.get(last) - moments.get(first) >= nanos) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void neverMoreThanAllowedInAnyWindowAndNeverALongerWaitThanNeeded(long seed) {
        var random = new Random(seed);
        var limits = new ArrayList<QuotaWindow>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            limits.add(window(1 + random.nextInt(40), 1 + random.nextInt(5000)));
        }
        var windows = new SlidingWindows(limits);
        var moments = new ArrayList<Long>();
        // A clock may begin anywhere, just before it overflows too.
        long now = Long.MAX_VALUE / 2 - random.nextInt(1_000_000);
        for (int i = 0; i < 2000; i++) {
            now += random.nextInt(4) == 0 ? random.nextLong(200_000_000) : 0;
            int count = 1 + random.nextInt(Math.min(3, windows.fewestRequests()));
            long wait = windows.waitNanos(now, count);
            if (wait > 0) {
                assertThat(windows.waitNanos(now + wait - 1, count)).isPositive();
                now += wait;
            }
            assertThat(windows.waitNanos(now, count)).isNotPositive();
            windows.record(now, count);
            for (int k = 0; k < count; k++) {
                moments.add(now);
            }
        }
        for (QuotaWindow limit : limits) {
            assertThat(densest(moments, limit.window().toNanos()))
                    .isLessThanOrEqualTo(limit.requests());
        }
        // And the quota is used up, not merely kept.
        assertThat(limits)
                .anyMatch(limit -> densest(moments, limit.window().toNanos()) == limit.requests());
    }

    private record UnderWay(long granted, long answered) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverMoreThanAllowedByACloudThatCountsAtAnyMomentBeforeItsAnswer(long seed) {
        var random = new Random(seed);
        QuotaWindow limit = window(1 + random.nextInt(40), 1000);
        var windows = new SlidingWindows(List.of(limit));
        var underWay = new PriorityQueue<>(Comparator.comparingLong(UnderWay::answered));
        var counted = new ArrayList<Long>();
        long now = 0;
        for (int i = 0; i < 2000; i++) {
            long wait = windows.waitNanos(now, 1);
            while (wait > 0 || !underWay.isEmpty() && random.nextInt(8) == 0) {
                UnderWay next = underWay.peek();
                if (next != null && (wait <= 0 || next.answered() <= now + wait)) {
                    now = Math.max(now, next.answered());
                    windows.move(underWay.poll().granted(), 1, now);
                } else {
                    now += wait;
                }
                wait = windows.waitNanos(now, 1);
            }
            windows.record(now, 1);
            long delay = random.nextLong(limit.window().toNanos() / 2);
            underWay.add(new UnderWay(now, now + delay));
            counted.add(now + random.nextLong(delay + 1));
        }
        counted.sort(null);
        assertThat(densest(counted, limit.window().toNanos()))
                .isLessThanOrEqualTo(limit.requests());
        assertThat(windows.remembered()).isLessThanOrEqualTo(limit.requests());
    }

    @Test
    void whatTookLongerThanTheWindowCountsFromItsAnswerToo() {
        var windows = new SlidingWindows(List.of(window(3, 1)));
        windows.record(0, 1);
        windows.record(1_500_000, 2);
        windows.move(0, 1, 2_000_000);
        assertThat(windows.waitNanos(2_000_000, 1)).isEqualTo(500_000);
        assertThat(windows.waitNanos(2_500_000, 3)).isEqualTo(500_000);
    }

    @Test
    void noMoreIsRememberedThanTheWindowHolds() {
        var windows = new SlidingWindows(List.of(window(1000, 100_000), window(100, 1000)));
        long now = 0;
        for (int i = 0; i < 20_000; i++) {
            now += Math.max(0, windows.waitNanos(now, 1));
            windows.record(now, 1);
            assertThat(windows.remembered()).isLessThanOrEqualTo(1000);
        }
        assertThat(windows.waitNanos(now + Duration.ofSeconds(101).toNanos(), 1)).isZero();
        assertThat(windows.remembered()).isZero();
    }

    @Test
    void aTighterWindowCountsWhatWasBefore() {
        var windows = new SlidingWindows(List.of(window(100, 10_000)));
        windows.record(0, 50);

        windows.use(List.of(window(10, 10_000)));

        assertThat(windows.waitNanos(1, 1)).isEqualTo(Duration.ofSeconds(10).toNanos() - 1);
    }
}
