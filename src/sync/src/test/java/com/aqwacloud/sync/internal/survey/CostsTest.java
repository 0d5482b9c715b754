package com.aqwacloud.sync.internal.survey;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.api.DryRun.Estimate;
import com.aqwacloud.sync.api.SessionOptions;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

    private Estimate estimate() {
        return costs.estimate(SessionOptions.DEFAULTS, Bandwidth.UNLIMITED, NOW);
    }

    private Estimate estimate(String option, String value) {
        return costs.estimate(
                SessionOptions.DEFAULTS.with(Map.of(option, value)), Bandwidth.UNLIMITED, NOW);
    }
}
