package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictFilter;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.WrongStateException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was edited on both sides: each way to settle it, and that nothing is lost unasked. One
 * session meets all of it at once, each case in a folder of its own with a rule for it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConflictsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String ITEMS = "/v1.0/me/drive/root:/";
    private static final List<String> FOLDERS =
            List.of(
                    "newer", "larger", "there", "both", "hand", "late", "many", "more", "plain",
                    "undone", "redone", "counted");
    private static final String RULES =
            "/newer/** newer; /larger larger; /there/* destination; both/a.txt keep-both;"
                    + " /late prompt; type=delete-edit source; /apart* keep-both; type=edit-rename destination;"
                    + " /hand manual; /counted manual; /many manual; /more manual; /undone source; /redone destination";

    private EngineFixture aqwa;
    private Session session;

    @BeforeAll
    void editBothSides(@TempDir Path folder) throws Exception {
        aqwa = new EngineFixture(folder);
        for (String name : FOLDERS) {
            aqwa.put(name + "/a.txt", "one");
            aqwa.put(name + "/b.txt", "one");
        }
        aqwa.put("deleted.txt", "one");
        aqwa.put("renamed.txt", "one");
        aqwa.put("apart/a.txt", "one");
        session =
                aqwa.session(
                        "conflicts.rules=" + RULES,
                        "conflicts.prompt.deadline=1s",
                        "conflicts.prompt.default=destination",
                        "transfers.max-concurrent=8");
        for (String name : FOLDERS) {
            aqwa.awaitAtDestination(name + "/a.txt", "one");
            aqwa.awaitAtDestination(name + "/b.txt", "one");
        }
        aqwa.awaitAtDestination("deleted.txt", "one");
        aqwa.awaitAtDestination("renamed.txt", "one");
        aqwa.awaitAtDestination("apart/a.txt", "one");
        aqwa.awaitQuiet(session.id());
        aqwa.engine().sessions().stop(session.id());
        for (String name : FOLDERS) {
            edit(name + "/a.txt", "here, longer", "there");
            edit(name + "/b.txt", "here", "there, and longer");
        }
        Files.delete(aqwa.drive.resolve("deleted.txt"));
        editThere("deleted.txt", "edited there");
        Files.move(aqwa.drive.resolve("renamed.txt"), aqwa.drive.resolve("name here.txt"));
        Files.move(aqwa.oneDrive.resolve("renamed.txt"), aqwa.oneDrive.resolve("name there.txt"));
        Files.move(aqwa.drive.resolve("apart"), aqwa.drive.resolve("apart here"));
        Files.move(aqwa.oneDrive.resolve("apart"), aqwa.oneDrive.resolve("apart there"));
        Files.writeString(aqwa.drive.resolve("named"), "a file here");
        Files.createDirectory(aqwa.oneDrive.resolve("named"));
        Files.writeString(aqwa.drive.resolve("met.txt"), "here.");
        editThere("met.txt", "there");
        Files.writeString(aqwa.drive.resolve("cased.txt"), "here, longer");
        editThere("Cased.txt", "there");
        aqwa.idInDrive("name here.txt");
        aqwa.idInDrive("apart here");
        aqwa.idInDrive("named");
        aqwa.idInDrive("met.txt");
        aqwa.idInDrive("cased.txt");
        await("OneDrive has noticed")
                .atMost(LONG)
                .ignoreExceptionsInstanceOf(IllegalArgumentException.class)
                .until(
                        () ->
                                aqwa.change("GET", ITEMS + "name%20there.txt", "").has("id")
                                        && aqwa.change("GET", ITEMS + "apart%20there", "").has("id")
                                        && aqwa.change("GET", ITEMS + "named", "").has("id")
                                        && aqwa.change("GET", ITEMS + "met.txt", "").has("id")
                                        && aqwa.change("GET", ITEMS + "Cased.txt", "").has("id"));
        aqwa.engine().sessions().start(session.id());
        await().atMost(LONG).until(() -> all().size() == 2 * FOLDERS.size() + 6);
    }

    @AfterAll
    void stop() throws Exception {
        aqwa.close();
    }

    @Test
    void theNewerSideWinsByItself() {
        aqwa.awaitAtDestination("newer/a.txt", "here, longer");
        aqwa.awaitAtDestination("newer/b.txt", "here");
        assertDecided("/newer/a.txt", "/newer/** newer", ConflictPreference.SOURCE, "auto");
    }

    @Test
    void theLargerSideWinsByItself() {
        aqwa.awaitAtDestination("larger/a.txt", "here, longer");
        assertDecided("/larger/b.txt", "/larger larger", ConflictPreference.DESTINATION, "auto");
        assertThat(aqwa.oneDrive.resolve("larger/b.txt")).hasContent("there, and longer");
    }

    @Test
    void theDestinationWinsByItselfAndTheSourceKeepsItsFile() {
        Conflict conflict =
                assertDecided(
                        "/there/a.txt",
                        "/there/* destination",
                        ConflictPreference.DESTINATION,
                        "auto");

        assertThat(aqwa.oneDrive.resolve("there/a.txt")).hasContent("there");
        assertThat(aqwa.drive.resolve("there/a.txt")).hasContent("here, longer");
        assertThat(conflict.loser())
                .isEqualTo(new Loser(Loser.Place.GOOGLE_DRIVE, conflict.source().id(), "a.txt"));
    }

    @Test
    void bothAreKeptAndTheRecordSaysUnderWhichName() throws Exception {
        aqwa.awaitAtDestination("both/a.txt", "here, longer");
        Conflict conflict =
                assertDecided(
                        "/both/a.txt",
                        "both/a.txt keep-both",
                        ConflictPreference.KEEP_BOTH,
                        "auto");

        Loser loser = awaitLoser("/both/a.txt");
        assertThat(loser.place()).isEqualTo(Loser.Place.KEPT_COPY);
        assertThat(loser.item()).isEqualTo(conflict.destination().id());
        assertThat(aqwa.oneDrive.resolve("both").resolve(loser.name())).hasContent("there");
        assertThat(names("both")).contains("a.txt", loser.name());
    }

    @Test
    void whatIsReplacedStaysInTheVersionHistory() throws Exception {
        aqwa.awaitAtDestination("newer/a.txt", "here, longer");

        Loser loser = awaitLoser("/newer/a.txt");

        assertThat(loser.place()).isEqualTo(Loser.Place.VERSION_HISTORY);
        assertThat(versions(loser.item())).contains("there", "here, longer");
    }

    @Test
    void aTypesOwnRuleHoldsAndTheRecycleBinKeepsTheLoser() throws Exception {
        aqwa.awaitGone("deleted.txt");
        Conflict conflict =
                assertDecided(
                        "/deleted.txt",
                        "type=delete-edit source",
                        ConflictPreference.SOURCE,
                        "auto");

        assertThat(conflict.type()).isEqualTo(ConflictType.DELETE_EDIT);
        assertThat(awaitLoser("/deleted.txt").place()).isEqualTo(Loser.Place.RECYCLE_BIN);
        assertThat(aqwa.json("/api/sessions/" + session.id()).get("recycleBinByHand").asBoolean())
                .isTrue();

        assertThatThrownBy(() -> aqwa.engine().conflicts().undo(conflict.id(), "test"))
                .isInstanceOf(WrongStateException.class)
                .hasMessageContaining(
                        "only a personal OneDrive lets AqwaCloud reach its recycle bin")
                .hasMessageContaining(
                        "take deleted.txt out of the recycle bin in OneDrive by hand.");
        assertThat(of("/deleted.txt").undoneAt()).isNull();
    }

    @Test
    void namesThatWereGivenApartAreDecided() {
        Conflict conflict =
                assertDecided(
                        "/name here.txt",
                        "type=edit-rename destination",
                        ConflictPreference.DESTINATION,
                        "auto");

        assertThat(conflict.type()).isEqualTo(ConflictType.EDIT_RENAME);
        assertThat(conflict.source().name()).isEqualTo("name here.txt");
        assertThat(conflict.destination().name()).isEqualTo("name there.txt");
        assertThat(aqwa.oneDrive.resolve("name there.txt")).hasContent("one");
        assertThat(aqwa.oneDrive.resolve("name here.txt")).doesNotExist();
    }

    /** It is one folder that has one name: nothing is kept, and nothing says so. */
    @Test
    void ofTheNamesThatAFolderWasGivenApartOneAloneIsKept() {
        aqwa.awaitAtDestination("apart here/a.txt", "one");
        Conflict conflict =
                assertDecided(
                        "/apart here", "/apart* keep-both", ConflictPreference.SOURCE, "auto");

        assertThat(conflict.type()).isEqualTo(ConflictType.EDIT_RENAME);
        assertThat(conflict.destination().name()).isEqualTo("apart there");
        assertThat(conflict.loser()).isNull();
        assertThat(aqwa.oneDrive.resolve("apart there")).doesNotExist();
        assertThatThrownBy(() -> aqwa.engine().conflicts().undo(conflict.id(), "test"))
                .isInstanceOf(WrongStateException.class)
                .hasMessageContaining("has nothing to bring back");
    }

    @Test
    void whereNoRuleMatchesTheSessionsPreferenceHolds() {
        aqwa.awaitAtDestination("plain/a.txt", "here, longer");
        assertDecided(
                "/plain/a.txt",
                "conflicts.strategy=auto conflicts.prefer=newer",
                ConflictPreference.SOURCE,
                "auto");
    }

    @Test
    void whatNeverWasInSyncIsNamedByWhatDiffers() {
        String rule = "conflicts.strategy=auto conflicts.prefer=newer";

        assertThat(assertDecided("/met.txt", rule, ConflictPreference.SOURCE, "auto").type())
                .isEqualTo(ConflictType.TIMESTAMP);
        assertThat(assertDecided("/cased.txt", rule, ConflictPreference.SOURCE, "auto").type())
                .isEqualTo(ConflictType.CASE_COLLISION);
        aqwa.awaitAtDestination("met.txt", "here.");
        aqwa.awaitAtDestination("cased.txt", "here, longer");
        assertThat(aqwa.oneDrive.resolve("Cased.txt")).doesNotExist();
    }

    /** Whatever the session's own strategy and preference are. */
    @Test
    void aFolderInAFilesPlaceWaitsForAPersonWhereNoRuleMatches() {
        await().atMost(LONG).until(() -> of("/named").rule() != null);
        Conflict conflict = of("/named");

        assertThat(conflict.type()).isEqualTo(ConflictType.NAME);
        assertThat(conflict.rule()).isEqualTo("type=name without a rule");
        assertThat(conflict.deadline()).isNull();
        assertThat(conflict.resolvedAt()).isNull();
        assertThat(aqwa.oneDrive.resolve("named")).isEmptyDirectory();
    }

    @Test
    void whatNobodyAnswersInTimeIsDecidedByTheDefault() {
        Conflict conflict =
                assertDecided(
                        "/late/a.txt",
                        "/late prompt conflicts.prompt.default=destination",
                        ConflictPreference.DESTINATION,
                        "deadline");

        assertThat(conflict.deadline()).isAfter(conflict.detectedAt());
        assertThat(conflict.resolvedAt()).isAfterOrEqualTo(conflict.deadline());
        assertThat(aqwa.oneDrive.resolve("late/a.txt")).hasContent("there");
    }

    @Test
    void aPersonDecidesWhatIsManual() throws Exception {
        await().atMost(LONG).until(() -> of("/hand/a.txt").rule() != null);
        Conflict waiting = of("/hand/a.txt");
        assertThat(waiting.rule()).isEqualTo("/hand manual");
        assertThat(waiting.resolution()).isNull();
        assertThat(waiting.deadline()).isNull();
        assertThat(aqwa.oneDrive.resolve("hand/a.txt")).hasContent("there");
        String path = "/api/conflicts/" + waiting.id() + "/resolve";

        var answer = aqwa.call("POST", path, "{\"resolution\":\"source\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"resolution\":\"source\"",
                        "\"resolvedBy\":\"api\"",
                        "\"rule\":\"/hand manual\"",
                        "\"name\":\"a.txt\"",
                        "\"createdAt\":\"");
        aqwa.awaitAtDestination("hand/a.txt", "here, longer");
        awaitLoser("/hand/a.txt");
        Conflict decided = of("/hand/a.txt");
        assertThat(aqwa.call("POST", path, "{\"resolution\":\"destination\"}").statusCode())
                .isEqualTo(409);
        assertThatThrownBy(
                        () ->
                                aqwa.engine()
                                        .conflicts()
                                        .resolve(
                                                waiting.id(), ConflictPreference.KEEP_BOTH, "test"))
                .isInstanceOf(WrongStateException.class);
        assertThat(of("/hand/a.txt")).isEqualTo(decided);
    }

    @Test
    void whatGaveWayInOneDriveIsBroughtBack() throws Exception {
        aqwa.awaitAtDestination("undone/a.txt", "here, longer");
        awaitLoser("/undone/a.txt");
        String path = "/api/conflicts/" + of("/undone/a.txt").id() + "/undo";

        var answer = aqwa.call("POST", path, null);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"undoneBy\":\"api\"", "\"resolution\":\"source\"");
        aqwa.awaitAtDestination("undone/a.txt", "there");
        aqwa.awaitPoll(session.id());
        aqwa.awaitPoll(session.id());
        assertThat(aqwa.oneDrive.resolve("undone/a.txt")).hasContent("there");
        assertThat(aqwa.drive.resolve("undone/a.txt")).hasContent("here, longer");
        assertThat(versions(of("/undone/a.txt").loser().item())).contains("here, longer");
        assertThat(aqwa.verified(session.id()).get("findings"))
                .filteredOn(finding -> finding.get("path").asText().equals("/undone/a.txt"))
                .singleElement()
                .extracting(finding -> finding.get("reason").asText())
                .asString()
                .endsWith(
                        "Conflict "
                                + of("/undone/a.txt").id()
                                + " about it was undone by the API.");
        var again = aqwa.call("POST", path, null);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("was undone before; nothing changed");
    }

    @Test
    void whatGaveWayInGoogleDriveIsMovedAfterAll() throws Exception {
        Conflict conflict =
                assertDecided(
                        "/redone/a.txt",
                        "/redone destination",
                        ConflictPreference.DESTINATION,
                        "auto");

        assertThat(aqwa.engine().conflicts().undo(conflict.id(), "test").undoneBy())
                .isEqualTo("test");

        aqwa.awaitAtDestination("redone/a.txt", "here, longer");
        assertThat(versions(conflict.destination().id())).contains("there");
    }

    @Test
    void whatWasChangedSinceIsNotUndone() throws Exception {
        aqwa.awaitAtDestination("undone/b.txt", "here");
        awaitLoser("/undone/b.txt");
        editThere("undone/b.txt", "changed since");
        long id = of("/undone/b.txt").id();
        aqwa.awaitPoll(session.id());
        aqwa.awaitPoll(session.id());

        assertThatThrownBy(() -> aqwa.engine().conflicts().undo(id, "test"))
                .isInstanceOf(WrongStateException.class)
                .hasMessageContaining("OneDrive's file was changed since; nothing changed");
        assertThat(aqwa.oneDrive.resolve("undone/b.txt")).hasContent("changed since");
        assertThat(of("/undone/b.txt").undoneAt()).isNull();
    }

    /** No feed tells of it before: that OneDrive itself compares saves it. */
    @Test
    void whatWasChangedAMomentAgoIsNotUndone() throws Exception {
        aqwa.awaitAtDestination("newer/b.txt", "here");
        awaitLoser("/newer/b.txt");
        long id = of("/newer/b.txt").id();
        aqwa.fault("{\"kind\":\"refuse\",\"operation\":\"delta\",\"status\":500}");
        aqwa.engine().sessions().stop(session.id());
        aqwa.change("PUT", ITEMS + "newer/b.txt:/content", "changed a moment ago");

        assertThatThrownBy(() -> aqwa.engine().conflicts().undo(id, "test"))
                .isInstanceOf(WrongStateException.class)
                .hasMessage(
                        "It could not be brought back: OneDrive's file was changed since;"
                                + " nothing changed.");
        assertThat(aqwa.oneDrive.resolve("newer/b.txt")).hasContent("changed a moment ago");
        assertThat(of("/newer/b.txt").undoneAt()).isNull();
        aqwa.noFaults();
        aqwa.engine().sessions().start(session.id());
    }

    @Test
    void whereBothWereKeptOrNoneIsDecidedNothingIsUndone() {
        awaitLoser("/both/a.txt");
        assertThatThrownBy(() -> aqwa.engine().conflicts().undo(of("/both/a.txt").id(), "test"))
                .isInstanceOf(WrongStateException.class)
                .hasMessageContaining("kept both");
        assertThatThrownBy(() -> aqwa.engine().conflicts().undo(of("/hand/b.txt").id(), "test"))
                .isInstanceOf(WrongStateException.class)
                .hasMessageContaining("is not decided yet");
    }

    @Test
    void severalAreDecidedAtOnceAndNoneIfOneIsGone() throws Exception {
        long one = of("/many/a.txt").id();
        long other = of("/many/b.txt").id();
        long gone = of("/plain/a.txt").id();
        awaitLoser("/plain/a.txt");
        Conflict decided = of("/plain/a.txt");

        var refused =
                resolveAll("{\"resolution\":\"destination\",\"ids\":[" + one + "," + gone + "]}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Conflict " + gone + " was decided before");
        assertThat(of("/many/a.txt").resolution()).isNull();
        assertThat(of("/plain/a.txt")).isEqualTo(decided);

        var answer = resolveAll("{\"resolution\":\"source\",\"ids\":[" + one + "," + other + "]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(answer.body()))
                .extracting(conflict -> conflict.get("id").asLong())
                .containsExactly(one, other);
        aqwa.awaitAtDestination("many/a.txt", "here, longer");
        aqwa.awaitAtDestination("many/b.txt", "here");
    }

    @Test
    void allThatAFilterLetsThroughAreDecided() throws Exception {
        String more = "session=" + session.id() + "&type=simultaneous-edit&path=/more/**";
        assertThat(aqwa.json("/api/conflicts/count?" + more).get("count").asInt()).isEqualTo(2);
        assertThat(aqwa.json("/api/conflicts/count").get("count").asInt())
                .isGreaterThanOrEqualTo(2);

        var answer =
                resolveAll(
                        "{\"resolution\":\"larger\",\"all\":true,\"path\":\"/more/**\",\"session\":\""
                                + session.id()
                                + "\"}");

        assertThat(new ObjectMapper().readTree(answer.body()))
                .extracting(conflict -> conflict.get("path").asText())
                .containsExactlyInAnyOrder("/more/a.txt", "/more/b.txt");
        aqwa.awaitAtDestination("more/a.txt", "here, longer");
        assertThat(aqwa.oneDrive.resolve("more/b.txt")).hasContent("there, and longer");
        assertThat(
                        aqwa.engine()
                                .conflicts()
                                .resolve(
                                        new ConflictFilter(null, null, "/more/**"),
                                        ConflictPreference.SOURCE,
                                        "test"))
                .isEmpty();
        assertThat(aqwa.json("/api/conflicts/count?" + more).get("count").asInt()).isZero();
    }

    @Test
    void whatIsNewerThanTheNewestThatIsToBeDecidedStaysOpen() throws Exception {
        String path = "/api/conflicts/count?path=/counted/**";
        long a = of("/counted/a.txt").id();
        long b = of("/counted/b.txt").id();
        JsonNode count = aqwa.json(path);
        assertThat(count.get("count").asInt()).isEqualTo(2);
        assertThat(count.get("newest").asLong()).isEqualTo(Math.max(a, b));

        var answer =
                resolveAll(
                        "{\"resolution\":\"source\",\"all\":true,\"path\":\"/counted/**\",\"newest\":"
                                + Math.min(a, b)
                                + "}");

        assertThat(new ObjectMapper().readTree(answer.body()))
                .extracting(conflict -> conflict.get("id").asLong())
                .containsExactly(Math.min(a, b));
        assertThat(aqwa.json(path)).hasToString(count(1, Math.max(a, b)));
        resolveAll("{\"resolution\":\"source\",\"all\":true,\"path\":\"/counted/**\"}");
        assertThat(aqwa.json(path)).hasToString(count(0, null));
    }

    private static String count(int count, Long newest) {
        return "{\"count\":" + count + ",\"newest\":" + newest + "}";
    }

    private java.net.http.HttpResponse<String> resolveAll(String body) throws Exception {
        return aqwa.call("POST", "/api/conflicts/resolve", body);
    }

    private void edit(String path, String here, String there) throws IOException {
        editThere(path, there);
        Files.writeString(aqwa.drive.resolve(path), here);
    }

    private void editThere(String path, String there) throws IOException {
        Files.writeString(aqwa.oneDrive.resolve(path), there);
        Files.setLastModifiedTime(
                aqwa.oneDrive.resolve(path), FileTime.from(Instant.now().minusSeconds(60)));
    }

    private Conflict assertDecided(
            String path, String rule, ConflictPreference resolution, String by) {
        await(path).atMost(LONG).until(() -> of(path).resolvedAt() != null);
        Conflict conflict = of(path);
        assertThat(conflict.rule()).isEqualTo(rule);
        assertThat(conflict.resolution()).isEqualTo(resolution);
        assertThat(conflict.resolvedBy()).isEqualTo(by);
        return conflict;
    }

    private Loser awaitLoser(String path) {
        await("the loser of " + path).atMost(LONG).until(() -> of(path).loser() != null);
        return of(path).loser();
    }

    private Conflict of(String path) {
        return all().stream()
                .filter(conflict -> conflict.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no conflict at " + path + " in " + all()));
    }

    private List<Conflict> all() {
        return aqwa.engine().conflicts().list(true);
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(aqwa.oneDrive.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** What each version of an item of OneDrive holds. */
    private List<String> versions(String item) throws Exception {
        String path = "/v1.0/me/drive/items/" + item + "/versions";
        JsonNode list = new ObjectMapper().readTree(graph(path)).get("value");
        var contents = new java.util.ArrayList<String>();
        for (int i = 0; i < list.size(); i++) {
            String content =
                    i == 0
                            ? "/v1.0/me/drive/items/" + item
                            : path + "/" + list.get(i).get("id").asText();
            contents.add(graph(content + "/content"));
        }
        return contents;
    }

    private String graph(String path) throws Exception {
        var request =
                HttpRequest.newBuilder(aqwa.sandbox.baseUri().resolve(path))
                        .header("Authorization", "Bearer sandbox")
                        .build();
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build()
                .send(request, BodyHandlers.ofString())
                .body();
    }
}
