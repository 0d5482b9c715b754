package com.aqwacloud.sync.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "12, PT12S",
        "' 12 ', PT12S",
        "'Thu, 1 Jan 2026 00:01:00 GMT', PT1M",
        "315360000, P1D",
        "'Thu, 1 Jan 2099 00:00:00 GMT', P1D",
        "0, ",
        "000, ",
        "'Thu, 1 Jan 2026 00:00:00 GMT', ",
        "'Wed, 31 Dec 2025 00:00:00 GMT', ",
        "soon, ",
        "-1, ",
        "'', ",
        ", "
    })
    void itIsSecondsOrADateToCome(String header, Duration expected) {
        assertThat(RetryAfter.parse(header, NOW).orElse(null)).isEqualTo(expected);
    }
}
