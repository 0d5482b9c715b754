package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the clouds asked for and were asked before a crash holds after it. */
class LimitsAfterRestartsTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int QUOTA = 8;

    @Test
    void noRequestGoesToACloudThatAskedForSilenceBeforeACrash() throws Exception {
        Session session = aqwa.session();
        aqwa.awaitPoll(session.id());
        aqwa.fault("{\"kind\":\"throttle\",\"cloud\":\"google\",\"retryAfterSeconds\":600}");
        await("the pause is kept")
                .atMost(LONG)
                .until(() -> aqwa.rows("quota_use WHERE paused_until IS NOT NULL") == 1);

        aqwa.crash();

        assertThat(Instant.parse(google().get("pausedUntil").asText()))
                .isAfter(Instant.now().plusSeconds(500));
        aqwa.noFaults();
        aqwa.forgetRequests();
        assertRefusedForNow();
        assertThat(askedOfGoogle()).isZero();
    }

    /** Neither polls nor files that are queued ask once more within the hour, nor after a crash. */
    @Test
    void aDailyLimitThatAPollMetIsWaitedOutByAll() throws Exception {
        Session session = aqwa.session();
        aqwa.awaitPoll(session.id());
        aqwa.forgetRequests();
        aqwa.fault(
                "{\"kind\":\"refuse\",\"operation\":\"changes.list\",\"status\":403,"
                        + "\"code\":\"dailyLimitExceeded\"}");
        await("the refusal is told")
                .atMost(LONG)
                .until(() -> message(session).contains("A daily limit of Google Drive"));
        assertThat(message(session))
                .startsWith("The last poll failed, the next one waits until 20");
        await("the pause is kept")
                .atMost(LONG)
                .until(() -> aqwa.rows("quota_use WHERE paused_until IS NOT NULL") == 1);
        int asked = askedOfGoogle();

        aqwa.crash();

        assertThat(Instant.parse(google().get("pausedUntil").asText()))
                .isAfter(Instant.now().plusSeconds(3000));
        aqwa.noFaults();
        assertRefusedForNow();
        assertThat(askedOfGoogle()).isEqualTo(asked);
    }

    @Test
    void aFileThatIsToWaitBeforeItsNextTryWaitsOnAfterACrash() throws Exception {
        aqwa.put("letter.txt", "Dear all");
        aqwa.fault("{\"kind\":\"refuse\",\"operation\":\"files.media\",\"status\":500}");
        Session session = aqwa.session("retry.delay=1h");
        await("put back")
                .atMost(LONG)
                .until(
                        () ->
                                aqwa.transfers(JobState.PENDING).stream()
                                        .anyMatch(each -> each.error() != null));
        Instant next = aqwa.nextStart(aqwa.transfers(JobState.PENDING).get(0).id());

        aqwa.crash();
        aqwa.noFaults();
        aqwa.forgetRequests();
        aqwa.put("other.txt", "Dear others");
        aqwa.awaitAtDestination("other.txt", "Dear others");
        aqwa.awaitPoll(session.id());

        assertThat(next).isAfter(Instant.now().plusSeconds(300));
        assertThat(aqwa.transfers(JobState.PENDING))
                .singleElement()
                .satisfies(each -> assertThat(aqwa.nextStart(each.id())).isEqualTo(next));
        assertThat(aqwa.requests().at("/google/operations/files.media").asInt()).isEqualTo(1);
    }

    private String message(Session session) {
        return String.valueOf(aqwa.engine().sessions().find(session.id()).orElseThrow().message());
    }

    @Test
    void whatWasAskedBeforeARestartCountsAfterIt() throws Exception {
        aqwa.session("quota.google=" + QUOTA + "/1h");
        await("the quota is used up").atMost(LONG).until(() -> askedOfGoogle() == QUOTA);

        aqwa.stop();
        aqwa.start();

        assertRefusedForNow();
        assertThat(askedOfGoogle()).isEqualTo(QUOTA);
    }

    private JsonNode google() throws Exception {
        return aqwa.json("/api/accounts").get(0);
    }

    /** How many requests a quota is for: those for a token are not. */
    private int askedOfGoogle() throws Exception {
        JsonNode operations = aqwa.requests().at("/google/operations");
        int asked = -operations.path("token").asInt();
        for (JsonNode count : operations) {
            asked += count.asInt();
        }
        return asked;
    }

    /** A person is told at once that there is no request left. */
    private void assertRefusedForNow() throws Exception {
        var refused =
                aqwa.call(
                        "POST",
                        "/api/sessions",
                        "{\"name\":\"Other\",\"options\":{\"selection\":\"someFile\"}}");
        assertThat(refused.body()).contains("account \\\"google\\\" has to wait at least until");
    }
}
