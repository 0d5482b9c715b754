package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.api.Session;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was edited in OneDrive and deleted in Google Drive went into the recycle bin of a personal
 * OneDrive, and is wanted back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecycledConflictsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<String> FILES =
            List.of("back.txt", "taken.txt", "by hand.txt", "unheard.txt", "top/deep/in.txt");

    private EngineFixture aqwa;
    private Session session;

    @BeforeAll
    void deleteWhatWasEdited(@TempDir Path folder) throws Exception {
        aqwa = new EngineFixture(folder, "personal");
        for (String file : FILES) {
            aqwa.put(file, "one");
        }
        aqwa.put("top/other.txt", "one");
        session = aqwa.session("conflicts.rules=type=delete-edit source");
        for (String file : FILES) {
            aqwa.awaitAtDestination(file, "one");
        }
        aqwa.awaitAtDestination("top/other.txt", "one");
        aqwa.awaitQuiet(session.id());
        aqwa.engine().sessions().stop(session.id());
        for (String file : FILES) {
            putThere(file, "edited there");
            Files.delete(aqwa.drive.resolve(file));
        }
        Files.delete(aqwa.drive.resolve("top/deep"));
        aqwa.engine().sessions().start(session.id());
        for (String file : FILES) {
            aqwa.awaitGone(file);
            await("the loser of " + file)
                    .atMost(LONG)
                    .until(() -> find(file).map(Conflict::loser).isPresent());
            assertThat(of(file).loser().place()).isEqualTo(Loser.Place.RECYCLE_BIN);
        }
        aqwa.awaitGone("top/deep");
    }

    @AfterAll
    void stop() throws Exception {
        aqwa.close();
    }

    @Test
    void theFileComesBackAndStays() throws Exception {
        var answer = undo("back.txt");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"undoneBy\":\"api\"");
        assertThat(aqwa.json("/api/sessions/" + session.id()).get("recycleBinByHand").asBoolean())
                .isFalse();
        assertThat(aqwa.oneDrive.resolve("back.txt")).hasContent("edited there");
        aqwa.engine().sessions().stop(session.id());
        aqwa.engine().sessions().start(session.id());
        aqwa.awaitPoll(session.id());
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.oneDrive.resolve("back.txt")).hasContent("edited there");
        assertThat(aqwa.drive.resolve("back.txt")).doesNotExist();
        assertThat(all()).hasSize(FILES.size());
        var again = undo("back.txt");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("was undone before; nothing changed");
    }

    @Test
    void whereItsFolderIsGoneItComesIntoTheNearestOneAbove() throws Exception {
        var answer = undo("top/deep/in.txt");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(aqwa.oneDrive.resolve("top/in.txt")).hasContent("edited there");
        Files.delete(aqwa.drive.resolve("top/other.txt"));
        Files.delete(aqwa.drive.resolve("top"));
        aqwa.awaitGone("top/other.txt");
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.oneDrive.resolve("top/in.txt")).hasContent("edited there");
    }

    @Test
    void whatHasItsNameNowIsNotReplaced() throws Exception {
        putThere("taken.txt", "another");

        var answer = undo("taken.txt");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains(
                        "It could not be brought back: OneDrive has another taken.txt in its place;"
                                + " rename or move that one first.");
        assertThat(aqwa.oneDrive.resolve("taken.txt")).hasContent("another");
        assertThat(of("taken.txt").undoneAt()).isNull();
    }

    @Test
    void whatAPersonTookOutIsLeftAlone() throws Exception {
        String item = of("by hand.txt").loser().item();
        aqwa.post("/v1.0/me/drive/items/" + item + "/restore", "{}");
        aqwa.poll(session.id());

        var answer = undo("by hand.txt");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains(
                        "has nothing to bring back: by hand.txt is in OneDrive again;"
                                + " nothing changed");
        assertThat(aqwa.oneDrive.resolve("by hand.txt")).hasContent("edited there");
    }

    @Test
    void whatCameBackThoughOneDrivesAnswerWasLostIsSaidToBeThere() throws Exception {
        aqwa.fault("{\"kind\":\"lose-answer\",\"operation\":\"restore\",\"times\":1}");
        assertThat(undo("unheard.txt").statusCode()).isEqualTo(409);
        assertThat(aqwa.oneDrive.resolve("unheard.txt")).hasContent("edited there");
        aqwa.poll(session.id());

        var again = undo("unheard.txt");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body())
                .contains("has nothing to bring back: unheard.txt is in OneDrive again");
        assertThat(aqwa.oneDrive.resolve("unheard.txt")).hasContent("edited there");
    }

    /** Through the cloud, which so knows of it before it tells of anything else. */
    private void putThere(String file, String content) throws Exception {
        String path = "/v1.0/me/drive/root:/" + file.replace(" ", "%20") + ":/content";
        aqwa.change("PUT", path, content);
    }

    private HttpResponse<String> undo(String file) throws Exception {
        return aqwa.call("POST", "/api/conflicts/" + of(file).id() + "/undo", null);
    }

    private Conflict of(String file) {
        return find(file).orElseThrow(() -> new AssertionError(file + " not in " + all()));
    }

    /** By its name: the path of what was deleted with its folder is not known any more. */
    private Optional<Conflict> find(String file) {
        return all().stream()
                .filter(found -> file.endsWith(found.destination().name()))
                .findFirst();
    }

    private List<Conflict> all() {
        return aqwa.engine().conflicts().list(true);
    }
}
