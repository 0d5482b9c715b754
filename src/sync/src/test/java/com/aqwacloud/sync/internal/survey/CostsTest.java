package com.aqwacloud.sync.internal.survey;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.api.DryRun.Estimate;
import com.aqwacloud.sync.api.SessionOptions;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostsTest {
    private static final LocalDateTime NOW = LocalDateTime.parse("2026-03-04T05:06:07");
    private static final long MIB = 1024 * 1024;

    private final Costs costs = new Costs(4 * MIB, 10 * MIB);

    /** As the requests are counted in the tests of the transfers: 2.05 for each small file. */
    @Test
    void smallFilesShareTheRequestThatSetsTheirTimes() {
        for (int i = 0; i < 100; i++) {
            costs.add(Action.CREATE, 1000, true, true);
        }

        Estimate estimate = estimate();

        assertThat(estimate.googleRequests()).isEqualTo(100);
        assertThat(estimate.oneDriveRequests()).isEqualTo(105);
        assertThat(estimate.bytesRead()).isEqualTo(100_000);
        assertThat(estimate.bytesSent()).isEqualTo(100_000);
        assertThat(estimate.boundedBy()).isNull();
        assertThat(estimate.atLeastSeconds()).isZero();
    }

    @Test
    void aLargeFileIsASessionAndItsFragments() {
        costs.add(Action.UPDATE, 25 * MIB, true, true);

        assertThat(estimate().oneDriveRequests()).isEqualTo(4);
        assertThat(estimate().googleRequests()).isEqualTo(1);
    }

    @Test
    void whatMovesNoContentIsOneRequestAndWhatIsAdoptedIsOnlyRead() {
        costs.add(Action.RENAME, 0, true, false);
        costs.add(Action.DELETE, 0, true, false);
        costs.add(Action.CREATE_FOLDER, 0, true, false);
        costs.add(Action.ADOPT, 5000, true, true);
        costs.add(Action.CREATE, 60, true, false);
        costs.add(Action.CREATE, 0, false, true);

        Estimate estimate = estimate();

        assertThat(estimate.googleRequests()).isEqualTo(2);
        assertThat(estimate.oneDriveRequests()).isEqualTo(3 + 2 + 1);
        assertThat(estimate.bytesRead()).isEqualTo(5000);
        assertThat(estimate.bytesSent()).isEqualTo(60);
        assertThat(estimate.unknownSizes()).isEqualTo(1);
    }

    @Test
    void theTightestLimitIsTheBound() {
        for (int i = 0; i < 2500; i++) {
            costs.add(Action.CREATE, 10_000, true, true);
        }

        assertThat(estimate().atLeastSeconds()).isEqualTo(200);
        assertThat(estimate().boundedBy()).isEqualTo("quota.google");
        assertThat(estimate("bandwidth.limit", "50KB/s"))
                .extracting(Estimate::atLeastSeconds, Estimate::boundedBy)
                .containsExactly(500L, "bandwidth.limit");
        assertThat(estimate("quota.onedrive", "1000/10m"))
                .extracting(Estimate::atLeastSeconds, Estimate::boundedBy)
                .containsExactly(2400L, "quota.onedrive");
        assertThat(estimate("quota.google.units", "50000/60s"))
                .extracting(Estimate::atLeastSeconds, Estimate::boundedBy)
                .containsExactly(540L, "quota.google.units");
        Bandwidth all = Bandwidth.read(Map.of("bandwidth.limit", "10KB/s"));
        assertThat(costs.estimate(SessionOptions.DEFAULTS, all, NOW).atLeastSeconds())
                .isEqualTo(2500);
    }

    /** It is a Wednesday, 05:06:07, and what is read are 100 MB. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "off, wed 05:00-06:00 10KB/s, 3233, bandwidth.timetable",
                "off, wed 04:00-05:00 10KB/s, 0, -",
                "off, wed 06:00-07:00 10KB/s, 0, -",
                "100KB/s, '', 1000, bandwidth.limit",
                "100KB/s, wed 05:00-06:00 10KB/s, 3909, bandwidth.timetable",
                "100KB/s, wed 05:06-05:08 1GB/s, 0, -",
                "100KB/s, wed 05:10-05:11 off, 233, bandwidth.limit",
                "10KB/s, sun 00:00-24:00 50KB/s, 10000, bandwidth.limit",
                "off, wed 05:00-24:00 10KB/s; thu 00:00-24:00 10MB/s, 10000, bandwidth.timetable",
                "off, mon-sun 00:00-24:00 10KB/s, 10000, bandwidth.timetable"
            })
    void aTimetableCountsAsItGoesOn(String limit, String timetable, long seconds, String by) {
        costs.add(Action.UPDATE, 100_000_000, true, true);
        var bandwidth = Map.of("bandwidth.limit", limit, "bandwidth.timetable", timetable);

        assertThat(
                        costs.estimate(
                                SessionOptions.DEFAULTS.with(bandwidth), Bandwidth.UNLIMITED, NOW))
                .extracting(Estimate::atLeastSeconds, Estimate::boundedBy)
                .containsExactly(seconds, by);
        assertThat(
                        costs.estimate(SessionOptions.DEFAULTS, Bandwidth.read(bandwidth), NOW)
                                .atLeastSeconds())
                .isEqualTo(seconds);
    }

    /** A week at 10KB/s but for one hour at 1MB/s: 9,612,000,000 bytes. */
    @Test
    void weeksGoRoundUntilAllIsRead() {
        costs.add(Action.UPDATE, 3 * 9_612_000_000L + 50_000, true, true);
        var bandwidth =
                Map.of("bandwidth.limit", "10KB/s", "bandwidth.timetable", "sun 00:00-01:00 1MB/s");

        assertThat(
                        costs.estimate(
                                        SessionOptions.DEFAULTS.with(bandwidth),
                                        Bandwidth.UNLIMITED,
                                        NOW)
                                .atLeastSeconds())
                .isEqualTo(3 * 7 * 24 * 3600 + 5);
    }

    private Estimate estimate() {
        return costs.estimate(SessionOptions.DEFAULTS, Bandwidth.UNLIMITED, NOW);
    }

    private Estimate estimate(String option, String value) {
        return costs.estimate(
                SessionOptions.DEFAULTS.with(Map.of(option, value)), Bandwidth.UNLIMITED, NOW);
    }
}
