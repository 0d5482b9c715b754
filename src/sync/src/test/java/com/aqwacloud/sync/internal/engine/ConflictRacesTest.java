package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.Deciders;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.RouteInfo;
import com.aqwacloud.sync.api.Session;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes between the plan and the write, and what a stop leaves undecided. */
class ConflictRacesTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** The destination changes after the plan and before its content does: 412, so a conflict. */
    @ParameterizedTest
    @CsvSource({"600000, files.media, upload.put", "12582912, session.create, session.fragment"})
    void whatChangedBetweenPlanAndUploadIsNeverOverwritten(
            int size, String before, String operation) throws Exception {
        Session session = agree("retry.max=0");
        aqwa.engine().sessions().stop(session.id());
        Files.writeString(aqwa.drive.resolve("a.txt"), "x".repeat(size));
        delay(operation);
        aqwa.forgetRequests();
        aqwa.engine().sessions().start(session.id());
        await(before).atMost(LONG).until(() -> aqwa.requests().toString().contains(before));

        putThere("edited meanwhile");

        await().atMost(LONG).until(() -> openConflicts().size() == 1);
        assertThat(aqwa.oneDrive.resolve("a.txt")).hasContent("edited meanwhile");
        assertThat(aqwa.requests().at("/onedrive/operations").has(operation)).isTrue();
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void whatChangedBetweenPlanAndDeletionIsNotDeleted() throws Exception {
        Session session = agree();
        delay("delete");
        Files.delete(aqwa.drive.resolve("a.txt"));
        awaitUnderWay(Action.DELETE);

        putThere("edited meanwhile");

        await().atMost(LONG).until(() -> openConflicts().size() == 1);
        assertThat(openConflicts())
                .extracting(Conflict::type)
                .containsExactly(ConflictType.DELETE_EDIT);
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.oneDrive.resolve("a.txt")).hasContent("edited meanwhile");
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void whatChangedBetweenPlanAndNewTimesKeepsItsOwn() throws Exception {
        Session session = agree();
        delay("patch");
        Files.setLastModifiedTime(
                aqwa.drive.resolve("a.txt"), FileTime.from(Instant.parse("2024-02-03T04:05:06Z")));
        awaitUnderWay(Action.TOUCH);

        putThere("edited meanwhile");

        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.oneDrive.resolve("a.txt")).hasContent("edited meanwhile");
        JsonNode there = aqwa.change("GET", "/v1.0/me/drive/root:/a.txt", "");
        assertThat(there.at("/fileSystemInfo/lastModifiedDateTime").asText())
                .isNotEmpty()
                .doesNotStartWith("2024");
        assertThat(openConflicts()).isEmpty();
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void whatChangedBetweenItsDecisionAndItsNewNameIsDecidedAgain() throws Exception {
        Session session = agree();
        edit(session, "a.txt");
        await().atMost(LONG).until(() -> openConflicts().size() == 1);
        long first = openConflicts().get(0).id();
        delay("patch");
        aqwa.engine().conflicts().resolve(first, ConflictPreference.KEEP_BOTH, "ann");
        awaitUnderWay(Action.CREATE);

        putThere("edited once more");

        await().atMost(LONG).until(() -> openConflicts().size() == 1);
        assertThat(openConflicts().get(0).id()).isNotEqualTo(first);
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.oneDrive.resolve("a.txt")).hasContent("edited once more");
        try (Stream<Path> files = Files.list(aqwa.oneDrive)) {
            assertThat(files).containsExactly(aqwa.oneDrive.resolve("a.txt"));
        }
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    /**
     * A file that both sides hold the same, and a session that leaves all conflicts to a person.
     */
    private Session agree(String... options) throws Exception {
        aqwa.put("a.txt", "one");
        var all = new ArrayList<>(List.of(options));
        all.add("conflicts.strategy=manual");
        Session session = aqwa.session(all.toArray(String[]::new));
        aqwa.awaitAtDestination("a.txt", "one");
        aqwa.awaitQuiet(session.id());
        return session;
    }

    /** What a person does here goes by the path, what the engine does does not. */
    private void delay(String operation) throws Exception {
        aqwa.fault(
                "{\"kind\":\"delay\",\"millis\":3000,\"pathRegex\":\"(?!.*root:).*\",\"operation\":\""
                        + operation
                        + "\"}");
    }

    private void awaitUnderWay(Action action) {
        await(action + " under way")
                .atMost(LONG)
                .until(
                        () ->
                                aqwa.transfers(JobState.TRANSFERRING).stream()
                                        .anyMatch(job -> job.action() == action));
    }

    private void putThere(String content) throws Exception {
        aqwa.change("PUT", "/v1.0/me/drive/root:/a.txt:/content", content);
    }

    /** What was kept beside has a name of its own by then, whatever takes the one that it left. */
    @Test
    void aNameThatIsTakenOnceTheLoserIsKeptBesideIsNoneOfTheLosers() throws Exception {
        aqwa.put("a.txt", "one");
        Session session = aqwa.session("conflicts.strategy=manual");
        aqwa.awaitQuiet(session.id());
        aqwa.engine().sessions().stop(session.id());
        Files.writeString(aqwa.drive.resolve("a.txt"), "x".repeat(600_000));
        Files.writeString(aqwa.oneDrive.resolve("a.txt"), "edited there");
        aqwa.engine().sessions().start(session.id());
        await().atMost(LONG).until(() -> openConflicts().size() == 1);
        aqwa.slow(200_000);
        aqwa.engine()
                .conflicts()
                .resolve(openConflicts().get(0).id(), ConflictPreference.KEEP_BOTH, "ann");
        await().atMost(LONG).until(() -> !Files.exists(aqwa.oneDrive.resolve("a.txt")));

        aqwa.change("PUT", "/v1.0/me/drive/root:/a.txt:/content", "a third one");
        aqwa.slow(0);

        await().atMost(LONG).until(() -> openConflicts().size() == 1);
        assertThat(aqwa.oneDrive.resolve("a.txt")).hasContent("a third one");
        assertThat(aqwa.rows("name_twin")).isZero();
    }

    /** The same with a new name in Google Drive: the rename must pass If-Match as well. */
    @Test
    void aRenameWithAnEditNeverTakesAlongWhatChangedMeanwhile() throws Exception {
        aqwa.put("a.txt", "one");
        // One transfer at a time, so that the rename waits in the queue, planned; and polls so
        // rare that none tells of the other edit before.
        Session session =
                aqwa.session(
                        "conflicts.strategy=manual",
                        "retry.max=0",
                        "transfers.max-concurrent=1",
                        "monitor.interval=8s");
        aqwa.awaitAtDestination("a.txt", "one");
        aqwa.awaitQuiet(session.id());
        aqwa.slow(100_000);
        aqwa.put("first.bin", "x".repeat(1_500_000));
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.TRANSFERRING).size() == 1);
        Files.writeString(aqwa.drive.resolve("a.txt"), "two, longer");
        Files.move(aqwa.drive.resolve("a.txt"), aqwa.drive.resolve("b.txt"));
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.PENDING).size() == 1);

        Files.writeString(aqwa.oneDrive.resolve("a.txt"), "edited meanwhile");
        aqwa.slow(0);

        await().atMost(LONG).until(() -> openConflicts().size() == 1);
        assertThat(aqwa.oneDrive.resolve("a.txt")).hasContent("edited meanwhile");
        assertThat(aqwa.oneDrive.resolve("b.txt")).doesNotExist();
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void whereAPersonPutsWhatIsJustRenamedItStays() throws Exception {
        renameOrMove(
                Action.RENAME,
                "a.txt",
                "b.txt",
                "{\"parentReference\":{\"path\":\"/drive/root:/folder\"}}");

        aqwa.awaitAtDestination("folder/b.txt", "one");
        assertThat(aqwa.oneDrive.resolve("b.txt")).doesNotExist();
    }

    @Test
    void theNameThatAPersonGivesWhatIsJustMovedStays() throws Exception {
        renameOrMove(Action.MOVE, "a.txt", "folder/a.txt", "{\"name\":\"c.txt\"}");

        aqwa.awaitAtDestination("folder/c.txt", "one");
        assertThat(aqwa.oneDrive.resolve("folder/a.txt")).doesNotExist();
    }

    @Test
    void theNewerNameThatAPersonGivesAFolderIsNotOverwrittenButAConflict() throws Exception {
        renameOrMove(Action.RENAME, "folder", "theirs", "{\"name\":\"persons\"}");

        await().atMost(LONG).until(() -> openConflicts().size() == 1);
        assertThat(openConflicts())
                .extracting(Conflict::type)
                .containsExactly(ConflictType.EDIT_RENAME);
        assertThat(aqwa.oneDrive.resolve("persons/other.txt")).hasContent("other");
        assertThat(aqwa.oneDrive.resolve("theirs")).doesNotExist();
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    /** Its eTag moved on, its name and place did not: it is asked about once and tried again. */
    @Test
    void aFolderThatAPersonDescribesMeanwhileIsMovedAllTheSame() throws Exception {
        aqwa.put("there/another.txt", "another");
        renameOrMove(Action.MOVE, "folder", "there/folder", "{\"description\":\"a person's\"}");

        aqwa.awaitAtDestination("there/folder/other.txt", "other");
        assertThat(openConflicts()).isEmpty();
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
        // Besides what the person did: in vain, and in earnest.
        JsonNode operations = aqwa.requests().at("/onedrive/operations");
        assertThat(operations.path("patch").asInt()).isEqualTo(1 + 2);
        assertThat(operations.path("get").asInt()).isEqualTo(1);
    }

    /**
     * Drive gets another path for an item, and a person changes OneDrive's while the request that
     * follows is under way.
     */
    private void renameOrMove(Action action, String from, String to, String persons)
            throws Exception {
        aqwa.put("a.txt", "one");
        aqwa.put("folder/other.txt", "other");
        Session session = aqwa.session("conflicts.strategy=manual");
        aqwa.awaitAtDestination("a.txt", "one");
        aqwa.awaitAtDestination("folder/other.txt", "other");
        aqwa.awaitQuiet(session.id());
        aqwa.fault(
                """
                {"kind":"delay","operation":"patch","millis":3000,"path":"/v1.0/me/drive/items/*"}
                """);
        aqwa.forgetRequests();
        Files.move(aqwa.drive.resolve(from), aqwa.drive.resolve(to));
        awaitUnderWay(action);
        aqwa.change("PATCH", "/v1.0/me/drive/root:/" + from, persons);
    }

    /** What became shorter since the plan is no broken line: it is read again once Drive told. */
    @Test
    void whatBecameShorterBetweenPlanAndUploadFollowsWithoutAFailure() throws Exception {
        aqwa.slow(100_000);
        aqwa.put("first.bin", "x".repeat(1_500_000));
        Session session =
                aqwa.session(
                        "retry.delay=100ms",
                        "retry.max=1",
                        "transfers.max-concurrent=1",
                        "monitor.interval=8s");
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.TRANSFERRING).size() == 1);
        aqwa.put("second.txt", "fourteen bytes");
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.PENDING).size() == 1);

        Files.writeString(aqwa.drive.resolve("second.txt"), "fewer bytes");
        aqwa.slow(0);

        aqwa.awaitAtDestination("second.txt", "fewer bytes");
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void aDeadlineDecidesNothingOnceThatIsLeftToAPerson() throws Exception {
        aqwa.put("left.txt", "one");
        aqwa.put("asked.txt", "one");
        Session session =
                aqwa.session("conflicts.rules=*.txt prompt", "conflicts.prompt.deadline=10s");
        var told = new CopyOnWriteArrayList<JsonNode>();
        WebSocket socket = aqwa.watch(told);
        aqwa.awaitAtDestination("left.txt", "one");
        aqwa.awaitAtDestination("asked.txt", "one");
        aqwa.awaitQuiet(session.id());
        edit(session, "left.txt");
        await().atMost(LONG)
                .until(() -> openConflicts().stream().anyMatch(each -> each.deadline() != null));
        edit(session, "asked.txt");
        await().atMost(LONG)
                .until(
                        () ->
                                openConflicts().stream()
                                                .filter(each -> each.deadline() != null)
                                                .count()
                                        == 2);

        aqwa.engine().sessions().stop(session.id());
        aqwa.engine()
                .sessions()
                .configure(session.id(), Map.of("conflicts.rules", "asked.txt prompt"));

        await().atMost(LONG).until(() -> openConflicts().size() == 1);
        // Its deadline was the earlier one.
        assertThat(openConflicts()).extracting(Conflict::path).containsExactly("/left.txt");
        await("no deadline any more")
                .atMost(LONG)
                .until(() -> openConflicts().get(0).deadline() == null);
        await("that it is told")
                .atMost(LONG)
                .until(() -> told.stream().anyMatch(event -> isAskedWithoutDeadline(event)));
        socket.abort();
    }

    private static boolean isAskedWithoutDeadline(JsonNode event) {
        return event.path("state").asText().equals("asked")
                && event.path("conflict").path("path").asText().equals("/left.txt")
                && event.path("conflict").path("deadline").isNull();
    }

    @Test
    void whatCameTogetherByItselfIsWithdrawnAndSaysSo() throws Exception {
        aqwa.put("a.txt", "one");
        Session session = aqwa.session("conflicts.strategy=manual");
        aqwa.awaitAtDestination("a.txt", "one");
        aqwa.awaitQuiet(session.id());
        edit(session, "a.txt");
        await().atMost(LONG).until(() -> openConflicts().size() == 1);
        long id = openConflicts().get(0).id();
        String here = Files.readString(aqwa.drive.resolve("a.txt"));

        try (var log = new CapturedLog()) {
            Files.writeString(aqwa.oneDrive.resolve("a.txt"), here);
            await().atMost(LONG).until(() -> openConflicts().isEmpty());

            await().atMost(LONG)
                    .untilAsserted(
                            () ->
                                    assertThat(log.lines())
                                            .filteredOn(
                                                    line ->
                                                            line.contains(
                                                                            "Conflict "
                                                                                    + id
                                                                                    + " at /a.txt")
                                                                    && line.contains("withdrawn"))
                                            .hasSize(1));
        }
        Conflict withdrawn = all().get(0);
        assertThat(withdrawn.withdrawn()).isTrue();
        assertThat(withdrawn.resolvedBy()).isEqualTo(Deciders.WITHDRAWN);
        var answer =
                aqwa.call(
                        "POST", "/api/conflicts/" + id + "/resolve", "{\"resolution\":\"source\"}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Conflict " + id + " is withdrawn");
        assertThat(all()).containsExactly(withdrawn);
    }

    @Test
    void whatTheLastStopLeftUndecidedIsDecidedAfterTheStartAndADeadlineHoldsOn() throws Exception {
        Path file = aqwa.routes.resolve("conflicts.xml");
        String shipped = Files.readString(file);
        aqwa.put("a.txt", "one");
        aqwa.put("asked.txt", "one");
        Session session =
                aqwa.session("conflicts.prefer=source", "conflicts.rules=asked.txt prompt");
        aqwa.awaitAtDestination("a.txt", "one");
        aqwa.awaitAtDestination("asked.txt", "one");
        aqwa.awaitQuiet(session.id());
        edit(session, "asked.txt");
        await().atMost(LONG)
                .until(() -> openConflicts().stream().anyMatch(each -> each.deadline() != null));
        Conflict asked = openConflicts().get(0);
        assertThat(Duration.between(asked.detectedAt(), asked.deadline()))
                .isBetween(Duration.ofHours(24), Duration.ofHours(24).plusMinutes(2));
        String deaf =
                """
                <camel xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="read-inbox" description="Lists the open conflicts">
                    <from uri="direct:read-inbox"/>
                    <setBody>
                      <constant>SELECT * FROM conflict WHERE resolved_at IS NULL</constant>
                    </setBody>
                    <to uri="jdbc:aqwa"/>
                  </route>
                </camel>
                """;
        Files.writeString(file, deaf);
        await().atMost(LONG)
                .until(
                        () ->
                                aqwa.engine().routes().routes().stream()
                                        .noneMatch(route -> route.id().equals("conflict")));
        edit(session, "a.txt");
        await().atMost(LONG).until(() -> openConflicts().size() == 2);
        aqwa.stop();
        Files.writeString(file, shipped);

        aqwa.start();

        aqwa.awaitAtDestination("a.txt", "here, longer");
        assertThat(aqwa.engine().conflicts().list(true))
                .anySatisfy(
                        conflict -> {
                            assertThat(conflict.path()).isEqualTo("/a.txt");
                            assertThat(conflict.resolvedBy()).isEqualTo("auto");
                            assertThat(conflict.resolution()).isEqualTo(ConflictPreference.SOURCE);
                        });
        assertThat(openConflicts())
                .singleElement()
                .satisfies(
                        open -> {
                            assertThat(open.path()).isEqualTo("/asked.txt");
                            assertThat(open.deadline()).isEqualTo(asked.deadline());
                        });
    }

    @Test
    void whatAPersonWasAskedAboutIsLeftToThatPersonWhateverTheOptionsSayByThen() throws Exception {
        aqwa.put("asked.txt", "one");
        aqwa.put("first.txt", "one");
        aqwa.put("second.txt", "one");
        Session session = aqwa.session("conflicts.strategy=manual");
        aqwa.awaitAtDestination("asked.txt", "one");
        aqwa.awaitAtDestination("first.txt", "one");
        aqwa.awaitAtDestination("second.txt", "one");
        aqwa.awaitQuiet(session.id());
        edit(session, "asked.txt");
        await().atMost(LONG)
                .until(() -> openConflicts().stream().anyMatch(each -> each.rule() != null));
        aqwa.engine().sessions().stop(session.id());
        aqwa.engine()
                .sessions()
                .configure(
                        session.id(),
                        Map.of("conflicts.strategy", "auto", "conflicts.prefer", "source"));

        Path file = aqwa.routes.resolve("conflicts.xml");
        await().atMost(LONG).until(() -> undecidedRuns() > 0);
        Files.writeString(file, Files.readString(file) + "<!-- saved once more -->\n");
        await().atMost(LONG).until(() -> undecidedRuns() == 0);
        assertOnlyTheMarkerIsDecided(session, "first.txt");
        aqwa.stop();
        aqwa.start();
        assertOnlyTheMarkerIsDecided(session, "second.txt");
    }

    /** What is taken up is decided in the order in which it was. */
    private void assertOnlyTheMarkerIsDecided(Session session, String marker) throws Exception {
        await().atMost(LONG).until(() -> undecidedRuns() > 0);
        edit(session, marker);
        aqwa.awaitAtDestination(marker, "here, longer");
        assertThat(openConflicts()).extracting(Conflict::path).containsExactly("/asked.txt");
        assertThat(aqwa.oneDrive.resolve("asked.txt")).hasContent("there");
    }

    private long undecidedRuns() {
        return aqwa.engine().routes().routes().stream()
                .filter(route -> route.id().equals("undecided"))
                .mapToLong(RouteInfo::exchangesTotal)
                .sum();
    }

    private void edit(Session session, String path) throws Exception {
        aqwa.engine().sessions().stop(session.id());
        Files.writeString(aqwa.oneDrive.resolve(path), "there");
        Files.writeString(aqwa.drive.resolve(path), "here, longer");
        aqwa.engine().sessions().start(session.id());
    }

    private List<Conflict> all() {
        return aqwa.engine().conflicts().list(true);
    }

    private List<Conflict> openConflicts() {
        return aqwa.engine().conflicts().list(false);
    }
}
