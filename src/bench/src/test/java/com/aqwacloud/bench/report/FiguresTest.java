package com.aqwacloud.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void threeDigitsAreWritten() {
        assertThat(Figures.of(0.4249)).isEqualTo("0.42");
        assertThat(Figures.of(9.996)).isEqualTo("10.0");
        assertThat(Figures.of(42.04)).isEqualTo("42.0");
        assertThat(Figures.of(99.96)).isEqualTo("100");
        assertThat(Figures.of(12345.6)).isEqualTo("12,346");
        assertThat(Figures.seconds(Duration.ofMillis(1234))).isEqualTo("1.23");
        assertThat(Figures.mebibytes(256L * 1024 * 1024)).isEqualTo("256");
    }

    @Test
    void sizesAreSaidAsPeopleSayThem() {
        assertThat(Figures.size(0)).isEqualTo("0 B");
        assertThat(Figures.size(1024)).isEqualTo("1 KiB");
        assertThat(Figures.size(10 * 1024 * 1024)).isEqualTo("10 MiB");
        assertThat(Figures.size(4L * 1024 * 1024 * 1024)).isEqualTo("4 GiB");
        assertThat(Figures.size(1536)).isEqualTo("1.50 KiB");
    }

    @Test
    void ratesArePerSecond() {
        assertThat(Figures.rate(400, Duration.ofSeconds(8))).isEqualTo(50);
        assertThat(Figures.megabytesRate(10_000_000, Duration.ofSeconds(4))).isEqualTo(2.5);
    }

    @Test
    void theMedianIsTheOneInTheMiddle() {
        assertThat(Figures.median(List.of(9, 1, 5), Comparator.naturalOrder())).isEqualTo(5);
        assertThat(Figures.median(List.of(9, 1), Comparator.naturalOrder())).isEqualTo(1);
        assertThat(Figures.median(List.of(7), Comparator.naturalOrder())).isEqualTo(7);
    }
}
