package com.aqwacloud.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.bench.measure.SteadyShare.Sample;
import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SteadyShareTest {
    private static final SteadyShare QUOTA = new SteadyShare(100, Duration.ofSeconds(10));

    @Test
    void anEvenFlowAtTheLimitUsesAll() {
        assertThat(QUOTA.of(each250Ms(60, ms -> ms / 100)).orElseThrow()).isEqualTo(1.0);
    }

    @Test
    void halfTheFlowUsesHalf() {
        assertThat(QUOTA.of(each250Ms(60, ms -> ms / 200)).orElseThrow()).isEqualTo(0.5);
    }

    @Test
    void aBurstAtTheBeginningOfEachWindowCountsOnce() {
        assertThat(QUOTA.of(each250Ms(60, ms -> 100 * (1 + ms / 10_000))).orElseThrow())
                .isEqualTo(1.0);
    }

    @Test
    void theEndWhereNothingIsLeftToDoDoesNotCount() {
        assertThat(QUOTA.of(each250Ms(100, ms -> Math.min(350, ms / 100))).orElseThrow())
                .isEqualTo(1.0);
    }

    @Test
    void lessThanAWindowTellsNothing() {
        assertThat(QUOTA.of(each250Ms(60, ms -> Math.min(90, ms / 100)))).isEmpty();
        assertThat(QUOTA.of(List.of())).isEmpty();
    }

    private static List<Sample> each250Ms(long seconds, LongUnaryOperator accepted) {
        return LongStream.rangeClosed(0, seconds * 4)
                .map(quarter -> quarter * 250)
                .mapToObj(ms -> new Sample(Duration.ofMillis(ms), accepted.applyAsLong(ms)))
                .toList();
    }
}
