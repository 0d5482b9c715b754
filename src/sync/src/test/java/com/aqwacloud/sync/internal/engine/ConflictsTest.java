package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.WrongStateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was edited on both sides: each way to settle it, and that nothing is lost unasked. */
class ConflictsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

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

    @Test
    void theNewerSideWinsByItself() throws Exception {
        Session session = bothEdited("conflicts.prefer=newer", "here, longer", "there");

        aqwa.awaitAtDestination("a.txt", "here, longer");
        aqwa.awaitQuiet(session.id());
        assertThat(conflicts()).singleElement().satisfies(ConflictsTest::isResolvedByItself);
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
        assertThat(conflicts()).singleElement().satisfies(ConflictsTest::isResolvedByItself);
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
            return files.filter(Files::isRegularFile).map(ConflictsTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
