package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The beginning of a large file comes damaged from Google Drive, and is sent before its upload is
 * cut off: it never becomes a file.
 */
class DamagedReadsTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String NAME = "large.bin";

    /** Goes through an upload session, in three fragments. */
    private static final int BYTES = 25 << 20;

    private static final String DAMAGE =
            "{\"kind\":\"corrupt-download\",\"operation\":\"files.media\",\"times\":1}";

    /** From the second fragment on; the first is accepted by then. */
    private static final String HOLD =
            "{\"kind\":\"delay\",\"operation\":\"session.fragment\",\"from\":2,\"times\":1,\"millis\":3000}";

    private byte[] content;

    private void begin(String... faults) throws Exception {
        content = new byte[BYTES];
        new Random(BYTES).nextBytes(content);
        Path file = Files.write(aqwa.drive.resolve(NAME), content);
        assertThat(file).hasSize(BYTES);
        for (String fault : faults) {
            aqwa.fault(fault);
        }
        aqwa.session("retry.delay=100ms");
    }

    @Test
    void theProcessEndsInTheMiddle() throws Exception {
        begin(DAMAGE, HOLD);
        awaitFirstFragment();

        aqwa.crash();

        assertArrivesOnce();
        assertThat(requests("session.create")).isEqualTo(2);
    }

    @Test
    void theAttemptFailsInTheMiddle() throws Exception {
        begin(
                DAMAGE,
                "{\"kind\":\"cut-response\",\"operation\":\"files.media\",\"afterBytes\":15000000,\"times\":1}",
                "{\"kind\":\"refuse\",\"status\":500,\"operation\":\"files.media\",\"from\":2,\"times\":1}");

        assertArrivesOnce();
        assertThat(aqwa.transfers(JobState.COMPLETED).get(0).attempts()).isEqualTo(3);
        assertThat(requests("session.create")).isEqualTo(2);
    }

    @Test
    void whatIsWholeGoesOnWithItsSession() throws Exception {
        begin(HOLD);
        awaitFirstFragment();

        aqwa.crash();

        assertArrivesOnce();
        assertThat(requests("session.create")).isEqualTo(1);
    }

    private void awaitFirstFragment() {
        await("the first fragment")
                .atMost(LONG)
                .until(() -> aqwa.rows("job WHERE upload_hash IS NOT NULL") == 1);
    }

    private void assertArrivesOnce() throws Exception {
        Path arrived = aqwa.oneDrive.resolve(NAME);
        await("the content, whole")
                .atMost(LONG)
                .until(
                        () ->
                                Files.exists(arrived)
                                        && Arrays.equals(Files.readAllBytes(arrived), content));
        await("done").atMost(LONG).until(() -> !aqwa.transfers(JobState.COMPLETED).isEmpty());
        int files = 0;
        for (JsonNode request : aqwa.lastRequests()) {
            boolean last = request.get("status").asInt() == 201;
            if (last && request.get("operation").asText().equals("session.fragment")) {
                files++;
            }
        }
        assertThat(files).as("uploads that became a file").isEqualTo(1);
    }

    private int requests(String operation) throws Exception {
        return aqwa.requests().at("/onedrive/operations").path(operation).asInt();
    }
}
