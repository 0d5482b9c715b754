package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While a cloud is not there for anybody, files wait for it, however often they are tried. */
class OutagesTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int FILES = 6;

    /** More than as many files would be tried for if each try counted. */
    private static final int TRIES = 4 * FILES + 2;

    private Session session;

    @BeforeEach
    void startSession() throws Exception {
        Path clouds = aqwa.routes.resolve("clouds.xml");
        String routes = Files.readString(clouds);
        // The breakers' pauses would only take time.
        String without =
                routes.replaceAll(
                        "(slidingWindowSize|minimumNumberOfCalls)=\"\\d+\"", "$1=\"1000\"");
        assertThat(without).isNotEqualTo(routes);
        aqwa.stop();
        Files.writeString(clouds, without);
        aqwa.start();
        session =
                aqwa.session(
                        "monitor.enabled=false",
                        "retry.max=3",
                        "retry.delay=200ms",
                        "transfers.max-concurrent=6");
        aqwa.poll(session.id());
        for (int i = 0; i < FILES; i++) {
            aqwa.create(name(i), name(i).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void noFileFailsWhileGoogleDriveIsNotThere() throws Exception {
        aqwa.fault("{\"kind\":\"refuse\",\"status\":500,\"operation\":\"files.media\"}");
        aqwa.poll(session.id());

        assertAllWait("google");
    }

    @Test
    void noFileFailsWhileOneDriveIsNotThere() throws Exception {
        // What is read late is written after the outage has begun.
        aqwa.fault("{\"kind\":\"delay\",\"millis\":1000,\"operation\":\"files.media\"}");
        aqwa.poll(session.id());
        aqwa.fault("{\"kind\":\"refuse\",\"status\":500,\"cloud\":\"onedrive\"}");

        assertAllWait("onedrive");
    }

    private void assertAllWait(String cloud) throws Exception {
        aqwa.forgetRequests();
        await("many tries")
                .atMost(LONG)
                .until(
                        () ->
                                aqwa.requests().at("/" + cloud + "/requests").asInt() >= TRIES
                                        || !aqwa.transfers(JobState.FAILED).isEmpty());
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();

        aqwa.noFaults();
        await("all there")
                .atMost(LONG)
                .until(() -> aqwa.transfers(JobState.COMPLETED).size() == FILES);
    }

    /** A file that alone cannot be read or written is given up, as before. */
    @Test
    void aFileThatFailsWhileOthersDoNotFails() throws Exception {
        aqwa.poll(session.id());
        await("all there")
                .atMost(LONG)
                .until(() -> aqwa.transfers(JobState.COMPLETED).size() == FILES);
        aqwa.fault("{\"kind\":\"refuse\",\"status\":500,\"operation\":\"upload.put\"}");
        aqwa.create("poison.txt", new byte[] {1});
        aqwa.poll(session.id());

        await("given up").atMost(LONG).until(() -> aqwa.transfers(JobState.FAILED).size() == 1);
        assertThat(aqwa.transfers(JobState.FAILED).get(0).attempts()).isEqualTo(4);
    }

    private static String name(int number) {
        return "file-" + number + ".txt";
    }
}
