package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.Transfer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What was sent of a large file when its upload was interrupted is not sent again. */
class ResumedUploadsTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String NAME = "large.bin";

    /** Goes through an upload session, in three fragments. */
    private static final int BYTES = 25 << 20;

    private static final int FRAGMENT = 10 << 20;

    private byte[] content;

    private Session begin(String... faults) throws Exception {
        for (String fault : faults) {
            aqwa.fault(fault.replace('\'', '"'));
        }
        put(1);
        return aqwa.session("retry.delay=100ms");
    }

    private void put(long seed) throws IOException {
        content = new byte[BYTES];
        new Random(seed).nextBytes(content);
        Files.write(aqwa.drive.resolve(NAME), content);
    }

    @Test
    void anAttemptThatFailsIsFollowedByOneThatGoesOn() throws Exception {
        begin(
                "{'kind':'cut-response','operation':'files.media','afterBytes':15000000,'times':1}",
                "{'kind':'refuse','status':500,'operation':'files.media','from':2,'times':1}");

        assertThat(completed().attempts()).isEqualTo(2);
        assertThat(statuses("files.media")).containsOnlyOnce(200).endsWith(206);
        assertSentOnce();
    }

    @Test
    void aStoppedSessionGoesOnWithItWhenStarted() throws Exception {
        Session session = begin(hold(2));
        stopAt(session, FRAGMENT);

        aqwa.engine().sessions().start(session.id());

        assertThat(completed().attempts()).isEqualTo(1);
        assertThat(statuses("files.media")).containsOnlyOnce(200).endsWith(206);
        assertSentOnce();
    }

    @Test
    void whatWasReadWholeGoesOnToo() throws Exception {
        Session session = begin(hold(3));
        stopAt(session, 2 * FRAGMENT);

        aqwa.engine().sessions().start(session.id());

        assertThat(completed().attempts()).isEqualTo(1);
        assertSentOnce();
    }

    @Test
    void nothingMoreIsSentOfAVersionThatIsNoLongerThere() throws Exception {
        Session session = begin(hold(2));
        stopAt(session, FRAGMENT);
        JsonNode before = aqwa.driveFiles();
        put(2);
        await("Drive has noticed").atMost(LONG).until(() -> !aqwa.driveFiles().equals(before));

        aqwa.engine().sessions().start(session.id());

        completed();
        assertThat(requests("session.create")).isEqualTo(2);
    }

    /** Keeps the answer to that fragment back for a while. */
    private static String hold(int nth) {
        return "{'kind':'delay','millis':3000,'operation':'session.fragment','nth':" + nth + "}";
    }

    private void stopAt(Session session, long bytes) {
        await("so much is accepted").atMost(LONG).until(() -> sent() >= bytes);
        aqwa.engine().sessions().stop(session.id());
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.TRANSFERRING).isEmpty());
    }

    private long sent() {
        return aqwa.engine().transfers().list(null, null, 10).stream()
                .mapToLong(Transfer::bytesDone)
                .sum();
    }

    private Transfer completed() {
        await("the content, whole")
                .atMost(LONG)
                .until(
                        () -> {
                            Path arrived = aqwa.oneDrive.resolve(NAME);
                            return Files.exists(arrived)
                                    && Arrays.equals(Files.readAllBytes(arrived), content);
                        });
        await("done").atMost(LONG).until(() -> !aqwa.transfers(JobState.COMPLETED).isEmpty());
        return aqwa.transfers(JobState.COMPLETED).get(0);
    }

    private void assertSentOnce() throws Exception {
        assertThat(requests("session.create")).as("upload sessions").isEqualTo(1);
        assertThat(aqwa.requests().at("/onedrive/bytesIn").asLong())
                .as("bytes sent")
                .isLessThan(BYTES + FRAGMENT + (1 << 20));
    }

    private int requests(String operation) throws Exception {
        return aqwa.requests().at("/onedrive/operations").path(operation).asInt();
    }

    /** The answers to such requests, in their order. */
    private List<Integer> statuses(String operation) throws Exception {
        var statuses = new ArrayList<Integer>();
        for (JsonNode request : aqwa.lastRequests()) {
            if (request.get("operation").asText().equals(operation)) {
                statuses.add(request.get("status").asInt());
            }
        }
        return statuses;
    }
}
