package com.aqwacloud.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.bench.clouds.Asked;
import com.aqwacloud.bench.contender.Outcome;
import com.aqwacloud.bench.measure.Meter;
import com.aqwacloud.bench.process.ProcessUse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final long MIB = 1024 * 1024;

    @Test
    void theOthersAreComparedWithTheReference() {
        Results results = new Results();
        results.comparison().add(measured("rclone tuned", 10, 0));
        results.comparison().add(measured("AqwaCloud", 4, 0));

        assertThat(results.markdown("2 cores"))
                .contains(": 2 cores.")
                .contains("| 400 files | AqwaCloud | 400 | 4.00 | 100 | 0.10 | 2.50 | 2.20 | 1.50")
                .contains("| 3.00 | 90 | 250 | equal |")
                .doesNotContain("Within quotas", "Many files");
        assertThat(results.isWrong()).isFalse();
    }

    @Test
    void whatIsNotOnTheMachineHasEmptyColumns() {
        Results results = new Results();
        results.comparison().addAbsent("400 files", "rclone tuned");
        results.comparison().add(measured("AqwaCloud", 4, 0));

        assertThat(results.markdown("2 cores"))
                .contains("| 400 files | rclone tuned |  |  |  |")
                .contains("| AqwaCloud | 400 | 4.00 | 100 | 0.10 |  | 2.20 |");
    }

    @Test
    void aWrongFileIsSeenInTheTableAndInTheEnd() {
        Results results = new Results();
        results.comparison().add(measured("AqwaCloud", 4, 3));
        results.wrong("a.txt is missing");

        assertThat(results.markdown("")).contains("**3 wrong**").contains("- a.txt is missing\n");
        assertThat(results.isWrong()).isTrue();
    }

    @Test
    void theShareOfAQuotaIsToldInPercent() {
        Results results = new Results();
        results.quota()
                .add(
                        measured("AqwaCloud", 4, 0),
                        OptionalDouble.of(0.5),
                        OptionalDouble.of(0.9876),
                        0);

        assertThat(results.markdown("")).contains("| 50.0 % | 98.8 % | 0 | equal |");
    }

    private static Measured measured(String contender, int seconds, int wrong) {
        Outcome outcome =
                new Outcome(
                        new Meter.Reading(
                                Duration.ofSeconds(seconds),
                                new Asked(400, 480),
                                Duration.ofSeconds(3)),
                        new ProcessUse(Duration.ofMillis(1500), 250 * MIB),
                        OptionalLong.of(90 * MIB),
                        Optional.empty());
        return new Measured("400 files", contender, 400, 400_000, outcome, wrong);
    }
}
