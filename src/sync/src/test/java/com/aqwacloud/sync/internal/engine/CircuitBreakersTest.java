package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cloud that is not there is left alone, and then tried by one call, before all goes on. */
class CircuitBreakersTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Map<String, String> NAMES =
            Map.of("google", "Google Drive", "onedrive", "OneDrive");

    /** More polls than a breaker counts. */
    private static final int WINDOW = 20;

    private static final int SESSIONS = 4;

    /** How long a cloud is left alone here. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<Session> sessions = new ArrayList<>();

    @BeforeEach
    void startSessions() throws Exception {
        Path clouds = aqwa.routes.resolve("clouds.xml");
        String routes = Files.readString(clouds);
        String sooner =
                routes.replaceAll(
                        "waitDurationInOpenState=\"\\d+\"",
                        "waitDurationInOpenState=\"" + PAUSE.toSeconds() + "\"");
        assertThat(sooner).isNotEqualTo(routes);
        aqwa.stop();
        Files.writeString(clouds, sooner);
        aqwa.start();
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(aqwa.session("monitor.enabled=false", "retry.delay=2s"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"google", "onedrive"})
    void nothingReachesACloudThatIsLeftAloneButOneProbeAfterEachPause(String cloud)
            throws Exception {
        Session session = sessions.get(0);
        aqwa.poll(session.id());
        aqwa.create("new.txt", "new".getBytes(StandardCharsets.UTF_8));
        aqwa.fault("{\"kind\":\"refuse\",\"status\":500,\"cloud\":\"%s\"}".formatted(cloud));
        long opened = pollUntilLeftAlone(session, cloud);
        aqwa.forgetRequests();

        await("three probes that fail")
                .atMost(LONG)
                .until(
                        () -> {
                            aqwa.poll(session.id());
                            return requests(cloud) >= 3;
                        });

        long pauses = (System.nanoTime() - opened) / PAUSE.toNanos();
        assertThat(requests(cloud)).as("one after each pause").isLessThanOrEqualTo((int) pauses);
        aqwa.poll(session.id());
        assertThat(find(session).message()).isEqualTo(leftAlone(cloud));
        assertThat(find(session).state()).isEqualTo(SessionState.RUNNING);

        aqwa.noFaults();
        await("the new file")
                .atMost(LONG)
                .until(
                        () -> {
                            aqwa.poll(session.id());
                            return Files.exists(aqwa.oneDrive.resolve("new.txt"));
                        });
        assertThat(find(session).message()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"google", "onedrive"})
    void ofManyCallsAtOnceOneIsTheProbe(String cloud) throws Exception {
        for (Session session : sessions) {
            aqwa.poll(session.id());
        }
        aqwa.fault("{\"kind\":\"refuse\",\"status\":500,\"cloud\":\"%s\"}".formatted(cloud));
        pollUntilLeftAlone(sessions.get(0), cloud);
        aqwa.noFaults();
        // The probe is under way for as long as the others are made.
        aqwa.fault("{\"kind\":\"delay\",\"millis\":3000,\"cloud\":\"%s\"}".formatted(cloud));
        aqwa.forgetRequests();

        await("the probe")
                .atMost(LONG)
                .until(
                        () -> {
                            pollAllAtOnce();
                            return requests(cloud) > 0;
                        });

        assertThat(requests(cloud)).isEqualTo(1);
        assertThat(sessions)
                .extracting(session -> find(session).message())
                .containsOnly(null, leftAlone(cloud))
                .containsOnlyOnce((String) null);
        aqwa.noFaults();
        pollAllAtOnce();
        assertThat(sessions).extracting(session -> find(session).message()).containsOnlyNulls();
    }

    private void awaitFirstTry() {
        await("the first try")
                .atMost(LONG)
                .until(
                        () ->
                                aqwa.transfers(JobState.PENDING).stream()
                                        .anyMatch(transfer -> transfer.attempts() == 1));
    }

    /** The cloud was left alone, and a call that takes its time is under way since. */
    private void awaitSlowCallOfProbedCloud(String cloud, String operation) throws Exception {
        aqwa.fault(
                "{\"kind\":\"delay\",\"millis\":3000,\"operation\":\"%s\"}".formatted(operation));
        aqwa.forgetRequests();
        aqwa.breaker(cloud).transitionToOpenState();
        aqwa.breaker(cloud).transitionToHalfOpenState();
        await(operation)
                .atMost(LONG)
                .until(() -> aqwa.requests().at("/" + cloud + "/operations").has(operation));
    }

    /** Its next poll may be a day away. */
    @ParameterizedTest
    @CsvSource({"google, files.media", "onedrive, upload.put"})
    void aSessionSaysWithoutAPollThatFilesWaitForACloudUntilItAnswers(
            String cloud, String operation) throws Exception {
        Session session = sessions.get(0);
        aqwa.poll(session.id());
        aqwa.fault(
                "{\"kind\":\"refuse\",\"status\":500,\"operation\":\"%s\"}".formatted(operation));
        aqwa.create("new.txt", "new".getBytes(StandardCharsets.UTF_8));
        aqwa.poll(session.id());
        awaitFirstTry();
        assertThat(find(session).message()).isNull();

        aqwa.breaker(cloud).transitionToForcedOpenState();

        await("it says so").atMost(LONG).until(() -> find(session).message() != null);
        assertThat(find(session).message())
                .isEqualTo(
                        NAMES.get(cloud)
                                + " failed too often in a row, so it is left alone for a while;"
                                + " files wait, and go on by themselves once it answers.");
        assertThat(find(session).state()).isEqualTo(SessionState.RUNNING);

        aqwa.noFaults();
        aqwa.breaker(cloud).transitionToCloseState();
        aqwa.awaitAtDestination("new.txt", "new");
        await("it says nothing").atMost(LONG).until(() -> find(session).message() == null);
    }

    /** All else would be refused for as long as it takes. */
    @Test
    void anUploadIsNoProbe() throws Exception {
        Session session = sessions.get(0);
        aqwa.poll(session.id());
        aqwa.fault("{\"kind\":\"refuse\",\"status\":500,\"operation\":\"upload.put\",\"times\":1}");
        aqwa.create("new.txt", "new".getBytes(StandardCharsets.UTF_8));
        aqwa.poll(session.id());
        awaitFirstTry();
        awaitSlowCallOfProbedCloud("onedrive", "upload.put");
        aqwa.poll(session.id());

        assertThat(find(session).message()).isNull();
        assertThat(aqwa.transfers(JobState.TRANSFERRING)).hasSize(1);
        assertThat(aqwa.requests().at("/onedrive/operations/drive").asInt()).isEqualTo(1);
        aqwa.noFaults();
        aqwa.awaitAtDestination("new.txt", "new");
    }

    /** It is read to its end for its length, at the pace of a bandwidth limit. */
    @Test
    void anExportIsNoProbe() throws Exception {
        Session session = sessions.get(0);
        aqwa.poll(session.id());
        aqwa.fault(
                "{\"kind\":\"refuse\",\"status\":500,\"operation\":\"files.export\",\"times\":1}");
        aqwa.post(
                "/drive/v3/files",
                "{\"name\":\"new\",\"mimeType\":\"application/vnd.google-apps.document\"}");
        aqwa.poll(session.id());
        awaitFirstTry();
        awaitSlowCallOfProbedCloud("google", "files.export");
        aqwa.poll(session.id());

        assertThat(find(session).message()).isNull();
        assertThat(aqwa.transfers(JobState.TRANSFERRING)).hasSize(1);
        assertThat(aqwa.requests().at("/google/operations/files.get").asInt()).isEqualTo(1);
        aqwa.noFaults();
        await("the document")
                .atMost(LONG)
                .until(() -> Files.exists(aqwa.oneDrive.resolve("new.docx")));
    }

    /** As those of large files do. */
    @Test
    void callsThatTakeHoursOpenNothing() {
        for (String cloud : List.of("google", "onedrive")) {
            var breaker = aqwa.breaker(cloud).getCircuitBreaker();
            for (int i = 0; i < WINDOW; i++) {
                breaker.onSuccess(5, TimeUnit.HOURS);
            }
            assertThat(aqwa.breaker(cloud).getCircuitBreakerState()).as(cloud).isEqualTo("CLOSED");
        }
    }

    private static String leftAlone(String cloud) {
        return "The last poll failed, the next one tries again: "
                + NAMES.get(cloud)
                + " failed too often in a row, so it is left alone for a while";
    }

    /** Before when it was left alone. */
    private long pollUntilLeftAlone(Session session, String cloud) {
        for (int i = 0; i < WINDOW; i++) {
            long before = System.nanoTime();
            aqwa.poll(session.id());
            if (leftAlone(cloud).equals(find(session).message())) {
                return before;
            }
        }
        throw new AssertionError("never left alone: " + find(session).message());
    }

    private void pollAllAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(SESSIONS);
        try {
            var polls = new ArrayList<Future<?>>();
            for (Session session : sessions) {
                polls.add(threads.submit(() -> aqwa.poll(session.id())));
            }
            for (Future<?> poll : polls) {
                poll.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private int requests(String cloud) throws Exception {
        return aqwa.requests().at("/" + cloud + "/requests").asInt();
    }

    private Session find(Session session) {
        return aqwa.engine().sessions().find(session.id()).orElseThrow();
    }
}
