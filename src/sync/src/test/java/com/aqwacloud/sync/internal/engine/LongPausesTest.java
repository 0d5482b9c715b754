package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionSpec;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Transfer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A long pause that a cloud asks one account for stops no other account, and loses nothing. */
class LongPausesTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofHours(1);

    /** More than there are threads for polls. */
    private static final int SESSIONS = 12;

    /** Twice as many jobs as there are places, with those of all sessions. */
    private static final int FILES = 2;

    /** As the fixture has it. */
    private static final int PLACES = 8;

    @TempDir private Path folder;
    private EngineFixture aqwa;

    @BeforeEach
    void startEngine() throws Exception {
        for (int i = 0; i < SESSIONS; i++) {
            Files.createDirectories(folder.resolve("onedrive/to-" + i));
        }
        Files.createDirectories(folder.resolve("onedrive/to-other"));
        aqwa =
                new EngineFixture(
                        folder,
                        "business",
                        Map.of(
                                "other-google.cloud", "google",
                                "other-google.endpoint", "sandbox",
                                "other-onedrive.cloud", "onedrive",
                                "other-onedrive.endpoint", "sandbox"));
    }

    @AfterEach
    void stopEngine() throws Exception {
        aqwa.close();
    }

    @ParameterizedTest
    @CsvSource({"google, files.media, 503", "onedrive, upload.put, 429"})
    void sessionsOfAnotherAccountGoOn(String cloud, String operation, int status) throws Exception {
        var sessions = new ArrayList<Session>();
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(start("google", "onedrive", "to-" + i));
        }
        await("all have listed")
                .atMost(LONG)
                .until(() -> sessions.stream().allMatch(each -> find(each).lastPollAt() != null));
        aqwa.fault(
                ("{\"kind\":\"throttle\",\"operation\":\"%s\",\"status\":%d,"
                                + "\"retryAfterSeconds\":%d,\"times\":1}")
                        .formatted(operation, status, PAUSE.toSeconds()));
        for (int i = 0; i < FILES; i++) {
            aqwa.create(name(i), name(i).getBytes(StandardCharsets.UTF_8));
        }
        for (Session session : sessions) {
            await(session.name() + " says until when it waits")
                    .atMost(LONG)
                    .until(
                            () ->
                                    message(session)
                                            .contains("account \"" + cloud + "\" has to wait"));
        }
        await("what was under way")
                .atMost(LONG)
                .until(() -> aqwa.transfers(JobState.TRANSFERRING).isEmpty());
        long putBack = aqwa.rows("audit WHERE step = 'pending'");

        Session other = start("other-google", "other-onedrive", "to-other");
        for (int i = 0; i < FILES; i++) {
            aqwa.awaitAtDestination("to-other/" + name(i), name(i));
        }
        aqwa.create("later.txt", "later".getBytes(StandardCharsets.UTF_8));
        aqwa.awaitAtDestination("to-other/later.txt", "later");
        aqwa.awaitPoll(other.id());

        assertThat(putBack).isLessThanOrEqualTo(PLACES);
        assertThat(aqwa.rows("audit WHERE step = 'pending'"))
                .as("none is tried in vain again and again")
                .isEqualTo(putBack);
        assertThat(aqwa.transfers(JobState.PENDING))
                .allSatisfy(each -> assertThat(each.attempts()).isZero());
        assertThat(sessions)
                .allSatisfy(
                        session -> {
                            assertThat(find(session).state()).isEqualTo(SessionState.RUNNING);
                            assertThat(message(session)).contains("has to wait at least until 20");
                        });

        aqwa.time.pass(PAUSE);

        for (Session session : sessions) {
            // Its timer waits by the machine's time, which nobody moved.
            aqwa.poll(session.id());
        }
        for (Session session : sessions) {
            for (String name : List.of(name(0), name(1), "later.txt")) {
                aqwa.awaitAtDestination(
                        session.name() + "/" + name, name.equals("later.txt") ? "later" : name);
            }
        }
        await("all is done").atMost(LONG).until(() -> aqwa.transfers(JobState.PENDING).isEmpty());
        await("all is told")
                .atMost(LONG)
                .until(() -> aqwa.transfers(JobState.TRANSFERRING).isEmpty());
        List<Transfer> all = aqwa.engine().transfers().list(null, null, 1000);
        assertThat(all)
                .allSatisfy(
                        each -> {
                            assertThat(each.state()).isEqualTo(JobState.COMPLETED);
                            assertThat(each.attempts()).isEqualTo(1);
                        })
                .filteredOn(each -> each.action() == Action.CREATE)
                .as("each file once in each session")
                .hasSize((SESSIONS + 1) * (FILES + 1));
        assertThat(sessions).extracting(this::message).containsOnly("");
    }

    /** Else all other accounts would be refused for as long as it waits. */
    @ParameterizedTest
    @ValueSource(ints = {60, 3600})
    void whoeverWouldWaitIsNoProbeOfACloudThatWasLeftAlone(int seconds) throws Exception {
        Session waits = start("google", "onedrive", "to-0", "monitor.enabled=false");
        Session goes = start("other-google", "other-onedrive", "to-other", "monitor.enabled=false");
        aqwa.poll(waits.id());
        aqwa.poll(goes.id());
        aqwa.fault(
                "{\"kind\":\"throttle\",\"operation\":\"delta\",\"retryAfterSeconds\":%d,\"times\":1}"
                        .formatted(seconds));
        aqwa.poll(waits.id());
        aqwa.breaker("onedrive").transitionToOpenState();
        aqwa.breaker("onedrive").transitionToHalfOpenState();

        CompletableFuture.runAsync(() -> aqwa.poll(waits.id())).get(30, TimeUnit.SECONDS);

        assertThat(message(waits)).contains("account \"onedrive\" has to wait");
        assertThat(aqwa.breaker("onedrive").getCircuitBreakerState()).isEqualTo("HALF_OPEN");
        aqwa.poll(goes.id());
        assertThat(message(goes)).isEmpty();
        assertThat(aqwa.breaker("onedrive").getCircuitBreakerState()).isEqualTo("CLOSED");
    }

    /** Whoever had it begun may ask for it an hour later. */
    @Test
    void aVerificationAndADryRunGoOnAfterThePause() throws Exception {
        aqwa.create("a.txt", "a".getBytes(StandardCharsets.UTF_8));
        Session session = start("google", "onedrive", "to-0");
        aqwa.awaitAtDestination("to-0/a.txt", "a");
        aqwa.awaitQuiet(session.id());
        aqwa.engine().sessions().stop(session.id());
        String verify = "/api/sessions/" + session.id() + "/verify";
        String plan = "/api/sessions/" + session.id() + "/plan";
        // Google Drive is listed by then.
        aqwa.fault(
                "{\"kind\":\"throttle\",\"operation\":\"delta\",\"retryAfterSeconds\":%d,\"times\":1}"
                        .formatted(PAUSE.toSeconds()));
        assertThat(aqwa.call("POST", verify, null).statusCode()).isEqualTo(202);
        await("the pause").atMost(LONG).until(() -> isPaused("onedrive"));
        assertThat(aqwa.call("POST", plan, null).statusCode()).isEqualTo(202);
        aqwa.forgetRequests();
        Session other = start("other-google", "other-onedrive", "to-other");
        aqwa.awaitAtDestination("to-other/a.txt", "a");
        aqwa.awaitPoll(other.id());

        assertThat(aqwa.json(verify).get("state").asText()).isEqualTo("running");
        assertThat(aqwa.json(plan).get("state").asText()).isEqualTo("running");

        aqwa.time.pass(PAUSE);

        await("both")
                .atMost(LONG)
                .until(
                        () ->
                                aqwa.json(verify).get("state").asText().equals("done")
                                        && aqwa.json(plan).get("state").asText().equals("done"));
        assertThat(aqwa.json(verify).at("/counts/equal").asInt()).isEqualTo(1);
    }

    private Session start(String source, String destination, String to, String... more) {
        var options =
                new HashMap<>(
                        Map.of(
                                "monitor.interval", "1s",
                                "retry.delay", "200ms",
                                "retry.max", "0",
                                "destination.folder", "/" + to));
        for (String option : more) {
            String[] parts = option.split("=");
            options.put(parts[0], parts[1]);
        }
        var sessions = aqwa.engine().sessions();
        return sessions.start(
                sessions.create(new SessionSpec(to, source, destination, options)).id());
    }

    private boolean isPaused(String account) throws Exception {
        return StreamSupport.stream(aqwa.json("/api/accounts").spliterator(), false)
                .anyMatch(
                        each ->
                                each.get("name").asText().equals(account)
                                        && !each.get("pausedUntil").isNull());
    }

    private static String name(int number) {
        return "file-" + number + ".txt";
    }

    private Session find(Session session) {
        return aqwa.engine().sessions().find(session.id()).orElseThrow();
    }

    private String message(Session session) {
        return Objects.toString(find(session).message(), "");
    }
}
