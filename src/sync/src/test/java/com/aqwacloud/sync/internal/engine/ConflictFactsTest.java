package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the clouds tell of both sides of a conflict is told, kept, and logged with each decision.
 * Anna edits her files in Google Drive, and whom she shares them with edits OneDrive's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConflictFactsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Instant CREATED = Instant.parse("2011-02-03T04:05:06.789Z");
    private static final Instant EDITED = Instant.parse("2014-08-09T10:11:12.345Z");
    private static final Instant EDITED_THERE = Instant.parse("2013-12-11T10:09:08Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HERE = "here, longer";
    private static final String THERE = "there";

    /** MD5, as Google Drive has it. */
    private static final String HASH_HERE = "eb989fb8ec6b1884faf8526d606bc067";

    /** QuickXorHash, as OneDrive has it. */
    private static final String HASH_THERE = "dEBDGeRQBgAAAAAABQAAAAAAAAA=";

    private static final String TIME = "/fileSystemInfo/lastModifiedDateTime";
    private static final List<String> NAMES =
            List.of("told.txt", "kept.txt", "ruled.txt", "asked.txt", "late.txt");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> ids = new HashMap<>();
    private CapturedLog log;
    private EngineFixture aqwa;
    private Session session;

    @BeforeAll
    void editBothSides(@TempDir Path folder) throws Exception {
        log = new CapturedLog();
        aqwa = new EngineFixture(folder);
        Files.createDirectories(folder.resolve("google-drive@anna"));
        aqwa.post("/sandbox/accounts", "{\"cloud\":\"google\",\"name\":\"anna\"}");
        String trip = create("Trip", "application/vnd.google-apps.folder", "root");
        for (String name : NAMES) {
            ids.put(name, create(name, "text/plain", trip));
            content(ids.get(name), "one");
        }
        aqwa.post(
                "/sandbox/google/share",
                """
                {"account":"anna","fileId":"%s","with":"sandbox","role":"reader"}
                """
                        .formatted(trip));
        session =
                aqwa.session(
                        "selection=" + trip,
                        "conflicts.strategy=manual",
                        "conflicts.rules=ruled.txt newer; late.txt prompt",
                        "conflicts.prompt.deadline=1s",
                        "conflicts.prompt.default=destination");
        for (String name : NAMES) {
            aqwa.awaitAtDestination(there(name), "one");
        }
        await("all are in sync")
                .atMost(LONG)
                .until(() -> aqwa.transfers(JobState.COMPLETED).size() == NAMES.size() + 1);
        aqwa.awaitPoll(session.id());
        aqwa.engine().sessions().stop(session.id());
        for (String name : NAMES) {
            content(ids.get(name), HERE);
            anna("PATCH", "files/" + ids.get(name), "{\"modifiedTime\":\"" + EDITED + "\"}");
            Files.writeString(aqwa.oneDrive.resolve(there(name)), THERE);
            Files.setLastModifiedTime(
                    aqwa.oneDrive.resolve(there(name)), FileTime.from(EDITED_THERE));
        }
        for (String name : NAMES) {
            await(name + " is seen as edited")
                    .atMost(LONG)
                    .until(() -> item(name).at(TIME).asText().equals(EDITED_THERE.toString()));
        }
        aqwa.engine().sessions().start(session.id());
        await().atMost(LONG).until(() -> all().size() == NAMES.size());
    }

    @AfterAll
    void stop() throws Exception {
        aqwa.close();
        log.close();
    }

    @Test
    void theInboxTellsWhatEachCloudTellsOfItsSide() throws Exception {
        JsonNode told = ofApi("told.txt", "open");

        assertThat(told.get("source")).isEqualTo(source("told.txt"));
        assertThat(told.get("destination")).isEqualTo(destination("told.txt"));
    }

    @Test
    void whatWasToldIsKeptWithTheDecisionWhateverTheSidesBecome() throws Exception {
        JsonNode destination = destination("kept.txt");
        aqwa.engine()
                .conflicts()
                .resolve(of("kept.txt").id(), ConflictPreference.SOURCE, "someone");
        aqwa.awaitAtDestination(there("kept.txt"), HERE);
        content(ids.get("kept.txt"), "later");
        aqwa.awaitAtDestination(there("kept.txt"), "later");

        JsonNode kept = ofApi("kept.txt", "decided");

        assertThat(kept.get("source")).isEqualTo(source("kept.txt"));
        assertThat(kept.get("destination")).isEqualTo(destination);
        assertThat(kept.get("resolvedBy").asText()).isEqualTo("someone");
    }

    @Test
    void whatARuleDecidesIsLogged() {
        assertLogged("ruled.txt", "is decided: source, by auto; rule: ruled.txt newer");
    }

    @Test
    void whatADeadlineDecidesIsLogged() {
        assertLogged("late.txt", "waits in the inbox; rule: late.txt prompt");
        assertLogged(
                "late.txt",
                "is decided: destination, by deadline;"
                        + " rule: late.txt prompt conflicts.prompt.default=destination");
        assertLoserLogged("late.txt");
    }

    @Test
    void whatAPersonIsAskedAndDecidesAndTakesBackIsLogged() throws Exception {
        String rule = "; rule: conflicts.strategy=manual conflicts.prefer=newer";
        assertLogged("asked.txt", "waits in the inbox" + rule);
        String path = "/api/conflicts/" + of("asked.txt").id();

        aqwa.call("POST", path + "/resolve", "{\"resolution\":\"larger\"}");

        assertLogged("asked.txt", "is decided: source, by api" + rule);
        await("the loser").atMost(LONG).until(() -> of("asked.txt").loser() != null);
        assertLoserLogged("asked.txt");

        aqwa.engine().conflicts().undo(of("asked.txt").id(), "someone");

        assertLogged("asked.txt", "is undone: source, by someone" + rule);
    }

    private void assertLoserLogged(String name) {
        String line =
                "- Conflict %d at /Trip/%s has its loser here: %s"
                        .formatted(of(name).id(), name, of(name).loser());
        await().atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(log.lines())
                                        .filteredOn(each -> each.endsWith(line))
                                        .as(line)
                                        .hasSize(1));
    }

    /** The log has one such line, with all that is known of both sides. */
    private void assertLogged(String name, String what) {
        String line =
                ("- Conflict %d at /Trip/%s (simultaneous-edit) %s;"
                                + " Google Drive: %s, 12 bytes, created %s, modified %s by Anna, hash %s;"
                                + " OneDrive: %s, 5 bytes, created %s, modified %s by Sandbox, hash %s")
                        .formatted(
                                of(name).id(),
                                name,
                                what,
                                name,
                                CREATED,
                                EDITED,
                                HASH_HERE,
                                name,
                                CREATED.truncatedTo(ChronoUnit.SECONDS),
                                EDITED_THERE,
                                HASH_THERE);
        await().atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(log.lines())
                                        .filteredOn(each -> each.contains("- Conflict "))
                                        .filteredOn(each -> each.endsWith(line))
                                        .as(line)
                                        .hasSize(1));
    }

    private JsonNode source(String name) throws Exception {
        return side(ids.get(name), name, HERE.length(), CREATED, EDITED, "Anna", HASH_HERE);
    }

    private JsonNode destination(String name) throws Exception {
        return side(
                item(name).get("id").asText(),
                name,
                THERE.length(),
                CREATED.truncatedTo(ChronoUnit.SECONDS),
                EDITED_THERE,
                "Sandbox",
                HASH_THERE);
    }

    /** What OneDrive tells. */
    private JsonNode item(String name) throws Exception {
        return aqwa.change("GET", "/v1.0/me/drive/root:/" + there(name), "");
    }

    private static JsonNode side(
            String id,
            String name,
            int size,
            Instant created,
            Instant modified,
            String by,
            String hash) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("exists", true)
                .put("kind", "file")
                .put("name", name)
                .put("size", size)
                .put("createdAt", created.toString())
                .put("modifiedAt", modified.toString())
                .put("modifiedBy", by)
                .put("hash", hash);
    }

    private JsonNode ofApi(String name, String state) throws Exception {
        for (JsonNode each : aqwa.json("/api/conflicts?state=" + state)) {
            if (each.get("path").asText().equals("/Trip/" + name)) {
                return each;
            }
        }
        throw new AssertionError("no conflict at " + name + " is " + state);
    }

    private Conflict of(String name) {
        return all().stream()
                .filter(conflict -> conflict.path().equals("/Trip/" + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no conflict at " + name));
    }

    private List<Conflict> all() {
        return aqwa.engine().conflicts().list(true);
    }

    private static String there(String name) {
        return "Trip/" + name;
    }

    private String create(String name, String type, String parent) throws Exception {
        var metadata =
                JSON.createObjectNode()
                        .put("name", name)
                        .put("mimeType", type)
                        .put("createdTime", CREATED.toString());
        metadata.putArray("parents").add(parent);
        return anna("POST", "files", metadata.toString()).get("id").asText();
    }

    private void content(String id, String content) throws Exception {
        send("PATCH", "/upload/drive/v3/files/" + id + "?uploadType=media", content, "text/plain");
    }

    private JsonNode anna(String method, String path, String body) throws Exception {
        return send(method, "/drive/v3/" + path, body, "application/json");
    }

    private JsonNode send(String method, String path, String body, String type) throws Exception {
        var request =
                HttpRequest.newBuilder(aqwa.sandbox.baseUri().resolve(path))
                        .header("Authorization", "Bearer sandbox-anna")
                        .header("Content-Type", type)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
