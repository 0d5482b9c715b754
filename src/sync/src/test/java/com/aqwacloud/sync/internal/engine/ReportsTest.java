package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionSpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a session tells of its past and future, over both clouds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EngineFixture aqwa;
    private Session session;

    @BeforeAll
    void transferSome(@TempDir Path folder) throws Exception {
        aqwa = new EngineFixture(folder);
        aqwa.put("Papers/one.txt", "one");
        aqwa.put("Papers/two.txt", "two");
        aqwa.put("=cmd.txt", "formula");
        aqwa.put("same.txt", "on both sides");
        Files.writeString(aqwa.oneDrive.resolve("same.txt"), "on both sides");
        session = aqwa.session();
        aqwa.awaitAtDestination("=cmd.txt", "formula");
        aqwa.awaitQuiet(session.id());
        aqwa.engine().sessions().stop(session.id());
    }

    @AfterAll
    void stop() throws Exception {
        aqwa.close();
    }

    @Test
    void theReportIsTheSameAsPageAsFileAndAsLines() throws Exception {
        JsonNode page = aqwa.json("/api/sessions/" + session.id() + "/report");
        var file = get("/report.json", "*/*");
        var lines = get("/report.csv", "*/*");

        assertThat(page.at("/totals/transferred/count").asInt()).isEqualTo(3);
        assertThat(page.at("/totals/adopted/count").asInt()).isEqualTo(1);
        assertThat(page.at("/totals/arranged/count").asInt()).isPositive();
        assertThat(page.at("/inSync/count").asInt()).isEqualTo(4);
        JsonNode whole = JSON.readTree(file.body());
        assertThat(whole.get("entries")).isEqualTo(page.get("entries"));
        assertThat(whole.get("totals")).isEqualTo(page.get("totals"));
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("attachment", session.id() + ".json");
        assertThat(lines.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(lines.body().split("\r\n"))
                .hasSize(page.get("entries").size() + 1)
                .anyMatch(line -> line.startsWith("transferred,/=cmd.txt,create,,7,"));
        assertThat(get("/report", "text/csv").body()).isEqualTo(lines.body());
    }

    @Test
    void aVerificationFindsWhatWasChangedBehindTheEngineOnEitherSide() throws Exception {
        assertThat(verified().at("/counts/equal").asInt()).isEqualTo(4);
        assertThat(verified().get("findings")).isEmpty();

        change(aqwa.oneDrive.resolve("Papers/one.txt"), "eno");
        change(aqwa.drive.resolve("Papers/two.txt"), "owt");
        Files.delete(aqwa.oneDrive.resolve("=cmd.txt"));
        Files.delete(aqwa.drive.resolve("same.txt"));
        Files.writeString(aqwa.oneDrive.resolve("alien.txt"), "not ours");
        aqwa.put("Papers/late.txt", "late");

        JsonNode found =
                await("the sandbox has seen all")
                        .atMost(Duration.ofSeconds(60))
                        .until(this::verified, each -> each.get("findings").size() == 6);

        assertThat(found.at("/counts/equal").asInt()).isZero();
        assertThat(outcomes(found))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "/Papers/one.txt", "differing",
                                "/Papers/two.txt", "differing",
                                "/=cmd.txt", "missing-at-destination",
                                "/Papers/late.txt", "missing-at-destination",
                                "/same.txt", "missing-at-source",
                                "/alien.txt", "only-at-destination"));
        assertThat(aqwa.engine().transfers().list(null, session.id(), 100))
                .allMatch(transfer -> transfer.state() == JobState.COMPLETED);
    }

    @Test
    void whatNeverRanCannotBeVerified() throws Exception {
        Session fresh =
                aqwa.engine().sessions().create(new SessionSpec("Fresh", null, null, Map.of()));

        var answer = aqwa.call("POST", "/api/sessions/" + fresh.id() + "/verify", null);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("never ran", "start it first");
        assertThat(aqwa.call("GET", "/api/sessions/" + fresh.id() + "/verify", null).statusCode())
                .isEqualTo(204);
    }

    @Test
    void resultsOutliveARestartAndGoWithTheirSession() throws Exception {
        Session fresh =
                aqwa.engine().sessions().create(new SessionSpec("Short", null, null, Map.of()));
        String plan = "/api/sessions/" + fresh.id() + "/plan";
        assertThat(aqwa.call("POST", plan, null).statusCode()).isEqualTo(202);
        JsonNode planned =
                await("a plan")
                        .atMost(Duration.ofSeconds(60))
                        .until(
                                () -> aqwa.json(plan),
                                each -> each.get("state").asText().equals("done"));
        JsonNode verified = verified();

        aqwa.stop();
        aqwa.start();

        assertThat(aqwa.json(plan)).isEqualTo(planned);
        assertThat(aqwa.json("/api/sessions/" + session.id() + "/verify")).isEqualTo(verified);
        String kept = "task_result WHERE session_id = '" + fresh.id() + "'";
        assertThat(aqwa.rows(kept)).isEqualTo(1);
        aqwa.engine().sessions().delete(fresh.id());
        assertThat(aqwa.rows(kept)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"files.list, Google Drive", "delta, OneDrive"})
    void aVerificationThatCannotListAllSaysSo(String operation, String cloud) throws Exception {
        aqwa.fault(rule(operation, "'short-page'"));
        aqwa.fault(rule(operation, "'expire-page-token'"));

        JsonNode verified = verified();
        aqwa.noFaults();

        assertThat(verified.get("state").asText()).isEqualTo("failed");
        assertThat(verified.get("message").asText())
                .contains("could not be listed", cloud, "try again later");
        assertThat(verified.get("findings")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"files.list, sourceListed", "delta, destinationListed"})
    void aVerificationListsAgainWhatIsRefusedPartWay(String operation, String listed)
            throws Exception {
        aqwa.fault(rule(operation, "'short-page'"));
        long all = verified().get(listed).asLong();
        aqwa.fault(rule(operation, "'expire-page-token','nth':1"));

        JsonNode verified = verified();
        aqwa.noFaults();

        assertThat(verified.get("state").asText()).isEqualTo("done");
        assertThat(verified.at("/counts/equal").asInt()).isEqualTo(4);
        assertThat(verified.get("findings")).isEmpty();
        assertThat(verified.get(listed).asLong()).isEqualTo(all);
    }

    private static String rule(String operation, String kind) {
        return "{'operation':'%s','kind':%s}".formatted(operation, kind).replace('\'', '"');
    }

    /**
     * Other bytes, but the same number of them, and the same time to the second; the sandbox looks
     * again at a file only if size or time differ by anything at all.
     */
    private static void change(Path file, String content) throws Exception {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        Files.writeString(file, content);
        Files.setLastModifiedTime(
                file, FileTime.from(time.truncatedTo(ChronoUnit.SECONDS).plusMillis(1)));
    }

    private JsonNode verified() throws Exception {
        return aqwa.verified(session.id());
    }

    private static Map<String, String> outcomes(JsonNode verification) {
        var outcomes = new HashMap<String, String>();
        for (JsonNode finding : verification.get("findings")) {
            outcomes.put(finding.get("path").asText(), finding.get("outcome").asText());
        }
        return outcomes;
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + aqwa.port
                                                + "/api/sessions/"
                                                + session.id()
                                                + path))
                        .header("Accept", accept)
                        .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }
}
