package com.aqwacloud.itests;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesArriveTest {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Instant LONG_AGO = Instant.parse("2020-02-29T12:34:56Z");

    @TempDir static Path folder;
    private static Distribution aqwa;
    private static SandboxClouds sandbox;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        aqwa = Distribution.unpack(folder);
        aqwa.env("AQWA_POLL_INTERVAL", "1s");
        aqwa.startAndAwaitReady();
        sandbox = aqwa.sandbox();
    }

    @AfterAll
    static void close() throws IOException {
        aqwa.close();
    }

    @Test
    void anEditArrivesInTheSameFile() throws IOException, InterruptedException {
        Path file = synced("edit/report.txt", "first");
        sandbox.resetRequests();

        Files.writeString(file, "second, and longer");
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));

        awaitSettled("edit");
        assertThat(there("edit/report.txt")).hasContent("second, and longer");
        assertThat(uploads()).as("uploads").isEqualTo(1);
    }

    @Test
    void anEditThatKeepsTheSizeArrives() throws IOException, InterruptedException {
        Path file = synced("same-size/report.txt", "first");

        Files.writeString(file, "other");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(there("same-size/report.txt")).hasContent("other"));
        awaitSettled("same-size");
    }

    @Test
    void aRenameCostsOneRequestAndNoUpload() throws IOException, InterruptedException {
        Path file = synced("rename/before.txt", "content");
        sandbox.resetRequests();

        Files.move(file, file.resolveSibling("after.txt"), ATOMIC_MOVE);

        awaitSettled("rename");
        assertOnlyPatches(1);
    }

    @Test
    void aMoveWithANewNameCostsOneRequestAndNoUpload() throws IOException, InterruptedException {
        Path file = synced("move/from/before.txt", "content");
        synced("move/to/other.txt", "other");
        sandbox.resetRequests();

        Files.move(file, here("move/to/after.txt"), ATOMIC_MOVE);

        awaitSettled("move");
        assertOnlyPatches(1);
    }

    @Test
    void aDeletedFileGoes() throws IOException, InterruptedException {
        Path file = synced("delete/goes.txt", "content");
        synced("delete/stays.txt", "content of another");
        sandbox.resetRequests();

        Files.delete(file);

        awaitSettled("delete");
        assertThat(there("delete/stays.txt")).exists();
        assertThat(sandbox.requests().oneDrive().of("delete")).isEqualTo(1);
    }

    @Test
    void aRenamedFolderTakesItsChildrenAlongInOneRequest()
            throws IOException, InterruptedException {
        plantFolder("rename-folder/before");
        sandbox.resetRequests();

        Files.move(here("rename-folder/before"), here("rename-folder/after"), ATOMIC_MOVE);

        awaitSettled("rename-folder");
        assertOnlyPatches(1);
    }

    @Test
    void aMovedFolderTakesItsChildrenAlongInOneRequest() throws IOException, InterruptedException {
        plantFolder("move-folder/from/box");
        synced("move-folder/to/other.txt", "other");
        sandbox.resetRequests();

        Files.move(here("move-folder/from/box"), here("move-folder/to/box"), ATOMIC_MOVE);

        awaitSettled("move-folder");
        assertOnlyPatches(1);
    }

    @Test
    void aDeletedFolderGoesWithItsChildrenInOneRequest() throws IOException, InterruptedException {
        plantFolder("delete-folder/box");
        sandbox.resetRequests();

        // As a file manager's "move to trash" does it.
        Files.move(here("delete-folder/box"), folder.resolve("trash"), ATOMIC_MOVE);

        awaitSettled("delete-folder");
        assertThat(there("delete-folder")).exists();
        assertThat(there("delete-folder/box")).doesNotExist();
        assertThat(sandbox.requests().oneDrive().of("delete")).isEqualTo(1);
    }

    @Test
    void aNewTimeAloneCostsNoUpload() throws IOException, InterruptedException {
        Path file = synced("touch/old.txt", "content");
        sandbox.resetRequests();

        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));

        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(Files.getLastModifiedTime(there("touch/old.txt")))
                                        .isEqualTo(FileTime.from(LONG_AGO)));
        awaitSettled("touch");
        assertOnlyPatches(1);
    }

    @Test
    void renamingMovingAndTouching300MebibytesMovesNoContent()
            throws IOException, InterruptedException {
        Path before = here("large/before.bin");
        Tree.write(before, Tree.LARGE_BYTES, 11);
        Files.createDirectories(here("large/elsewhere"));
        awaitEqual("large");
        Path renamed = before.resolveSibling("renamed.bin");
        sandbox.resetRequests();

        Files.move(before, renamed, ATOMIC_MOVE);
        awaitSettled("large");
        report("Rename of a 300 MiB file");
        assertOnlyPatches(1);
        sandbox.resetRequests();

        Files.move(renamed, here("large/elsewhere/moved.bin"), ATOMIC_MOVE);
        awaitSettled("large");
        report("Move of a 300 MiB file");
        assertOnlyPatches(1);
        sandbox.resetRequests();

        Files.setLastModifiedTime(here("large/elsewhere/moved.bin"), FileTime.from(LONG_AGO));
        awaitSettled("large");
        report("New time of a 300 MiB file");
        assertOnlyPatches(1);
    }

    private static void plantFolder(String path) throws IOException {
        for (int i = 0; i < 5; i++) {
            Path file = here(path + "/inner/file" + i + ".txt");
            Files.createDirectories(file.getParent());
            Files.writeString(file, path + i);
        }
        awaitEqual(path);
    }

    /** A file that has arrived. */
    private static Path synced(String path, String content) throws IOException {
        Path file = here(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        awaitEqual(path.substring(0, path.lastIndexOf('/')));
        return file;
    }

    private static Path here(String path) {
        return aqwa.googleDrive().resolve(path);
    }

    private static Path there(String path) {
        return aqwa.oneDrive().resolve(path);
    }

    /** Waits until nothing differs in a folder and no job is left. */
    private static void awaitEqual(String path) {
        aqwa.awaitSame(SOON);
        await().atMost(SOON).untilAsserted(() -> Tree.assertSame(there(path), here(path)));
    }

    /** Waits until nothing differs in a folder, and polls on to see that nothing follows. */
    private static void awaitSettled(String path) throws IOException, InterruptedException {
        awaitEqual(path);
        awaitPolls(2);
        awaitEqual(path);
        aqwa.assertNoTrouble();
    }

    private static void awaitPolls(int polls) throws IOException, InterruptedException {
        long before = sandbox.requests().google().of("changes.list");
        await().atMost(SOON)
                .until(() -> sandbox.requests().google().of("changes.list") >= before + polls);
    }

    private static long uploads() throws IOException, InterruptedException {
        var asked = sandbox.requests().oneDrive();
        return asked.of("upload.put") + asked.of("session.create");
    }

    /** Asserts that so many items were patched and, polls apart, nothing else was asked for. */
    private static void assertOnlyPatches(long patches) throws IOException, InterruptedException {
        var requests = sandbox.requests();
        assertThat(requests.google().operations()).containsOnlyKeys("changes.list");
        assertThat(requests.oneDrive().operations())
                .containsOnlyKeys("delta", "patch")
                .containsAllEntriesOf(Map.of("patch", patches));
        assertThat(requests.google().bytesOut()).as("bytes read from Google Drive").isZero();
    }

    private static void report(String what) throws IOException, InterruptedException {
        var requests = sandbox.requests();
        System.out.printf(
                "%s: Google Drive %s, OneDrive %s, %d bytes of content%n",
                what,
                requests.google().operations(),
                requests.oneDrive().operations(),
                requests.google().bytesOut());
    }
}
