package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Transfer;
import com.aqwacloud.sync.api.WrongStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingChangesTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int LARGE = 12 * 1024 * 1024;

    @TempDir Path folder;
    private EngineFixture aqwa;

    @BeforeEach
    void start() throws Exception {
        aqwa = new EngineFixture(folder);
    }

    @AfterEach
    void stop() throws Exception {
        aqwa.slow(0);
        aqwa.close();
    }

    // ---- what changes at the source

    @Test
    void editRenameMoveTouchAndDeleteArriveAtTheCostOfMetadata() throws Exception {
        aqwa.put("edited.txt", "one");
        aqwa.put("renamed.txt", "two");
        aqwa.put("moved.txt", "three");
        aqwa.put("touched.txt", "four");
        aqwa.put("deleted.txt", "five");
        aqwa.put("folder/inside.txt", "six");
        aqwa.put("gone/with/all.txt", "seven");
        Session session = aqwa.session();
        aqwa.awaitQuiet(session.id());
        aqwa.forgetRequests();

        Instant time = Instant.parse("2021-02-03T04:05:06Z");
        Files.writeString(aqwa.drive.resolve("edited.txt"), "one, edited");
        Files.move(aqwa.drive.resolve("renamed.txt"), aqwa.drive.resolve("new name.txt"));
        Files.move(aqwa.drive.resolve("folder"), aqwa.drive.resolve("directory"));
        Files.move(aqwa.drive.resolve("moved.txt"), aqwa.drive.resolve("directory/moved.txt"));
        Files.setLastModifiedTime(aqwa.drive.resolve("touched.txt"), FileTime.from(time));
        Files.delete(aqwa.drive.resolve("deleted.txt"));
        Files.delete(aqwa.drive.resolve("gone/with/all.txt"));
        Files.delete(aqwa.drive.resolve("gone/with"));
        Files.delete(aqwa.drive.resolve("gone"));

        aqwa.awaitAtDestination("edited.txt", "one, edited");
        aqwa.awaitAtDestination("new name.txt", "two");
        aqwa.awaitAtDestination("directory/moved.txt", "three");
        aqwa.awaitAtDestination("directory/inside.txt", "six");
        aqwa.awaitGone("deleted.txt");
        aqwa.awaitGone("gone");
        await().atMost(LONG)
                .until(
                        () ->
                                Files.getLastModifiedTime(aqwa.oneDrive.resolve("touched.txt"))
                                        .equals(FileTime.from(time)));
        aqwa.awaitQuiet(session.id());
        assertThat(Files.exists(aqwa.oneDrive.resolve("renamed.txt"))).isFalse();
        assertThat(Files.exists(aqwa.oneDrive.resolve("folder"))).isFalse();
        assertThat(completed(session, Action.UPDATE)).hasSize(1);
        assertThat(completed(session, Action.RENAME)).hasSize(2);
        assertThat(completed(session, Action.MOVE)).hasSize(1);
        assertThat(completed(session, Action.TOUCH)).hasSize(1);
        assertThat(aqwa.requests().toString()).doesNotContain("createUploadSession");
        assertThat(aqwa.engine().transfers().list(JobState.FAILED, null, 10)).isEmpty();
    }

    private List<Transfer> completed(Session session, Action action) {
        return aqwa.engine().transfers().list(JobState.COMPLETED, session.id(), 1000).stream()
                .filter(transfer -> transfer.action() == action)
                .toList();
    }

    // ---- conflicts

    @Test
    void theNewerSideWinsByItself() throws Exception {
        Session session = bothEdited("conflicts.prefer=newer", "here, longer", "there");

        aqwa.awaitAtDestination("a.txt", "here, longer");
        aqwa.awaitQuiet(session.id());
        assertThat(conflicts()).singleElement().satisfies(FollowingChangesTest::isResolvedByItself);
    }

    @Test
    void theLargerSideWinsByItself() throws Exception {
        bothEdited("conflicts.prefer=larger", "here", "there, and longer");

        await().atMost(LONG).until(() -> openConflicts().isEmpty() && conflicts().size() == 1);
        assertThat(Files.readString(aqwa.oneDrive.resolve("a.txt"))).isEqualTo("there, and longer");
    }

    @Test
    void theDestinationWinsByItself() throws Exception {
        Session session = bothEdited("conflicts.prefer=destination", "here, longer", "there");

        await().atMost(LONG).until(() -> openConflicts().isEmpty() && conflicts().size() == 1);
        aqwa.awaitQuiet(session.id());
        assertThat(Files.readString(aqwa.oneDrive.resolve("a.txt"))).isEqualTo("there");
    }

    @Test
    void bothAreKept() throws Exception {
        bothEdited("conflicts.prefer=keep-both", "here, longer", "there");

        aqwa.awaitAtDestination("a.txt", "here, longer");
        assertThat(contents()).containsExactlyInAnyOrder("here, longer", "there");
    }

    @Test
    void aPersonDecidesWhatIsManual() throws Exception {
        Session session = bothEdited("conflicts.strategy=manual", "here, longer", "there");
        await().atMost(LONG).until(() -> openConflicts().size() == 1);
        aqwa.awaitQuiet(session.id());
        assertThat(Files.readString(aqwa.oneDrive.resolve("a.txt"))).isEqualTo("there");
        long id = openConflicts().get(0).id();

        var answer =
                aqwa.call(
                        "POST", "/api/conflicts/" + id + "/resolve", "{\"resolution\":\"source\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"resolution\":\"source\"", "\"resolvedBy\":\"api\"");
        aqwa.awaitAtDestination("a.txt", "here, longer");
        var again =
                aqwa.call(
                        "POST", "/api/conflicts/" + id + "/resolve", "{\"resolution\":\"source\"}");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThatThrownBy(
                        () ->
                                aqwa.engine()
                                        .conflicts()
                                        .resolve(id, ConflictPreference.SOURCE, "test"))
                .isInstanceOf(WrongStateException.class);
    }

    /** The destination changes after the plan and before the upload: 412, so a conflict. */
    @Test
    void whatChangedBetweenPlanAndUploadIsNeverOverwritten() throws Exception {
        aqwa.put("a.txt", "one");
        Session session = aqwa.session("conflicts.strategy=manual", "retry.max=0");
        aqwa.awaitQuiet(session.id());
        aqwa.engine().sessions().stop(session.id());
        aqwa.slow(200_000);
        Files.writeString(aqwa.drive.resolve("a.txt"), "x".repeat(600_000));
        aqwa.engine().sessions().start(session.id());
        await().atMost(LONG)
                .until(
                        () ->
                                !aqwa.engine()
                                        .transfers()
                                        .list(JobState.TRANSFERRING, null, 10)
                                        .isEmpty());

        Files.writeString(aqwa.oneDrive.resolve("a.txt"), "edited meanwhile");

        await().atMost(LONG).until(() -> openConflicts().size() == 1);
        assertThat(Files.readString(aqwa.oneDrive.resolve("a.txt"))).isEqualTo("edited meanwhile");
        assertThat(aqwa.engine().transfers().list(JobState.FAILED, null, 10)).isEmpty();
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
        await().atMost(LONG).until(() -> transfers(JobState.TRANSFERRING).size() == 1);
        Files.writeString(aqwa.drive.resolve("a.txt"), "two, longer");
        Files.move(aqwa.drive.resolve("a.txt"), aqwa.drive.resolve("b.txt"));
        await().atMost(LONG).until(() -> transfers(JobState.PENDING).size() == 1);

        Files.writeString(aqwa.oneDrive.resolve("a.txt"), "edited meanwhile");
        aqwa.slow(0);

        await().atMost(LONG).until(() -> openConflicts().size() == 1);
        assertThat(aqwa.oneDrive.resolve("a.txt")).hasContent("edited meanwhile");
        assertThat(aqwa.oneDrive.resolve("b.txt")).doesNotExist();
        assertThat(transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void aConflictThatTheLastStopLeftUndecidedIsDecidedAfterTheStart() throws Exception {
        Path file = aqwa.routes.resolve("conflicts.xml");
        String shipped = Files.readString(file);
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
        bothEdited("conflicts.prefer=source", "here, longer", "there");
        await().atMost(LONG).until(() -> openConflicts().size() == 1);
        aqwa.stop();
        Files.writeString(file, shipped);

        aqwa.start();

        aqwa.awaitAtDestination("a.txt", "here, longer");
        assertThat(conflicts()).singleElement().satisfies(FollowingChangesTest::isResolvedByItself);
    }

    private Session bothEdited(String option, String here, String there) throws Exception {
        aqwa.put("a.txt", "one");
        Session session = aqwa.session(option);
        aqwa.awaitAtDestination("a.txt", "one");
        aqwa.awaitQuiet(session.id());
        aqwa.engine().sessions().stop(session.id());
        Files.writeString(aqwa.oneDrive.resolve("a.txt"), there);
        Files.setLastModifiedTime(
                aqwa.oneDrive.resolve("a.txt"), FileTime.from(Instant.now().minusSeconds(60)));
        Files.writeString(aqwa.drive.resolve("a.txt"), here);
        return aqwa.engine().sessions().start(session.id());
    }

    private static void isResolvedByItself(Conflict conflict) {
        assertThat(conflict.resolvedBy()).isEqualTo("auto");
        assertThat(conflict.resolution()).isEqualTo(ConflictPreference.SOURCE);
    }

    private List<Conflict> openConflicts() {
        return aqwa.engine().conflicts().list(false);
    }

    private List<Conflict> conflicts() {
        return aqwa.engine().conflicts().list(true);
    }

    private List<String> contents() throws IOException {
        try (Stream<Path> files = Files.list(aqwa.oneDrive)) {
            return files.filter(Files::isRegularFile).map(FollowingChangesTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    // ---- sessions

    @Test
    void twoSessionsMoveTheirOwnSelections() throws Exception {
        Files.createDirectories(aqwa.oneDrive.resolve("left"));
        Files.createDirectories(aqwa.oneDrive.resolve("right"));
        aqwa.put("one/a.txt", "a");
        aqwa.put("two/b.txt", "b");
        String one = idInDrive("one");
        String two = idInDrive("two");

        aqwa.session("selection=" + one, "destination.folder=/left");
        aqwa.session("selection=" + two, "destination.folder=/right");

        aqwa.awaitAtDestination("left/one/a.txt", "a");
        aqwa.awaitAtDestination("right/two/b.txt", "b");
        assertThat(Files.exists(aqwa.oneDrive.resolve("left/two"))).isFalse();
        assertThat(Files.exists(aqwa.oneDrive.resolve("right/one"))).isFalse();
    }

    private String idInDrive(String name) {
        return await().atMost(LONG)
                .until(
                        () ->
                                StreamSupport.stream(
                                                aqwa.driveFiles().get("files").spliterator(), false)
                                        .filter(file -> file.get("name").asText().equals(name))
                                        .map(file -> file.get("id").asText())
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void manyDeletesPauseTheSessionAndFilesBroughtBackStay() throws Exception {
        for (int i = 0; i < 60; i++) {
            aqwa.put("many/" + i + ".txt", "file " + i);
        }
        Session session = aqwa.session();
        await().atMost(LONG).until(() -> completed(session, Action.CREATE).size() == 60);
        aqwa.awaitQuiet(session.id());
        Files.move(aqwa.drive.resolve("many"), folder.resolve("aside"));

        await().atMost(LONG).until(() -> state(session) == SessionState.PAUSED);
        assertThat(Files.exists(aqwa.oneDrive.resolve("many/59.txt"))).isTrue();
        Session paused = aqwa.engine().sessions().find(session.id()).orElseThrow();
        assertThat(paused.message()).startsWith("60 files would be deleted");

        aqwa.engine().sessions().start(session.id());
        aqwa.awaitGone("many");
    }

    private SessionState state(Session session) {
        return aqwa.engine().sessions().find(session.id()).orElseThrow().state();
    }

    @Test
    void aSessionStoppedDuringATransferGoesOnWithItWhenStarted() throws Exception {
        Session session = transferring();
        aqwa.engine().sessions().stop(session.id());
        await().atMost(LONG).until(() -> transfers(JobState.TRANSFERRING).isEmpty());
        assertThat(transfers(JobState.PENDING)).hasSize(1);
        assertThat(Files.exists(aqwa.oneDrive.resolve("large.bin"))).isFalse();

        aqwa.slow(0);
        aqwa.engine().sessions().start(session.id());

        awaitLarge();
        // It is visible before it is verified.
        await().atMost(LONG).until(() -> completed(session, Action.CREATE).size() == 1);
    }

    @Test
    void aSessionDeletedDuringATransferLeavesNothingBehind() throws Exception {
        Session session = transferring();
        aqwa.engine().sessions().delete(session.id());
        aqwa.slow(0);

        assertThatThrownBy(() -> aqwa.engine().transfers().list(null, session.id(), 10))
                .isInstanceOf(NotFoundException.class);
        await().atMost(LONG).until(() -> aqwa.rows("baseline") == 0 && aqwa.rows("item") == 0);
        await().atMost(LONG).until(() -> aqwa.rows("secret WHERE name LIKE 'upload-%'") == 0);
        assertThat(aqwa.rows("job")).isZero();
        assertThat(aqwa.rows("feed_cursor")).isZero();
    }

    @Test
    void aTransferCutOffByAStopOfTheEngineGoesOnAfterwards() throws Exception {
        Session session = transferring();
        aqwa.stop();
        aqwa.slow(0);

        aqwa.start();

        awaitLarge();
        aqwa.awaitQuiet(session.id());
        assertThat(completed(session, Action.CREATE)).hasSize(1);
        assertThat(aqwa.rows("secret WHERE name LIKE 'upload-%'")).isZero();
    }

    @Test
    void anUploadThatWasCutOffDoesNotGoOnUnderTheNameThatTheFileHadThen() throws Exception {
        aqwa.fault(
                """
                {"kind":"refuse","status":500,"operation":"session.fragment","from":2}
                """);
        Files.write(aqwa.drive.resolve("large.bin"), new byte[LARGE]);
        Session session = aqwa.session("retry.delay=6s");
        await("the first attempt has failed")
                .atMost(LONG)
                .until(
                        () ->
                                transfers(JobState.PENDING).stream()
                                        .anyMatch(transfer -> transfer.error() != null));

        Files.move(aqwa.drive.resolve("large.bin"), aqwa.drive.resolve("renamed.bin"));
        aqwa.noFaults();

        await().atMost(LONG).until(() -> Files.exists(aqwa.oneDrive.resolve("renamed.bin")));
        aqwa.awaitQuiet(session.id());
        assertThat(Files.size(aqwa.oneDrive.resolve("renamed.bin"))).isEqualTo(LARGE);
        assertThat(aqwa.oneDrive.resolve("large.bin")).doesNotExist();
        // Had the old upload gone on, the file would have come under its old name, and been
        // renamed.
        assertThat(completed(session, Action.CREATE)).hasSize(1);
        assertThat(completed(session, Action.RENAME)).isEmpty();
    }

    private Session transferring() throws Exception {
        aqwa.slow(3_000_000);
        Files.write(aqwa.drive.resolve("large.bin"), new byte[LARGE]);
        Session session = aqwa.session();
        await().atMost(LONG)
                .until(
                        () ->
                                transfers(JobState.TRANSFERRING).stream()
                                        .anyMatch(transfer -> transfer.bytesDone() > 0));
        return session;
    }

    private List<Transfer> transfers(JobState state) {
        return aqwa.engine().transfers().list(state, null, 100);
    }

    private void awaitLarge() {
        await().atMost(LONG)
                .until(
                        () ->
                                Files.exists(aqwa.oneDrive.resolve("large.bin"))
                                        && Files.size(aqwa.oneDrive.resolve("large.bin")) == LARGE);
    }
}
