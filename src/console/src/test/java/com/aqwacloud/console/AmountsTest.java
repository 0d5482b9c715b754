package com.aqwacloud.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1536, 1.5 KiB",
        "1048575, 1.0 MiB",
        "314572800, 300.0 MiB",
        "9223372036854775807, 8.0 EiB"
    })
    void sizesAreShort(long bytes, String text) {
        assertThat(Amounts.size(bytes)).isEqualTo(text);
    }

    @Test
    void aHundredPercentMeansAllOfIt() {
        assertThat(Amounts.percent(999_999, 1_000_000)).isEqualTo("99%");
        assertThat(Amounts.percent(1_000_000, 1_000_000)).isEqualTo("100%");
    }

    @ParameterizedTest
    @CsvSource({"42, 42 s", "303, 5 min 3 s", "7500, 2 h 5 min", "266400, 3 d 2 h"})
    void spansNameTheirTwoLargestUnits(long seconds, String text) {
        assertThat(Amounts.span(Duration.ofSeconds(seconds))).isEqualTo(text);
    }
}
