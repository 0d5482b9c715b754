package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionSpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EngineFixture aqwa;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        aqwa = new EngineFixture(folder);
    }

    @AfterAll
    void stop() throws Exception {
        aqwa.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "health",
                "stats",
                "sessions",
                "transfers",
                "conflicts",
                "conflicts?all=true",
                "routes",
                "accounts",
                "openapi.json"
            })
    void everyReadAnswersJson(String path) throws Exception {
        var answer = aqwa.call("GET", "/api/" + path, null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/json");
        assertThat(JSON.readTree(answer.body()).isContainerNode()).isTrue();
    }

    @Test
    void theDocumentDescribesEveryEndpoint() throws Exception {
        assertThat(aqwa.json("/api/openapi.json").get("paths").fieldNames())
                .toIterable()
                .map(path -> path.replaceFirst("^/api", ""))
                .contains(
                        "/health",
                        "/stats",
                        "/sessions",
                        "/sessions/{id}",
                        "/sessions/{id}/start",
                        "/sessions/{id}/stop",
                        "/sessions/{id}/report",
                        "/sessions/{id}/report.csv",
                        "/sessions/{id}/report.json",
                        "/sessions/{id}/verify",
                        "/sessions/{id}/plan",
                        "/transfers",
                        "/conflicts",
                        "/conflicts/count",
                        "/conflicts/resolve",
                        "/conflicts/{id}/resolve",
                        "/conflicts/{id}/undo",
                        "/routes",
                        "/accounts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | sessions | nonsense | 400 | body",
                "POST | sessions | [] | 400 | body",
                "POST | sessions | {} | 400 | name",
                "POST | sessions | {\"name\":7} | 400 | name",
                "POST | sessions | {\"name\":\"a\\nb\"} | 400 | name",
                "POST | sessions | {\"name\":\"a\\u001bb\"} | 400 | name",
                "POST | sessions | {\"name\":\"a\\u0085b\"} | 400 | name",
                "POST | sessions | {\"name\":\"x\",\"colour\":\"red\"} | 400 | colour",
                "POST | sessions | {\"name\":\"x\",\"source\":\"nobody\"} | 400 | source",
                "POST | sessions | {\"name\":\"x\",\"options\":7} | 400 | options",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"monitor.interval\":\"0\"}} | 400 | monitor.interval",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"transfers.max-concurrent\":0}} | 400 | transfers.max-concurrent",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"conflicts.strategy\":\"coin\"}} | 400 | conflicts.strategy",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"conflicts.rules\":\"/a coin\"}} | 400 | conflicts.rules",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"conflicts.rules\":\"type=fight source\"}} | 400 | conflicts.rules",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"conflicts.rules\":\"/[a source\"}} | 400 | conflicts.rules",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"conflicts.prompt.deadline\":\"soon\"}} | 400 | conflicts.prompt.deadline",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"conflicts.prompt.default\":\"manual\"}} | 400 | conflicts.prompt.default",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"select.exclude\":\"*.tmp; [a\"}} | 400 | select.exclude",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"select.min-size\":\"2MB\",\"select.max-size\":\"1MB\"}} | 400 | select.min-size",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"selection\":\"no-such-id\"}} | 400 | selection",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"selection\":[\"a,b\"]}} | 400 | selection",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"select.exclude\":[\"*.tmp\",\"a;b\"]}} | 400 | select.exclude",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"select.include\":[\"a\\\\\",\"b\"]}} | 400 | select.include",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"select.exclude\":[[\"a\"]]}} | 400 | select.exclude",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"conflicts.rules\":[\"/a source; /b manual\"]}} | 400 | conflicts.rules",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"destination.folder\":[\"/a\",\"/b\"]}} | 400 | destination.folder",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"colour\":[\"red\"]}} | 400 | colour",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"destination.folder\":\"/no such\"}} | 400 | destination.folder",
                "PATCH | sessions/none | {\"options\":{\"shortcuts\":\"link\"}} | 404 |",
                "PATCH | sessions/none | {\"options\":{}} | 400 | options",
                "PATCH | sessions/none | {\"name\":\"x\"} | 400 | name",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"quota.google.units\":\"5 a minute\"}} | 400 | quota.google.units",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"quota.onedrive.units\":\"0/60s\"}} | 400 | quota.onedrive.units",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"bandwidth.limit\":\"fast\"}} | 400 | bandwidth.limit",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"bandwidth.timetable\":\"someday 08:00-18:00 1MB/s\"}} | 400 | bandwidth.timetable",
                "POST | sessions | {\"name\":\"x\",\"options\":{\"bandwidth.timetable\":\"mon-fri 08:00-18:00 1MB/s; fri 17:00-19:00 off\"}} | 400 | bandwidth.timetable",
                "GET | sessions/none |  | 404 |",
                "DELETE | sessions/none |  | 404 |",
                "POST | sessions/none/start |  | 404 |",
                "POST | sessions/none/stop |  | 404 |",
                "GET | sessions/none/plan |  | 404 |",
                "POST | sessions/none/plan |  | 404 |",
                "GET | sessions/none/verify |  | 404 |",
                "POST | sessions/none/verify |  | 404 |",
                "POST | sessions/none/verify | {\"downloadBytes\":-1} | 400 | downloadBytes",
                "POST | sessions/none/verify | {\"downloadBytes\":\"much\"} | 400 | downloadBytes",
                "POST | sessions/none/verify | {\"fast\":true} | 400 | fast",
                "GET | sessions/none/report |  | 404 |",
                "GET | sessions/none/report.csv |  | 404 |",
                "GET | sessions/none/report.json |  | 404 |",
                "GET | sessions/none/report?kind=lost |  | 400 | kind",
                "GET | sessions/none/report?limit=1001 |  | 400 | limit",
                "GET | sessions/none/report?after=there |  | 400 | after",
                "GET | transfers?state=lost |  | 400 | state",
                "GET | transfers?limit=0 |  | 400 | limit",
                "GET | transfers?session=none |  | 404 |",
                "GET | transfers?state=failed&before=x |  | 400 | before",
                "GET | conflicts?all=maybe |  | 400 | all",
                "GET | conflicts?all=true&state=open |  | 400 | all",
                "GET | conflicts?state=lost |  | 400 | state",
                "GET | conflicts?before=-1 |  | 400 | before",
                "GET | conflicts?limit=1001 |  | 400 | limit",
                "POST | transfers/1/cancel |  | 404 |",
                "POST | transfers/x/cancel |  | 404 |",
                "POST | transfers/1/retry |  | 404 |",
                "POST | transfers/x/retry |  | 404 |",
                "POST | conflicts/1/resolve | {\"resolution\":\"source\"} | 404 |",
                "POST | conflicts/x/resolve | {\"resolution\":\"source\"} | 404 |",
                "POST | conflicts/1/resolve | {\"resolution\":\"heads\"} | 400 | resolution",
                "POST | conflicts/1/undo |  | 404 |",
                "POST | conflicts/x/undo |  | 404 |",
                "GET | conflicts/count?type=fight |  | 400 | type",
                "GET | conflicts/count?path=/%5Ba |  | 400 | path",
                "GET | conflicts/count?session=s9 |  | 404 |",
                "POST | conflicts/resolve | {} | 400 | resolution",
                "POST | conflicts/resolve | {\"resolution\":\"source\"} | 400 | ids",
                "POST | conflicts/resolve | {\"resolution\":\"source\",\"ids\":[]} | 400 | ids",
                "POST | conflicts/resolve | {\"resolution\":\"source\",\"ids\":[\"x\"]} | 400 | ids",
                "POST | conflicts/resolve | {\"resolution\":\"source\",\"ids\":[1],\"all\":true} | 400 | ids",
                "POST | conflicts/resolve | {\"resolution\":\"source\",\"ids\":[1],\"type\":\"name\"} | 400 | type",
                "POST | conflicts/resolve | {\"resolution\":\"source\",\"ids\":[1]} | 404 |",
                "POST | conflicts/resolve | {\"resolution\":\"source\",\"all\":\"yes\"} | 400 | all",
                "POST | conflicts/resolve | {\"resolution\":\"source\",\"all\":true,\"type\":\"fight\"} | 400 | type",
                "POST | conflicts/resolve | {\"resolution\":\"source\",\"all\":true,\"path\":\"/[a\"} | 400 | path",
                "POST | conflicts/resolve | {\"resolution\":\"source\",\"all\":true,\"session\":\"s9\"} | 404 |",
                "POST | conflicts/resolve | {\"resolution\":\"source\",\"all\":true,\"newest\":\"7\"} | 400 | newest",
                "POST | conflicts/resolve | {\"resolution\":\"source\",\"all\":true,\"newest\":1.5} | 400 | newest",
                "POST | conflicts/resolve | {\"resolution\":\"source\",\"ids\":[1],\"newest\":7} | 400 | newest",
                "POST | conflicts/resolve | {\"resolution\":\"source\",\"all\":true,\"folder\":\"/a\"} | 400 | folder"
            })
    void badInputIsAProblemThatNamesTheFieldAndChangesNothing(
            String method, String path, String body, int status, String field) throws Exception {
        long sessions = aqwa.rows("sync_session");

        var answer = aqwa.call(method, "/api/" + path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asText()).isNotBlank();
        if (field != null) {
            assertThat(problem.get("field").asText()).isEqualTo(field);
        }
        assertThat(aqwa.rows("sync_session")).isEqualTo(sessions);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | export.documents    | pdf       | 409 |",
                "true  | export.documents    | xlsx      | 400 | export.documents",
                "false | export.documents    | xlsx      | 400 | export.documents",
                "false | no.such             | x         | 400 | no.such",
                "false | select.types        | imgae/*   | 400 | select.types",
                "false | selection           | something | 400 | selection",
                "false | select.exclude      | *.tmp; [a | 400 | select.exclude",
                "false | select.include      | [a        | 400 | select.include",
                "true  | bandwidth.timetable | mon 08:00-10:00 1MB/s; mon 09:00-11:00 off | 400 | bandwidth.timetable",
                "false | conflicts.rules     | /a source; type=fight source | 400 | conflicts.rules",
                "false | destination.folder  | /else     | 400 | destination.folder"
            })
    void optionsThatCannotBeChangedStay(
            boolean running, String key, String value, int status, String field) throws Exception {
        Session session = aqwa.session();
        if (!running) {
            aqwa.engine().sessions().stop(session.id());
        }

        var answer =
                aqwa.call(
                        "PATCH",
                        "/api/sessions/" + session.id(),
                        "{\"options\":{\"shortcuts\":\"follow\",\""
                                + key
                                + "\":\""
                                + value
                                + "\"}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("field").asText(null)).isEqualTo(field);
        assertThat(problem.get("detail").asText()).isNotBlank();
        assertThat(aqwa.engine().sessions().find(session.id()).orElseThrow().options())
                .isEqualTo(session.options());
        aqwa.engine().sessions().delete(session.id());
    }

    @Test
    void aJsonListIsThePartsOfAnOption() throws Exception {
        String body =
                """
                {"name": "Listed", "options": {
                  "select.exclude": ["*.tmp", "a\\\\;b.txt", "c\\\\\\\\", "d\\\\ "],
                  "select.include": [],
                  "select.types": ["pdf", "!image/*"],
                  "conflicts.rules": ["/a source", "type=name manual"],
                  "bandwidth.timetable": ["mon,tue 08:00-18:00 1MB/s", "sun 00:00-24:00 off"]}}
                """;

        var answer = aqwa.call("POST", "/api/sessions", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode session = JSON.readTree(answer.body());
        JsonNode options = session.get("options");
        assertThat(options.get("select.exclude").asText())
                .isEqualTo("*.tmp; a\\;b.txt; c\\\\; d\\ ;");
        assertThat(options.get("select.include").asText()).isEmpty();
        assertThat(options.get("select.types").asText()).isEqualTo("pdf, !image/*");
        assertThat(options.get("conflicts.rules").asText())
                .isEqualTo("/a source; type=name manual");
        assertThat(options.get("bandwidth.timetable").asText())
                .isEqualTo("mon,tue 08:00-18:00 1MB/s; sun 00:00-24:00 off");
        aqwa.engine().sessions().delete(session.get("id").asText());
    }

    @Test
    void aListThatIsTooLongAsItIsKeptIsRefusedAndNoSessionSuffers() throws Exception {
        Session session = aqwa.session();
        aqwa.engine().sessions().stop(session.id());
        String body = "{\"options\":{\"select.exclude\":\"" + "a;".repeat(3999) + "\"}}";

        var answer = aqwa.call("PATCH", "/api/sessions/" + session.id(), body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("field").asText()).isEqualTo("select.exclude");
        assertThat(aqwa.call("GET", "/api/sessions", null).statusCode()).isEqualTo(200);
        assertThat(aqwa.engine().sessions().find(session.id()).orElseThrow().options())
                .isEqualTo(session.options());
        aqwa.engine().sessions().delete(session.id());
    }

    @Test
    void optionsThatAreTooLongTogetherAreRefusedByTheLongestOfThem() throws Exception {
        var lists = new LinkedHashMap<String, String>();
        lists.put("select.exclude", "a;".repeat(2667));
        lists.put("select.include", "a;".repeat(2660));
        lists.put("conflicts.rules", "a source;".repeat(800));
        Session session = aqwa.engine().sessions().create(new SessionSpec("x", null, null, lists));
        String types =
                IntStream.range(1000, 2100).mapToObj(i -> "t" + i).collect(Collectors.joining(","));
        lists.put("select.types", types);
        long sessions = aqwa.rows("sync_session");

        for (var answer :
                List.of(
                        aqwa.call(
                                "POST",
                                "/api/sessions",
                                JSON.writeValueAsString(Map.of("name", "y", "options", lists))),
                        aqwa.call(
                                "PATCH",
                                "/api/sessions/" + session.id(),
                                JSON.writeValueAsString(
                                        Map.of("options", Map.of("select.types", types)))))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            JsonNode problem = JSON.readTree(answer.body());
            assertThat(problem.path("field").asText()).isEqualTo("select.exclude");
            assertThat(problem.path("detail").asText()).contains("at most 32000");
        }
        assertThat(aqwa.rows("sync_session")).isEqualTo(sessions);
        assertThat(aqwa.engine().sessions().find(session.id()).orElseThrow().options())
                .isEqualTo(session.options());
        aqwa.engine().sessions().delete(session.id());
    }

    /** Earlier builds took lists of which the kept form was longer than may be given. */
    @Test
    void aSessionWhoseKeptListIsTooLongIsReadConfiguredAndDeleted() throws Exception {
        String id = aqwa.session().id();
        Map<String, String> options =
                new LinkedHashMap<>(aqwa.engine().sessions().stop(id).options().toMap());
        options.put("select.exclude", "a; ".repeat(3999).trim());
        String kept =
                options.entrySet().stream()
                        .map(option -> option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining("\n"));
        aqwa.change("UPDATE sync_session SET options = '" + kept + "' WHERE id = '" + id + "'");

        aqwa.stop();
        aqwa.start();

        assertThat(aqwa.json("/api/sessions/" + id).at("/options/select.exclude").asText())
                .hasSize(11_995);
        var configured =
                aqwa.call("PATCH", "/api/sessions/" + id, "{\"options\":{\"retry.max\":7}}");
        assertThat(configured.statusCode()).as(configured.body()).isEqualTo(200);
        assertThat(JSON.readTree(configured.body()).at("/options/retry.max").asInt()).isEqualTo(7);
        assertThat(aqwa.call("DELETE", "/api/sessions/" + id, null).statusCode()).isEqualTo(204);
    }

    @Test
    void whatHappensToAFileIsToldOnceAndInOrder() throws Exception {
        List<JsonNode> told = new CopyOnWriteArrayList<>();
        WebSocket socket = aqwa.watch(told);
        for (int i = 0; i < 300; i++) {
            aqwa.put("many/" + i + ".txt", "file " + i);
        }

        Session session = aqwa.session();

        await().atMost(Duration.ofSeconds(90)).until(() -> states(told, "completed") == 301);
        long last = 0;
        for (JsonNode event : told) {
            if (event.get("type").asText().equals("welcome")) {
                last = event.get("seq").asLong();
                continue;
            }
            assertThat(event.get("seq").asLong()).isEqualTo(++last);
        }
        for (String path : List.of("/many", "/many/0.txt", "/many/299.txt")) {
            assertThat(statesOf(told, path)).containsSubsequence("queued", "started", "completed");
            assertThat(statesOf(told, path)).startsWith("queued").endsWith("completed");
        }
        var first = new ArrayList<Long>();
        for (JsonNode event : told) {
            if (event.get("type").asText().equals("transfer")) {
                long job = event.at("/transfer/id").asLong();
                if (!first.contains(job)) {
                    first.add(job);
                    assertThat(event.get("state").asText()).isEqualTo("queued");
                }
            }
        }
        assertThat(first).hasSize(301);
        socket.abort();
        aqwa.engine().sessions().delete(session.id());
    }

    /** What was not as expected is looked at before the next attempt; the look may fail as well. */
    @Test
    void aFileThatIsToBeTriedAgainIsToldSoThoughNobodyCouldLookAtIt() throws Exception {
        aqwa.put("raced.txt", "one");
        Session session = aqwa.session();
        aqwa.awaitAtDestination("raced.txt", "one");
        aqwa.awaitQuiet(session.id());
        List<JsonNode> told = new CopyOnWriteArrayList<>();
        WebSocket socket = aqwa.watch(told);
        aqwa.fault("{\"kind\":\"refuse\",\"operation\":\"upload.put\",\"status\":412,\"times\":1}");
        aqwa.fault("{\"kind\":\"refuse\",\"operation\":\"get\",\"status\":503,\"times\":1}");

        aqwa.put("raced.txt", "two");

        aqwa.awaitAtDestination("raced.txt", "two");
        await().until(() -> statesOf(told, "/raced.txt").contains("completed"));
        assertThat(statesOf(told, "/raced.txt"))
                .containsSubsequence("queued", "started", "queued", "started", "completed");
        socket.abort();
        aqwa.noFaults();
        aqwa.engine().sessions().delete(session.id());
    }

    @Test
    void anAddressOfEventsThatMakesNoSenseIsToldRightAfterTheWelcome() {
        List<JsonNode> told = new CopyOnWriteArrayList<>();

        WebSocket socket = aqwa.watch("/events?since=abc&session=nobody", told);

        await().until(() -> told.size() >= 3);
        assertThat(told.subList(0, 3))
                .extracting(message -> message.get("type").asText())
                .containsExactly("welcome", "error", "error");
        assertThat(told.get(1).get("message").asText()).contains("since", "\"abc\"");
        assertThat(told.get(2).get("message").asText())
                .isEqualTo("There is no session \"nobody\".");
        socket.abort();
    }

    private static long states(List<JsonNode> told, String state) {
        return told.stream()
                .filter(event -> event.get("type").asText().equals("transfer"))
                .filter(event -> event.get("state").asText().equals(state))
                .count();
    }

    private static List<String> statesOf(List<JsonNode> told, String path) {
        return told.stream()
                .filter(event -> event.get("type").asText().equals("transfer"))
                .filter(event -> event.at("/transfer/path").asText().equals(path))
                .map(event -> event.get("state").asText())
                .toList();
    }
}
