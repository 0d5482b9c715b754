package com.aqwacloud.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes no sense gets a clear answer that names the field, and changes nothing. */
class BadInputTest {
    @TempDir static Path folder;
    private static Distribution aqwa;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        aqwa = Distribution.unpack(folder);
        aqwa.env("AQWA_POLL_INTERVAL", "1s");
        aqwa.startAndAwaitReady();
        aqwa.drop("a.txt", 10);
        aqwa.awaitArrival("a.txt");
        aqwa.awaitSame(Duration.ofMinutes(1));
    }

    @AfterAll
    static void close() throws IOException {
        aqwa.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "body                     | no json",
                "body                     | {\"name\":",
                "body                     | []",
                "name                     | {}",
                "name                     | {\"name\":\" \"}",
                "name                     | {\"name\":7}",
                "nmae                     | {\"name\":\"x\",\"nmae\":\"y\"}",
                "source                   | {\"name\":\"x\",\"source\":\"dropbox\"}",
                "destination              | {\"name\":\"x\",\"destination\":\"google\"}",
                "options                  | {\"name\":\"x\",\"options\":[]}",
                "conflicts.strategy       | {\"name\":\"x\",\"options\":{\"conflicts.strategy\":\"fair\"}}",
                "conflicts.prefer         | {\"name\":\"x\",\"options\":{\"conflicts.prefer\":\"mine\"}}",
                "export.documents         | {\"name\":\"x\",\"options\":{\"export.documents\":\"xlsx\"}}",
                "shortcuts                | {\"name\":\"x\",\"options\":{\"shortcuts\":\"copy\"}}",
                "conflicts.rules          | {\"name\":\"x\",\"options\":{\"conflicts.rules\":\"/a fair\"}}",
                "select.exclude           | {\"name\":\"x\",\"options\":{\"select.exclude\":\"a//b\"}}",
                "select.types             | {\"name\":\"x\",\"options\":{\"select.types\":\"imgae/*\"}}",
                "select.max-size          | {\"name\":\"x\",\"options\":{\"select.max-size\":\"big\"}}",
                "select.min-age           | {\"name\":\"x\",\"options\":{\"select.min-age\":\"2d\",\"select.max-age\":\"1d\"}}",
                "monitor.interval         | {\"name\":\"x\",\"options\":{\"monitor.interval\":\"0s\"}}",
                "monitor.interval         | {\"name\":\"x\",\"options\":{\"monitor.interval\":0}}",
                "transfers.max-concurrent | {\"name\":\"x\",\"options\":{\"transfers.max-concurrent\":0}}",
                "retry.max                | {\"name\":\"x\",\"options\":{\"retry.max\":-1}}",
                "bandwidth.timetable      | {\"name\":\"x\",\"options\":{\"bandwidth.timetable\":\"mon 08:00-10:00 1MB/s; mon 09:00-11:00 off\"}}",
                "quota.google.units       | {\"name\":\"x\",\"options\":{\"quota.google.units\":\"many\"}}",
                "quota.google             | {\"name\":\"x\",\"options\":{\"quota.google\":\"many\"}}",
                "monitor.intervall        | {\"name\":\"x\",\"options\":{\"monitor.intervall\":\"5s\"}}",
                "selection                | {\"name\":\"x\",\"options\":{\"selection\":\"no-such-id\"}}",
                "destination.folder       | {\"name\":\"x\",\"options\":{\"destination.folder\":\"/not/there\"}}",
                "destination.folder       | {\"name\":\"x\",\"options\":{\"destination.folder\":\"/a.txt\"}}"
            })
    void aSessionThatIsNotPossibleIsNotCreated(String field, String body) throws Exception {
        JsonNode before = sessions();

        assertProblem(aqwa.api().post("/api/sessions", body), 400, field);

        assertThat(sessions()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/sessions/s99",
        "DELETE, /api/sessions/s99",
        "POST,   /api/sessions/s99/start",
        "POST,   /api/sessions/s99/stop",
        "GET,    /api/transfers?session=s99",
        "GET,    /api/nothing"
    })
    void whatIsUnknownIsNotFound(String method, String path) throws Exception {
        JsonNode before = sessions();

        assertProblem(aqwa.api().send(method, path, null), 404, null);

        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void anUnknownConflictIsNotFound() throws Exception {
        for (String id : List.of("99", "abc")) {
            var answer =
                    aqwa.api()
                            .post(
                                    "/api/conflicts/" + id + "/resolve",
                                    "{\"resolution\":\"newer\"}");
            assertProblem(answer, 404, null);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state   | /api/transfers?state=running",
                "limit   | /api/transfers?limit=0",
                "limit   | /api/transfers?limit=lots",
                "all     | /api/conflicts?all=maybe"
            })
    void anImpossibleFilterIsRefused(String field, String path) throws Exception {
        assertProblem(aqwa.api().send("GET", path, null), 400, field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"resolution\":\"mine\"}", "{\"resolution\":7}", "nonsense"})
    void anImpossibleDecisionIsRefused(String body) throws Exception {
        var answer = aqwa.api().post("/api/conflicts/1/resolve", body);

        assertProblem(answer, 400, body.startsWith("{") ? "resolution" : "body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/health",
                "/api/stats",
                "/api/sessions",
                "/api/sessions/s1",
                "/api/transfers?state=completed&session=s1&limit=5",
                "/api/conflicts?all=true",
                "/api/routes",
                "/api/accounts",
                "/api/openapi.json"
            })
    void everyEndpointAnswersInJson(String path) throws Exception {
        var answer = aqwa.api().send("GET", path, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).startsWith("application/json");
        assertThat(answer.body().isContainerNode()).isTrue();
        assertThat(answer.body().isEmpty()).isEqualTo(path.startsWith("/api/conflicts"));
    }

    @Test
    void aSessionIsCreatedStartedStoppedAndDeleted() throws Exception {
        var created =
                aqwa.api()
                        .post(
                                "/api/sessions",
                                "{\"name\":\"Second\",\"options\":{\"retry.max\":1}}");
        assertThat(created.status()).isEqualTo(201);
        String id = created.body().path("id").asText();
        assertThat(created.body().path("state").asText()).isEqualTo("stopped");
        String path = "/api/sessions/" + id;
        assertThat(aqwa.api().post(path + "/start", "").body().path("state").asText())
                .isEqualTo("running");
        assertThat(aqwa.api().post(path + "/stop", "").body().path("state").asText())
                .isEqualTo("stopped");
        assertThat(aqwa.api().get(path).path("options").path("retry.max").asText()).isEqualTo("1");
        assertThat(aqwa.api().delete(path).status()).isEqualTo(204);
        assertProblem(aqwa.api().send("GET", path, null), 404, null);
    }

    @ParameterizedTest
    @CsvSource({
        "sessions, monitor.interval = , monitor.intervall = , monitor.intervall",
        "sessions, transfers.max-concurrent = 3, transfers.max-concurrent = 0, transfers.max-concurrent",
        "accounts, google.endpoint, google.endpont, google.endpont",
        "accounts, onedrive.cloud = onedrive, onedrive.cloud = clouddrive, onedrive.cloud",
        "engine, transfers.threads = 16, transfers.threads = none, transfers.threads",
        "engine, transfers.tick-ms, transfers.tick, transfers.tick",
        "engine, bandwidth.limit = off, bandwidth.limit = fast, bandwidth.limit",
        "sessions, select.exclude =, select.exclude = [a, select.exclude",
        "sessions, bandwidth.timetable =, bandwidth.timetable = someday, bandwidth.timetable",
        "http, host =, hots =, hots",
        "sandbox, google.accounts =, 'google.accounts = sandbox, anna', google.accounts"
    })
    void aTypoInAConfigurationFileIsToldAndChangesNothing(
            String name, String from, String to, String key) throws Exception {
        Path file = aqwa.base().resolve("etc/aqwa." + name + ".cfg");
        String good = Files.readString(file);
        assertThat(good).contains(from);
        JsonNode before = state();
        long pid = aqwa.pid();

        Files.writeString(file, good.replace(from, to));

        await("the problem in health")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(aqwa.api().problems())
                                        .anyMatch(told -> isOf(told, name, key)));
        assertThat(aqwa.log().lines())
                .anyMatch(line -> line.contains("ERROR") && isOf(line, name, key));
        assertThat(state()).isEqualTo(before);
        try (var console = new RemoteConsole(aqwa)) {
            assertThat(console.run("aqwa:status").output().lines())
                    .anyMatch(line -> line.startsWith("Attention") && isOf(line, name, key));
        }
        aqwa.drop(key + name, 10);
        aqwa.awaitArrival(key + name);

        Files.writeString(file, good);

        await("health in order again")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(aqwa.api().problems()).isEmpty());
        assertThat(state()).isEqualTo(before);
        assertThat(aqwa.pid()).isEqualTo(pid);
    }

    @Test
    void aGoodEditTakesEffectWhileItRuns() throws Exception {
        Path file = aqwa.base().resolve("etc/aqwa.engine.cfg");
        String before = Files.readString(file);
        long starts = starts();

        Files.writeString(file, before.replace("transfers.threads = 16", "transfers.threads = 8"));

        await("the engine of the new configuration, with health never unknown meanwhile")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> {
                            var health = aqwa.get("/api/health");
                            assertThat(health.body()).doesNotContain("There is nothing at");
                            return health.statusCode() == 200 && starts() > starts;
                        });
        aqwa.drop("after-restart", 10);
        aqwa.awaitArrival("after-restart");
        try (var console = new RemoteConsole(aqwa)) {
            assertThat(console.run("aqwa:status").exitCode()).isZero();
        }
    }

    private static long starts() throws IOException {
        return aqwa.log().lines().filter(line -> line.contains(" is up on port ")).count();
    }

    private static boolean isOf(String sentence, String file, String key) {
        return sentence.contains("etc/aqwa." + file + ".cfg") && sentence.contains(key);
    }

    private static JsonNode sessions() throws IOException, InterruptedException {
        JsonNode sessions = aqwa.api().get("/api/sessions");
        sessions.forEach(
                session ->
                        ((com.fasterxml.jackson.databind.node.ObjectNode) session)
                                .remove(List.of("lastPollAt", "recycleBinByHand")));
        return sessions;
    }

    private static JsonNode state() throws IOException, InterruptedException {
        return Api.JSON
                .createArrayNode()
                .add(sessions())
                .add(aqwa.api().get("/api/accounts"))
                .add(aqwa.api().get("/api/routes").path("files"));
    }

    private static void assertProblem(Api.Answer answer, int status, String field) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        JsonNode body = answer.body();
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("type").asText()).isEqualTo("about:blank");
        assertThat(body.path("title").asText()).isNotBlank();
        assertThat(body.path("detail").asText()).isNotBlank();
        if (field != null) {
            assertThat(body.path("field").asText()).as(answer.toString()).isEqualTo(field);
            assertThat(body.path("detail").asText()).contains(field);
        }
    }
}
