package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Transfer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A cloud that does not answer does not hold up the end of the engine. */
class QuickStopTest extends EngineCase {
    private static final Duration MOST = Duration.ofSeconds(6);

    @Test
    void aStopWaitsForNoAnswerThatDoesNotComeAndTheWorkGoesOnAfterIt() throws Exception {
        aqwa.put("read.txt", "read");
        aqwa.put("written.txt", "written");
        aqwa.fault(hanging("'operation':'files.media','nth':1"));
        aqwa.fault(hanging("'operation':'upload.put','nth':1"));
        aqwa.session();
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                aqwa.requests().at("/google/operations/files.media").asInt() == 2
                                        && aqwa.requests()
                                                        .at("/onedrive/operations/upload.put")
                                                        .asInt()
                                                == 1);

        Instant asked = Instant.now();
        aqwa.stop();
        assertThat(Duration.between(asked, Instant.now())).isLessThan(MOST);

        aqwa.noFaults();
        aqwa.start();
        aqwa.awaitAtDestination("read.txt", "read");
        aqwa.awaitAtDestination("written.txt", "written");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> aqwa.transfers(JobState.COMPLETED).size() == 2);
        assertThat(aqwa.transfers(JobState.COMPLETED))
                .extracting(Transfer::attempts)
                .as("attempts; the end of the engine is none")
                .containsOnly(1);
    }

    @Test
    void aStopWaitsForNoPauseThatACloudHasAskedFor() throws Exception {
        aqwa.put("later.txt", "later");
        aqwa.fault(
                "{'kind':'throttle','retryAfterSeconds':600,'operation':'files.media','nth':1}"
                        .replace('\'', '"'));
        aqwa.session();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> aqwa.requests().at("/google/operations/files.media").asInt() == 1);

        Instant asked = Instant.now();
        aqwa.stop();

        assertThat(Duration.between(asked, Instant.now())).isLessThan(MOST);
        aqwa.start();
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    private static String hanging(String which) {
        return ("{'kind':'delay','millis':600000," + which + "}").replace('\'', '"');
    }
}
