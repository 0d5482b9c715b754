package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.api.Session;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A decision was carried out, but the answer was lost: the record says where the loser is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnheardLosersTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<String> FILES = List.of("both.txt", "deleted.txt", "replaced.txt");

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private EngineFixture aqwa;
    private Session session;
    private WebSocket socket;

    @BeforeAll
    void loseTheAnswers(@TempDir Path folder) throws Exception {
        aqwa = new EngineFixture(folder, "personal");
        socket = aqwa.watch(told);
        for (String file : FILES) {
            aqwa.put(file, "one");
        }
        session =
                aqwa.session(
                        "conflicts.prefer=source",
                        "conflicts.rules=/both.txt keep-both",
                        "retry.delay=100ms");
        for (String file : FILES) {
            aqwa.awaitAtDestination(file, "one");
        }
        aqwa.awaitQuiet(session.id());
        aqwa.engine().sessions().stop(session.id());
        for (String file : FILES) {
            aqwa.change("PUT", "/v1.0/me/drive/root:/" + file + ":/content", "edited there");
            aqwa.put(file, "here");
        }
        Files.delete(aqwa.drive.resolve("deleted.txt"));
        for (String operation : List.of("patch", "delete", "upload.put")) {
            aqwa.fault(
                    "{\"kind\":\"lose-answer\",\"cloud\":\"onedrive\",\"times\":1,\"operation\":\""
                            + operation
                            + "\"}");
        }
        aqwa.engine().sessions().start(session.id());
        aqwa.awaitAtDestination("both.txt", "here");
        aqwa.awaitAtDestination("replaced.txt", "here");
        aqwa.awaitGone("deleted.txt");
        await("three decisions")
                .atMost(LONG)
                .until(() -> all().stream().filter(each -> each.resolvedAt() != null).count() == 3);
        aqwa.awaitQuiet(session.id());
    }

    @AfterAll
    void stop() throws Exception {
        socket.abort();
        aqwa.close();
    }

    @Test
    void whatWasRenamedIsKeptUnderThatName() {
        Conflict conflict = of("both.txt");

        assertThat(conflict.resolution()).isEqualTo(ConflictPreference.KEEP_BOTH);
        assertThat(conflict.loser()).isNotNull();
        assertThat(conflict.loser().place()).isEqualTo(Loser.Place.KEPT_COPY);
        assertThat(conflict.loser().item()).isEqualTo(conflict.destination().id());
        assertThat(conflict.loser().name()).startsWith("both (OneDrive");
        assertThat(aqwa.oneDrive.resolve(conflict.loser().name())).hasContent("edited there");
        assertTold(conflict);
    }

    @Test
    void whatWasDeletedIsInTheRecycleBinAndComesBack() throws Exception {
        Conflict conflict = of("deleted.txt");

        assertThat(conflict.loser())
                .isEqualTo(
                        new Loser(
                                Loser.Place.RECYCLE_BIN,
                                conflict.destination().id(),
                                "deleted.txt"));
        assertTold(conflict);
        var answer = aqwa.call("POST", "/api/conflicts/" + conflict.id() + "/undo", null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(aqwa.oneDrive.resolve("deleted.txt")).hasContent("edited there");
    }

    @Test
    void whatWasReplacedIsInTheVersionHistoryAndComesBack() throws Exception {
        Conflict conflict = of("replaced.txt");

        assertThat(conflict.loser())
                .isEqualTo(
                        new Loser(
                                Loser.Place.VERSION_HISTORY,
                                conflict.destination().id(),
                                "replaced.txt"));
        assertTold(conflict);
        var answer = aqwa.call("POST", "/api/conflicts/" + conflict.id() + "/undo", null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(aqwa.oneDrive.resolve("replaced.txt")).hasContent("edited there");
    }

    private void assertTold(Conflict conflict) {
        await("events about " + conflict.path())
                .atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(told)
                                        .filteredOn(
                                                event ->
                                                        event.path("type")
                                                                .asText()
                                                                .equals("conflict"))
                                        .map(event -> event.path("conflict").path("loser"))
                                        .anyMatch(
                                                loser ->
                                                        loser.path("item")
                                                                .asText()
                                                                .equals(conflict.loser().item())));
    }

    private Conflict of(String file) {
        Optional<Conflict> found =
                all().stream().filter(each -> each.destination().name().endsWith(file)).findFirst();
        return found.orElseThrow(() -> new AssertionError(file + " not in " + all()));
    }

    private List<Conflict> all() {
        return aqwa.engine().conflicts().list(true);
    }
}
