package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.Session;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * An undo brings back what gave way and nothing else, however many versions there are, and nothing
 * once the decision is past.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateUndoTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<String> FILES =
            List.of("same.txt", "longer.txt", "kept.txt", "damaged.txt", "lost.txt", "unheard.txt");

    private EngineFixture aqwa;
    private Session session;

    @BeforeAll
    void decideForOneSide(@TempDir Path folder) throws Exception {
        aqwa = new EngineFixture(folder);
        for (String file : FILES) {
            aqwa.put(file, "one");
        }
        session = aqwa.session("conflicts.prefer=source", "conflicts.rules=/kept.txt destination");
        for (String file : FILES) {
            aqwa.awaitAtDestination(file, "one");
        }
        aqwa.awaitQuiet(session.id());
        meet("damaged.txt");
        meet("same.txt", "longer.txt", "kept.txt", "lost.txt", "unheard.txt");
        aqwa.awaitAtDestination("damaged.txt", "ten here..");
    }

    /** Edits files on both sides, and waits until that is decided and done. */
    private void meet(String... files) throws Exception {
        aqwa.engine().sessions().stop(session.id());
        for (String file : files) {
            putThere(file, file.equals("lost.txt") ? "two" : "ten there.");
        }
        for (String file : files) {
            aqwa.put(file, file.equals("damaged.txt") ? "ten here.." : "here, longer");
        }
        Instant edited = Instant.now();
        await("a later second than that of the edits")
                .until(() -> Instant.now().getEpochSecond() > edited.getEpochSecond());
        if (List.of(files).contains("damaged.txt")) {
            aqwa.fault("{\"kind\":\"corrupt-upload\",\"operation\":\"upload.put\",\"times\":1}");
        }
        aqwa.engine().sessions().start(session.id());
        for (String file : files) {
            await("the loser of " + file).atMost(LONG).until(() -> hasLoser(file));
        }
        aqwa.awaitQuiet(session.id());
    }

    private boolean hasLoser(String file) {
        return all().stream()
                .anyMatch(each -> each.path().equals("/" + file) && each.loser() != null);
    }

    @AfterAll
    void stop() throws Exception {
        aqwa.close();
    }

    @Test
    void whatWasSyncedLaterIsNotReplacedThoughTheLoserWasAsLong() throws Exception {
        assertPast("same.txt", "ten later.");
    }

    @Test
    void whatWasSyncedLaterIsNotReplaced() throws Exception {
        assertPast("longer.txt", "later and longer");
    }

    @Test
    void whatGoogleDriveNoLongerHasIsNotMovedAfterAll() throws Exception {
        assertPast("kept.txt", "later and longer");
    }

    @Test
    void whatArrivedDamagedAtFirstIsNotTakenForTheLoser() throws Exception {
        assertThat(versions("damaged.txt"))
                .filteredOn(version -> version.get("size").asLong() == 10)
                .hasSizeGreaterThan(2);

        var answer = undo("damaged.txt");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(aqwa.oneDrive.resolve("damaged.txt")).hasContent("ten there.");
    }

    @Test
    void anotherVersionThanTheLoserIsNoUndo() throws Exception {
        JsonNode loser = versions("lost.txt").get(1);
        assertThat(loser.get("size").asLong()).isEqualTo(3);
        aqwa.change(
                "DELETE",
                "/v1.0/me/drive/root:/lost.txt:/versions/" + loser.get("id").asText(),
                "");

        var answer = undo("lost.txt");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("OneDrive restored another version of lost.txt");
        assertThat(aqwa.oneDrive.resolve("lost.txt")).hasContent("one");
        assertThat(of("lost.txt").undoneAt()).isNull();
        var again = undo("lost.txt");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("is past: OneDrive's file was changed since");
    }

    /** First it is asked for the versions. */
    @Test
    void whatOneDriveBroughtBackThoughItsAnswerWasLostIsFoundUndone() throws Exception {
        aqwa.fault("{\"kind\":\"lose-answer\",\"operation\":\"batch\",\"nth\":2}");
        var unheard = undo("unheard.txt");
        assertThat(unheard.statusCode()).as(unheard.body()).isEqualTo(409);
        assertThat(of("unheard.txt").undoneAt()).isNull();
        assertThat(aqwa.oneDrive.resolve("unheard.txt")).hasContent("ten there.");
        aqwa.poll(session.id());
        aqwa.forgetRequests();

        var again = undo("unheard.txt");

        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(of("unheard.txt").undoneBy()).isEqualTo("api");
        assertThat(aqwa.requests().at("/onedrive/operations").has("batch")).isFalse();
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.oneDrive.resolve("unheard.txt")).hasContent("ten there.");
    }

    private void assertPast(String file, String later) throws Exception {
        aqwa.put(file, later);
        aqwa.awaitAtDestination(file, later);
        aqwa.awaitQuiet(session.id());

        var answer = undo(file);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("is past: OneDrive's file was changed since");
        assertThat(aqwa.oneDrive.resolve(file)).hasContent(later);
        assertThat(of(file).undoneAt()).isNull();
    }

    /** As an editor does that sets no time of its own: then the file and its version have one. */
    private void putThere(String file, String content) throws Exception {
        String path = "/v1.0/me/drive/root:/" + file + ":/content";
        JsonNode now;
        do {
            aqwa.change("PUT", path, "to begin with");
            now = aqwa.change("PUT", path, content);
        } while (!seconds(now).equals(seconds(now.get("fileSystemInfo"))));
    }

    private static String seconds(JsonNode times) {
        return times.get("lastModifiedDateTime").asText().substring(0, 19);
    }

    private JsonNode versions(String file) throws Exception {
        var request =
                HttpRequest.newBuilder(
                                aqwa.sandbox
                                        .baseUri()
                                        .resolve("/v1.0/me/drive/root:/" + file + ":/versions"))
                        .header("Authorization", "Bearer sandbox")
                        .build();
        return new ObjectMapper()
                .readTree(
                        HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.ofString())
                                .body())
                .get("value");
    }

    private HttpResponse<String> undo(String file) throws Exception {
        return aqwa.call("POST", "/api/conflicts/" + of(file).id() + "/undo", null);
    }

    private Conflict of(String file) {
        return all().stream()
                .filter(found -> found.path().equals("/" + file))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " not in " + all()));
    }

    private List<Conflict> all() {
        return aqwa.engine().conflicts().list(true);
    }
}
