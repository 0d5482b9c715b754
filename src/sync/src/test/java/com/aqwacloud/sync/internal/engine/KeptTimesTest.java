package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** When a file was created and modified is in OneDrive what it is in Google Drive. */
class KeptTimesTest extends EngineCase {
    private static final String CREATED = "2011-02-03T04:05:06.789Z";
    private static final String MODIFIED = "2014-08-09T10:11:12.345Z";

    private static final String EDITED = "2019-12-11T10:09:08.765Z";

    /** OneDrive keeps whole seconds. */
    private static final Times KEPT = new Times("2011-02-03T04:05:06Z", "2014-08-09T10:11:12Z");

    /** More than goes in one request. */
    private static final int LARGE = 5 * 1024 * 1024;

    private record Times(String created, String modified) {}

    @Test
    void newFilesHaveTheirTimesWhicheverWayTheyWereSent() throws Exception {
        aqwa.put("small.txt", "content");
        aqwa.put("empty.txt", "");
        Files.write(aqwa.drive.resolve("large.bin"), content(1));
        aqwa.put("Plan.gdoc", "the plan");
        for (String name : new String[] {"small.txt", "empty.txt", "large.bin", "Plan"}) {
            date(name);
        }

        Session session = aqwa.session();

        awaitTimes("small.txt", KEPT);
        awaitTimes("empty.txt", KEPT);
        awaitTimes("large.bin", KEPT);
        awaitTimes("Plan.docx", KEPT);
        aqwa.awaitQuiet(session.id());
        assertThat(aqwa.transfers(JobState.COMPLETED)).hasSize(4);
        assertThat(operations("session.create")).isEqualTo(1);
        assertThat(operations("upload.put")).isEqualTo(3);
    }

    @Test
    void aCopyWithinOneDriveHasTheTimesOfItsOwnFile() throws Exception {
        Path original = Files.write(aqwa.drive.resolve("original.bin"), content(1));
        Session session = aqwa.session();
        aqwa.awaitQuiet(session.id());
        aqwa.engine().sessions().stop(session.id());
        Files.write(aqwa.drive.resolve("same.bin"), Files.readAllBytes(original));
        date("same.bin");
        aqwa.forgetRequests();

        aqwa.engine().sessions().start(session.id());

        awaitTimes("same.bin", KEPT);
        assertThat(operations("copy")).isEqualTo(1);
        assertThat(times("original.bin")).isNotEqualTo(KEPT);
    }

    @Test
    void anUpdateChangesWhenAFileWasModifiedAndNotWhenItWasCreated() throws Exception {
        aqwa.put("small.txt", "content");
        Files.write(aqwa.drive.resolve("large.bin"), content(1));
        aqwa.put("Plan.gdoc", "the plan");
        date("small.txt");
        date("large.bin");
        date("Plan");
        Session session = aqwa.session();
        awaitTimes("small.txt", KEPT);
        awaitTimes("large.bin", KEPT);
        awaitTimes("Plan.docx", KEPT);
        aqwa.awaitQuiet(session.id());
        aqwa.engine().sessions().stop(session.id());
        aqwa.forgetRequests();

        Files.writeString(aqwa.drive.resolve("small.txt"), "other content");
        Files.write(aqwa.drive.resolve("large.bin"), content(2));
        Files.writeString(aqwa.drive.resolve("Plan.gdoc"), "a better plan");
        modify("small.txt", "small.txt");
        modify("large.bin", "large.bin");
        modify("Plan.gdoc", "Plan");
        aqwa.engine().sessions().start(session.id());

        Times updated = new Times(KEPT.created(), "2019-12-11T10:09:08Z");
        awaitTimes("small.txt", updated);
        awaitTimes("large.bin", updated);
        awaitTimes("Plan.docx", updated);
        assertThat(aqwa.oneDrive.resolve("small.txt")).hasContent("other content");
        assertThat(aqwa.oneDrive.resolve("large.bin")).hasBinaryContent(content(2));
        assertThat(operations("session.create")).isEqualTo(1);
        assertThat(operations("upload.put")).isEqualTo(2);
    }

    @Test
    void whatIsRenamedOrMovedKeepsItsTimesThoughOneDriveWouldSetThemAnew() throws Exception {
        aqwa.put("renamed.txt", "to be renamed");
        aqwa.put("moved.txt", "to be moved");
        aqwa.put("both.txt", "to be renamed and moved");
        Files.createDirectory(aqwa.drive.resolve("Folder"));
        for (String name : new String[] {"renamed.txt", "moved.txt", "both.txt"}) {
            date(name);
        }
        Session session = aqwa.session();
        awaitTimes("renamed.txt", KEPT);
        awaitTimes("moved.txt", KEPT);
        awaitTimes("both.txt", KEPT);
        aqwa.awaitQuiet(session.id());
        resetTimesOnMoves();
        aqwa.forgetRequests();

        String into = "?removeParents=root&addParents=" + aqwa.idInDrive("Folder");
        aqwa.change("PATCH", inDrive("renamed.txt"), "{\"name\":\"new.txt\"}");
        aqwa.change("PATCH", inDrive("moved.txt") + into, "{}");
        aqwa.change("PATCH", inDrive("both.txt") + into, "{\"name\":\"other.txt\"}");

        awaitTimes("new.txt", KEPT);
        awaitTimes("Folder/moved.txt", KEPT);
        awaitTimes("Folder/other.txt", KEPT);
        aqwa.awaitQuiet(session.id());
        assertThat(operations("patch")).isEqualTo(3);
    }

    @Test
    void whatWasEditedInOneDriveAndIsNotHeardOfYetKeepsTheTimeOfThatWhenItIsRenamed()
            throws Exception {
        aqwa.put("old.txt", "content");
        date("old.txt");
        Session session = aqwa.session("monitor.enabled=false", "retry.max=20", "retry.delay=1s");
        pollUntil(session, () -> aqwa.transfers(JobState.COMPLETED).size() == 1);
        aqwa.fault("{\"kind\":\"refuse\",\"status\":500,\"operation\":\"patch\"}");
        aqwa.change("PATCH", inDrive("old.txt"), "{\"name\":\"new.txt\"}");
        pollUntil(session, () -> aqwa.rows("job WHERE task = 'RENAME'") == 1);
        await("a rename that failed")
                .atMost(Duration.ofSeconds(60))
                .until(() -> aqwa.rows("job WHERE error IS NOT NULL") == 1);

        aqwa.change("PUT", "/v1.0/me/drive/root:/old.txt:/content", "edited in OneDrive");
        Times edited = times("old.txt");
        aqwa.noFaults();

        await("renamed").atMost(Duration.ofSeconds(60)).until(() -> isThere("new.txt"));
        assertThat(times("new.txt")).isEqualTo(edited).isNotEqualTo(KEPT);
    }

    private void pollUntil(Session session, Callable<Boolean> holds) {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            aqwa.poll(session.id());
                            return holds.call();
                        });
    }

    @Test
    void aKeptCopyKeepsItsOwnTimes() throws Exception {
        aqwa.put("letter.txt", "of Google Drive");
        Path there = Files.writeString(aqwa.oneDrive.resolve("letter.txt"), "of OneDrive, longer");
        Files.setLastModifiedTime(there, FileTime.from(Instant.parse(KEPT.modified())));
        Times before =
                await("the sandbox has noticed it")
                        .atMost(Duration.ofSeconds(60))
                        .ignoreExceptionsInstanceOf(IllegalArgumentException.class)
                        .until(() -> times("letter.txt"), Objects::nonNull);
        assertThat(before.modified()).isEqualTo(KEPT.modified());
        resetTimesOnMoves();

        Session session = aqwa.session("conflicts.prefer=keep-both");

        String kept = "letter (OneDrive, 2014-08-09).txt";
        await(kept).atMost(Duration.ofSeconds(60)).until(() -> isThere(kept));
        aqwa.awaitQuiet(session.id());
        assertThat(times(kept)).isEqualTo(before);
        assertThat(aqwa.oneDrive.resolve("letter.txt")).hasContent("of Google Drive");
    }

    private boolean isThere(String name) {
        return Files.exists(aqwa.oneDrive.resolve(name));
    }

    private void resetTimesOnMoves() throws Exception {
        aqwa.post("/sandbox/onedrive", "{\"movesResetTimes\":true}");
    }

    private String inDrive(String name) {
        return "/drive/v3/files/" + aqwa.idInDrive(name);
    }

    /** Has a file created and modified years ago. */
    private void date(String name) throws Exception {
        aqwa.change(
                "PATCH",
                inDrive(name),
                """
                {"createdTime":"%s","modifiedTime":"%s"}
                """
                        .formatted(CREATED, MODIFIED));
    }

    /** Has a file modified a while ago, and Drive know it. */
    private void modify(String path, String name) throws Exception {
        Files.setLastModifiedTime(aqwa.drive.resolve(path), FileTime.from(Instant.parse(EDITED)));
        String file = inDrive(name) + "?fields=modifiedTime";
        await(name + " is seen as modified")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> aqwa.change("GET", file, "").at("/modifiedTime").asText(),
                        EDITED::equals);
    }

    private static byte[] content(int seed) {
        byte[] content = new byte[LARGE];
        new Random(seed).nextBytes(content);
        return content;
    }

    private void awaitTimes(String name, Times expected) {
        await("the times of " + name)
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IllegalArgumentException.class)
                .untilAsserted(() -> assertThat(times(name)).isEqualTo(expected));
    }

    private Times times(String name) throws Exception {
        JsonNode info =
                aqwa.change("GET", "/v1.0/me/drive/root:/" + name.replace(" ", "%20"), "")
                        .get("fileSystemInfo");
        return new Times(
                info.get("createdDateTime").asText(), info.get("lastModifiedDateTime").asText());
    }

    private int operations(String name) throws Exception {
        return aqwa.requests().at("/onedrive/operations").path(name).asInt();
    }
}
