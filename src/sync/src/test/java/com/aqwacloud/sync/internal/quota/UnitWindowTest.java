package com.aqwacloud.sync.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.QuotaWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitWindowTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private record Spent(long moment, int units) {}

    /** The most units in any stretch of that length. */
    private static long densest(List<Spent> all, long nanos) {
        long most = 0;
        long sum = 0;
        int first = 0;
        for (Spent last : all) {
            sum += last.units();
            while (last.moment() - all.get(first).moment() >= nanos) {
                sum -= all.get(first++).units();
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverMoreThanAllowedNearlyAllOfItAndOnlyAFewNumbers(long seed) {
        var random = new Random(seed);
        int limit = 1000 + random.nextInt(400_000);
        var window = new UnitWindow(new QuotaWindow(limit, Duration.ofMinutes(1)));
        var spent = new ArrayList<Spent>();
        // A clock may begin anywhere, just before it overflows too.
        long start = Long.MAX_VALUE - random.nextInt(1_000_000);
        long now = start;
        while (now - start < 10 * MINUTE) {
            now += random.nextInt(4) == 0 ? random.nextLong(20_000_000) : 0;
            int units = List.of(5, 50, 100, 200).get(random.nextInt(4));
            now += window.waitNanos(now, units);
            assertThat(window.waitNanos(now, units)).isZero();
            window.record(now, units);
            spent.add(new Spent(now, units));
            assertThat(window.remembered()).isLessThanOrEqualTo(258);
        }
        assertThat(densest(spent, MINUTE)).isLessThanOrEqualTo(limit).isGreaterThan(limit - 200);
        // And what is lost to slices is little, over all.
        long inAll = spent.stream().mapToLong(Spent::units).sum();
        if (limit < 50_000) {
            assertThat(inAll).isGreaterThan((long) (limit * 9.5));
        }
    }

    @Test
    void aNewWindowCountsWhatWasBefore() {
        var windows = new UnitWindows();
        windows.use(List.of(new QuotaWindow(100, Duration.ofSeconds(60))));
        windows.record(0, 60);

        windows.use(List.of(new QuotaWindow(100, Duration.ofSeconds(30))));

        assertThat(windows.waitNanos(1, 50)).isEqualTo(Duration.ofSeconds(30).toNanos() - 1);
        assertThat(windows.waitNanos(1, 40)).isZero();
    }

    @Test
    void anotherWindowKnowsWhatWasSpentWithoutOne() {
        var windows = new UnitWindows();
        windows.record(0, 60);
        windows.use(List.of(new QuotaWindow(100, Duration.ofSeconds(30))));
        windows.use(List.of());
        windows.record(1, 20);

        windows.use(List.of(new QuotaWindow(90, Duration.ofSeconds(60))));

        assertThat(windows.waitNanos(1, 10)).isZero();
        assertThat(windows.waitNanos(1, 11)).isEqualTo(MINUTE);
    }

    @Test
    void withoutAWindowNothingWaits() {
        var windows = new UnitWindows();
        windows.record(0, 1_000_000);
        assertThat(windows.waitNanos(0, 1_000_000)).isZero();
    }

    @Test
    void unitsCountFromTheAnswerOn() {
        var window = new UnitWindow(new QuotaWindow(100, Duration.ofMinutes(1)));
        window.record(0, 60);
        window.record(MINUTE / 2, 40);
        window.move(0, 60, MINUTE / 2 + 1);
        assertThat(window.waitNanos(MINUTE, 60)).isEqualTo(MINUTE / 2 + 1);
    }

    @Test
    void unitsOfARequestThatTookLongerThanTheWindowCountFromItsAnswerToo() {
        var window = new UnitWindow(new QuotaWindow(100, Duration.ofMinutes(1)));
        window.record(0, 40);
        assertThat(window.waitNanos(2 * MINUTE, 100)).isZero();
        window.move(0, 40, 2 * MINUTE);
        assertThat(window.waitNanos(2 * MINUTE, 60)).isZero();
        assertThat(window.waitNanos(2 * MINUTE, 61)).isEqualTo(MINUTE);
    }
}
