package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.Transfer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A transfer that a person gives up, and perhaps takes up again. */
class CancelledTransfersTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int LARGE = 3_000_000;

    private Session session;

    @BeforeEach
    void start() throws Exception {
        session = aqwa.session("transfers.max-concurrent=1");
        aqwa.awaitPoll(session.id());
    }

    @Test
    void oneUnderWayEndsAndTheNextTakesItsPlace() throws Exception {
        aqwa.slow(100_000);
        Files.write(aqwa.drive.resolve("large.bin"), new byte[LARGE]);
        Transfer running = only(JobState.TRANSFERRING);
        aqwa.put("small.txt", "small");
        only(JobState.PENDING);

        HttpResponse<String> answer = cancel(running);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"state\":\"cancelled\"", "given up by the API");
        aqwa.awaitAtDestination("small.txt", "small");
        assertThat(aqwa.oneDrive.resolve("large.bin")).doesNotExist();

        aqwa.slow(0);
        answer = aqwa.call("POST", "/api/transfers/" + running.id() + "/retry", null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        await().atMost(LONG)
                .until(
                        () ->
                                Files.exists(aqwa.oneDrive.resolve("large.bin"))
                                        && Files.size(aqwa.oneDrive.resolve("large.bin")) == LARGE);
    }

    @Test
    void itsLastProgressIsToldBeforeItsEnd() throws Exception {
        List<JsonNode> told = new CopyOnWriteArrayList<>();
        WebSocket socket = aqwa.watch(told);
        aqwa.slow(100_000);
        Files.write(aqwa.drive.resolve("large.bin"), new byte[LARGE]);
        Transfer running = only(JobState.TRANSFERRING);
        await().atMost(LONG).until(() -> kinds(told, running).contains("progress"));

        assertThat(cancel(running).statusCode()).isEqualTo(200);

        // The next takes its place only when its run has ended.
        aqwa.put("small.txt", "small");
        aqwa.awaitAtDestination("small.txt", "small");
        await().atMost(LONG).until(() -> kinds(told, running).contains("cancelled"));
        socket.abort();
        assertThat(kinds(told, running)).endsWith("progress", "cancelled");
    }

    @Test
    void itIsNotToldToStartOnceItWasGivenUp() throws Exception {
        List<JsonNode> told = new CopyOnWriteArrayList<>();
        WebSocket socket = aqwa.watch(told);
        aqwa.slow(100_000);
        var letOn = new CountDownLatch(1);
        var telling =
                aqwa.engine()
                        .context()
                        .getRegistry()
                        .lookupByNameAndType("progressThread", ExecutorService.class);
        telling.submit(() -> letOn.await(60, TimeUnit.SECONDS));
        Files.write(aqwa.drive.resolve("large.bin"), new byte[LARGE]);
        Transfer running = only(JobState.TRANSFERRING);
        await().atMost(LONG).until(() -> kinds(told, running).contains("progress"));

        assertThat(cancel(running).statusCode()).isEqualTo(200);
        letOn.countDown();

        // What is told of the next comes after it.
        aqwa.put("small.txt", "small");
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.COMPLETED).size() == 1);
        Transfer next = aqwa.transfers(JobState.COMPLETED).get(0);
        await().atMost(LONG).until(() -> kinds(told, next).contains("completed"));
        socket.abort();
        assertThat(kinds(told, next)).contains("started");
        assertThat(kinds(told, running)).doesNotContain("started").endsWith("cancelled");
    }

    /** What was told of a transfer: progress, or the state that it came into. */
    private static List<String> kinds(List<JsonNode> told, Transfer transfer) {
        return told.stream()
                .filter(event -> event.at("/transfer/id").asLong() == transfer.id())
                .map(
                        event ->
                                event.get("type").asText().equals("progress")
                                        ? "progress"
                                        : event.get("state").asText())
                .toList();
    }

    @Test
    void oneThatWaitsNeverBeginsUntilItsFileChanges() throws Exception {
        aqwa.slow(100_000);
        Files.write(aqwa.drive.resolve("large.bin"), new byte[LARGE]);
        only(JobState.TRANSFERRING);
        aqwa.put("small.txt", "small");
        Transfer waiting = only(JobState.PENDING);

        assertThat(cancel(waiting).statusCode()).isEqualTo(200);
        assertThat(cancel(waiting).statusCode()).isEqualTo(409);
        assertThat(only(JobState.CANCELLED).retriable()).isTrue();
        aqwa.slow(0);
        await().atMost(LONG).until(() -> Files.exists(aqwa.oneDrive.resolve("large.bin")));
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.oneDrive.resolve("small.txt")).doesNotExist();
        JsonNode told = report();
        assertThat(told.at("/totals/failed/count").asInt()).isEqualTo(1);
        JsonNode entry = told.get("entries").get(0);
        assertThat(entry.get("path").asText()).isEqualTo("/small.txt");
        assertThat(entry.get("detail").asText()).contains("given up by the API", "try it again");
        assertThat(entry.get("remedy").asText()).contains("aqwa:transfer-retry " + waiting.id());
        JsonNode finding = aqwa.verified(session.id()).get("findings").get(0);
        assertThat(finding.get("outcome").asText()).isEqualTo("missing-at-destination");
        assertThat(finding.get("reason").asText()).contains("given up by the API");

        aqwa.put("small.txt", "changed");
        aqwa.awaitAtDestination("small.txt", "changed");
        assertThat(report().at("/totals/failed/count").asInt()).isZero();
        Transfer followed = only(JobState.CANCELLED);
        assertThat(followed.retriable()).isFalse();
        assertThat(cancelledIn(aqwa.json("/api/transfers?state=cancelled")))
                .isEqualTo("false of " + aqwa.idInDrive("small.txt"));
    }

    /** The guard asks about two deletes, and a person lets one of them go. */
    @Test
    void aDeleteIsNotMadeThoughItsFileChangesUntilItIsTriedAgain() throws Exception {
        aqwa.engine().sessions().stop(session.id());
        session =
                aqwa.session(
                        "transfers.max-concurrent=1",
                        "deletes.max-files=1",
                        "deletes.max-percent=1");
        for (String name : List.of("gone.txt", "kept.txt", "other.txt")) {
            aqwa.put(name, "old");
            aqwa.awaitAtDestination(name, "old");
        }
        aqwa.awaitQuiet(session.id());
        Files.delete(aqwa.drive.resolve("gone.txt"));
        Files.delete(aqwa.drive.resolve("kept.txt"));
        await().atMost(LONG).until(() -> asked().contains("would be deleted"));
        assertThat(asked()).contains("bring back in Google Drive first, or cancel its transfer");
        Transfer kept =
                aqwa.transfers(JobState.PENDING).stream()
                        .filter(job -> job.path().equals("/kept.txt"))
                        .findFirst()
                        .orElseThrow();

        assertThat(cancel(kept).statusCode()).isEqualTo(200);
        aqwa.engine().sessions().start(session.id());
        aqwa.awaitGone("gone.txt");
        Files.writeString(aqwa.oneDrive.resolve("kept.txt"), "edited there");
        aqwa.put("other.txt", "edited");
        aqwa.awaitAtDestination("other.txt", "edited");
        aqwa.awaitQuiet(session.id());

        assertThat(aqwa.oneDrive.resolve("kept.txt")).hasContent("edited there");
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
        assertThat(aqwa.rows("cancelled_delete")).isEqualTo(1);

        aqwa.engine().sessions().stop(session.id());
        Files.writeString(aqwa.oneDrive.resolve("kept.txt"), "edited once more");
        JsonNode plan = aqwa.planned(session.id());
        assertThat(plan.get("actions")).isEmpty();
        assertThat(plan.get("conflicts")).isEmpty();

        aMonthLater();
        assertThat(aqwa.transfers(JobState.COMPLETED)).isEmpty();
        aqwa.engine().sessions().start(session.id());
        assertThat(aqwa.call("POST", "/api/transfers/" + kept.id() + "/retry", null).statusCode())
                .isEqualTo(200);
        await().atMost(LONG).until(() -> !aqwa.engine().conflicts().list(true).isEmpty());
        assertThat(aqwa.rows("cancelled_delete")).isZero();
        assertThat(aqwa.oneDrive.resolve("kept.txt")).hasContent("edited once more");
    }

    @Test
    void aDeleteThatIsMadeThoughItWasCancelledCountsForTheGuard() throws Exception {
        aqwa.engine().sessions().stop(session.id());
        session = aqwa.session("deletes.max-files=1", "deletes.max-percent=1");
        for (String name : List.of("gone.txt", "next.txt", "other.txt")) {
            aqwa.put(name, "old");
            aqwa.awaitAtDestination(name, "old");
        }
        aqwa.awaitQuiet(session.id());
        aqwa.fault("{\"kind\":\"delay\",\"millis\":3000,\"operation\":\"delete\",\"times\":1}");
        Files.delete(aqwa.drive.resolve("gone.txt"));
        Transfer running = only(JobState.TRANSFERRING);
        assertThat(cancel(running).statusCode()).isEqualTo(200);
        aqwa.awaitGone("gone.txt");
        aqwa.awaitQuiet(session.id());

        Files.delete(aqwa.drive.resolve("next.txt"));

        await().atMost(LONG).until(() -> asked().contains("would be deleted"));
        assertThat(aqwa.oneDrive.resolve("next.txt")).exists();
    }

    /** All that is over is forgotten by then, but what can be tried again. */
    private void aMonthLater() throws Exception {
        aqwa.change("UPDATE job SET finished_at = 1 WHERE finished_at IS NOT NULL");
        var exchange = new DefaultExchange(aqwa.engine().context());
        aqwa.engine().context().getRoute("tidy").getProcessor().process(exchange);
        assertThat(exchange.getException()).isNull();
    }

    private String asked() throws Exception {
        return aqwa.json("/api/sessions/" + session.id()).get("message").asText();
    }

    private static String cancelledIn(JsonNode transfers) {
        JsonNode only = transfers.get(0);
        return only.get("retriable") + " of " + only.get("item").asText();
    }

    private JsonNode report() throws Exception {
        return aqwa.json("/api/sessions/" + session.id() + "/report?kind=failed");
    }

    private HttpResponse<String> cancel(Transfer transfer) throws Exception {
        return aqwa.call("POST", "/api/transfers/" + transfer.id() + "/cancel", null);
    }

    private Transfer only(JobState state) {
        return await().atMost(LONG)
                .until(() -> aqwa.transfers(state), (List<Transfer> found) -> found.size() == 1)
                .get(0);
    }
}
