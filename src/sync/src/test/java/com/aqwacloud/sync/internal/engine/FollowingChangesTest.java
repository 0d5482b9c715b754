package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.Transfer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowingChangesTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int LARGE = 12 * 1024 * 1024;

    // ---- what changes at the source

    @Test
    void twoFilesThatTakeEachOthersNameDoSoWithoutContent() throws Exception {
        aqwa.put("one.txt", "first");
        aqwa.put("two.txt", "second");
        Session session = aqwa.session();
        aqwa.awaitAtDestination("one.txt", "first");
        aqwa.awaitAtDestination("two.txt", "second");
        aqwa.awaitQuiet(session.id());
        aqwa.forgetRequests();

        Files.move(aqwa.drive.resolve("one.txt"), aqwa.drive.resolve("meanwhile"));
        Files.move(aqwa.drive.resolve("two.txt"), aqwa.drive.resolve("one.txt"));
        Files.move(aqwa.drive.resolve("meanwhile"), aqwa.drive.resolve("two.txt"));

        aqwa.awaitAtDestination("one.txt", "second");
        aqwa.awaitAtDestination("two.txt", "first");
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.oneDrive.toFile().list()).containsExactlyInAnyOrder("one.txt", "two.txt");
        assertThat(aqwa.requests().toString()).doesNotContain("upload", "session", "files.media");
    }

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
        await().atMost(LONG).until(() -> completed(session, Action.CREATE).size() == 7);
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
        JsonNode google = aqwa.requests().at("/google/operations");
        JsonNode oneDrive = aqwa.requests().at("/onedrive/operations");
        assertThat(google.path("files.media").asInt()).isEqualTo(1);
        assertThat(oneDrive.path("upload.put").asInt()).isEqualTo(1);
        assertThat(oneDrive.has("session.create")).isFalse();
        assertThat(aqwa.engine().transfers().list(JobState.FAILED, null, 10)).isEmpty();
    }

    private List<Transfer> completed(Session session, Action action) {
        return aqwa.engine().transfers().list(JobState.COMPLETED, session.id(), 1000).stream()
                .filter(transfer -> transfer.action() == action)
                .toList();
    }

    // ---- sessions

    @Test
    void twoSessionsMoveTheirOwnSelections() throws Exception {
        Files.createDirectories(aqwa.oneDrive.resolve("left"));
        Files.createDirectories(aqwa.oneDrive.resolve("right"));
        aqwa.put("one/a.txt", "a");
        aqwa.put("two/b.txt", "b");
        String one = aqwa.idInDrive("one");
        String two = aqwa.idInDrive("two");

        aqwa.session("selection=" + one, "destination.folder=/left");
        aqwa.session("selection=" + two, "destination.folder=/right");

        aqwa.awaitAtDestination("left/one/a.txt", "a");
        aqwa.awaitAtDestination("right/two/b.txt", "b");
        assertThat(Files.exists(aqwa.oneDrive.resolve("left/two"))).isFalse();
        assertThat(Files.exists(aqwa.oneDrive.resolve("right/one"))).isFalse();
    }

    @Test
    void aSelectedFolderGoesWithTheOneThatHoldsItAndComesBackWithIt() throws Exception {
        aqwa.put("Projects/2024/plan.txt", "the plan");
        String projects = "/drive/v3/files/" + aqwa.idInDrive("Projects");
        Session session = aqwa.session("selection=" + aqwa.idInDrive("2024"));
        aqwa.awaitAtDestination("2024/plan.txt", "the plan");
        aqwa.awaitQuiet(session.id());

        aqwa.change("PATCH", projects, "{\"trashed\":true}");
        aqwa.awaitGone("2024");
        aqwa.awaitQuiet(session.id());

        aqwa.change("PATCH", projects, "{\"trashed\":false}");
        aqwa.awaitAtDestination("2024/plan.txt", "the plan");
        assertThat(state(session)).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void manyDeletesPauseTheSessionAndFilesBroughtBackStay() throws Exception {
        for (int i = 0; i < 60; i++) {
            aqwa.put("many/" + i + ".txt", "file " + i);
        }
        aqwa.put("kept.txt", "kept");
        Session session = aqwa.session();
        await().atMost(LONG).until(() -> completed(session, Action.CREATE).size() == 61);
        aqwa.awaitQuiet(session.id());
        String many = "/drive/v3/files/" + aqwa.idInDrive("many");
        String kept = "/drive/v3/files/" + aqwa.idInDrive("kept.txt");
        aqwa.engine().sessions().stop(session.id());
        aqwa.change("PATCH", many, "{\"trashed\":true}");
        aqwa.change("PATCH", kept, "{\"trashed\":true}");
        aqwa.engine().sessions().start(session.id());

        await().atMost(LONG).until(() -> state(session) == SessionState.PAUSED);
        assertThat(Files.exists(aqwa.oneDrive.resolve("many/59.txt"))).isTrue();
        assertThat(Files.exists(aqwa.oneDrive.resolve("kept.txt"))).isTrue();
        Session paused = aqwa.engine().sessions().find(session.id()).orElseThrow();
        assertThat(paused.message()).startsWith("61 files would be deleted in OneDrive, such as ");

        aqwa.change("PATCH", kept, "{\"trashed\":false}");
        aqwa.engine().sessions().start(session.id());
        aqwa.awaitGone("many");
        aqwa.awaitQuiet(session.id());
        assertThat(Files.readString(aqwa.oneDrive.resolve("kept.txt"))).isEqualTo("kept");
        assertThat(completed(session, Action.DELETE))
                .extracting(Transfer::path)
                .isNotEmpty()
                .noneMatch(path -> path.endsWith("kept.txt"));
        assertThat(completed(session, Action.CREATE)).hasSize(61);
    }

    @Test
    void whatAPersonIsAskedAboutStaysOnceItsTransferIsCancelled() throws Exception {
        aqwa.put("kept.txt", "kept");
        Session session = aqwa.session("deletes.max-files=0", "deletes.max-percent=0");
        await().atMost(LONG).until(() -> completed(session, Action.CREATE).size() == 1);
        aqwa.awaitQuiet(session.id());
        Files.delete(aqwa.drive.resolve("kept.txt"));
        await().atMost(LONG).until(() -> state(session) == SessionState.PAUSED);
        aqwa.crash();
        assertThat(state(session)).isEqualTo(SessionState.PAUSED);

        Transfer held = aqwa.transfers(JobState.PENDING).get(0);
        aqwa.call("POST", "/api/transfers/" + held.id() + "/cancel", null);
        aqwa.call("POST", "/api/sessions/" + session.id() + "/start", null);
        aqwa.put("next.txt", "next");

        aqwa.awaitAtDestination("next.txt", "next");
        aqwa.awaitQuiet(session.id());
        assertThat(Files.exists(aqwa.oneDrive.resolve("kept.txt"))).isTrue();
    }

    private SessionState state(Session session) {
        return aqwa.engine().sessions().find(session.id()).orElseThrow().state();
    }

    @Test
    void aSessionStoppedDuringATransferGoesOnWithItWhenStarted() throws Exception {
        Session session = transferring();
        aqwa.engine().sessions().stop(session.id());
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.TRANSFERRING).isEmpty());
        assertThat(aqwa.transfers(JobState.PENDING)).hasSize(1);
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
                {"kind":"throttle","retryAfterSeconds":6,"operation":"session.fragment","from":2}
                """);
        Files.write(aqwa.drive.resolve("large.bin"), new byte[LARGE]);
        Session session = aqwa.session("retry.delay=6s");
        await("the first attempt has failed")
                .atMost(LONG)
                .until(
                        () ->
                                aqwa.transfers(JobState.PENDING).stream()
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
                                aqwa.transfers(JobState.TRANSFERRING).stream()
                                        .anyMatch(transfer -> transfer.bytesDone() > 0));
        return session;
    }

    private void awaitLarge() {
        await().atMost(LONG)
                .until(
                        () ->
                                Files.exists(aqwa.oneDrive.resolve("large.bin"))
                                        && Files.size(aqwa.oneDrive.resolve("large.bin")) == LARGE);
    }
}
