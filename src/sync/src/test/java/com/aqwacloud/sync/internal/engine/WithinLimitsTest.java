package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sessions may ask of the clouds and of the line. */
class WithinLimitsTest extends EngineCase {
    private static final int FILES = 8;

    /** The clouds' windows are a little shorter, for what is under way. */
    @ParameterizedTest
    @CsvSource({"google, 1000", "onedrive, 14"})
    void withinTheUnitsOfACloudNoRequestIsRefused(String cloud, int units) throws Exception {
        aqwa.quotas("{\"" + cloud + "\":{\"limits\":\"" + units + " units/4s\"}}");
        for (int i = 0; i < FILES; i++) {
            aqwa.put(i + ".txt", "file " + i);
        }

        aqwa.session(
                "quota." + cloud + ".units=" + units + "/5s",
                "monitor.interval=5s",
                "transfers.max-concurrent=8");

        for (int i = 0; i < FILES; i++) {
            aqwa.awaitAtDestination(i + ".txt", "file " + i);
        }
        var statuses = new ArrayList<Integer>();
        for (JsonNode request : aqwa.lastRequests()) {
            statuses.add(request.get("status").asInt());
        }
        // At least a download and an upload for each file.
        assertThat(statuses).hasSizeGreaterThan(2 * FILES).doesNotContain(403, 429);
    }

    @Test
    void aLimitedSessionReadsSlowlyAndStopsAtOnce() throws Exception {
        String content = "0123456789".repeat(200_000);
        aqwa.put("large.txt", content);

        Session slow = aqwa.session("bandwidth.limit=10KB/s");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> !aqwa.transfers(JobState.TRANSFERRING).isEmpty());
        // Time for a poll is time for all of the file, were it not for the limit.
        aqwa.awaitPoll(slow.id());
        assertThat(aqwa.oneDrive.resolve("large.txt")).doesNotExist();
        aqwa.engine().sessions().stop(slow.id());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> aqwa.transfers(JobState.TRANSFERRING).isEmpty());
        assertThat(aqwa.transfers(JobState.PENDING)).hasSize(1);
        assertThat(Files.notExists(aqwa.oneDrive.resolve("large.txt"))).isTrue();

        aqwa.engine().sessions().delete(slow.id());
        aqwa.session("bandwidth.limit=10KB/s", "bandwidth.timetable=mon-sun 00:00-24:00 off");
        aqwa.awaitAtDestination("large.txt", content);
    }
}
