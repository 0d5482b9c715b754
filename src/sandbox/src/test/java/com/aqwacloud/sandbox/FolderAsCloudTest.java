package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.Change;
import com.google.api.services.drive.model.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does in the folder is a change in the cloud. */
class FolderAsCloudTest {

    @TempDir Path home;
    private Clouds clouds;
    private Drive drive;
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home);
        drive = clouds.drive();
        folder = clouds.google;
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    @Test
    void aFilePutInByHandAppearsWithItsHashAndTime() throws Exception {
        Path file = folder.resolve("päper.txt");
        Files.writeString(file, "hello");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_500_000_000_000L));
        File seen = awaitFile("päper.txt");
        assertThat(seen.getMd5Checksum()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(seen.getModifiedTime().getValue()).isEqualTo(1_500_000_000_000L);
    }

    @Test
    void aRenameOrMoveByHandKeepsTheIdAndTheContentVersion() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "a");
        File before = awaitFile("a.txt");
        Files.move(folder.resolve("a.txt"), folder.resolve("b.txt"));
        File renamed = awaitFile("b.txt");
        Path deep = Files.createDirectories(folder.resolve("x/y"));
        Files.move(folder.resolve("b.txt"), deep.resolve("c.txt"));
        File moved = awaitFile("c.txt");

        assertThat(renamed.getId()).isEqualTo(before.getId());
        assertThat(moved.getId()).isEqualTo(before.getId());
        assertThat(moved.getHeadRevisionId()).isEqualTo(before.getHeadRevisionId());
        assertThat(moved.getParents()).containsExactly(awaitFile("y").getId());
        assertThat(find("a.txt")).isEmpty();
    }

    @Test
    void aMovedFolderKeepsItsIdAndIsOneChange() throws Exception {
        Files.createDirectories(folder.resolve("one/sub"));
        Files.createDirectory(folder.resolve("two"));
        Files.writeString(folder.resolve("one/sub/f"), "f");
        File file = awaitFile("f");
        File sub = awaitFile("sub");
        File two = awaitFile("two");
        String token = token();
        Files.move(folder.resolve("one/sub"), folder.resolve("two/renamed"));
        File moved = awaitFile("renamed");
        assertThat(moved.getId()).isEqualTo(sub.getId());
        assertThat(moved.getParents()).containsExactly(two.getId());
        assertThat(changes(token)).extracting(Change::getFileId).containsExactly(sub.getId());
        assertThat(drive.files().get(file.getId()).setFields("parents").execute().getParents())
                .containsExactly(sub.getId());
    }

    @Test
    void anEditByHandIsNewContentOfTheSameFile() throws Exception {
        Path file = folder.resolve("e.txt");
        Files.writeString(file, "one");
        File before = awaitFile("e.txt");
        Files.writeString(file, "two");
        Clouds.soon()
                .untilAsserted(
                        () ->
                                assertThat(find("e.txt").orElseThrow().getHeadRevisionId())
                                        .isNotEqualTo(before.getHeadRevisionId()));
        assertThat(find("e.txt").orElseThrow().getId()).isEqualTo(before.getId());

        File edited = find("e.txt").orElseThrow();
        Path other = home.resolve("other");
        Files.writeString(other, "three");
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        Clouds.soon()
                .untilAsserted(
                        () ->
                                assertThat(find("e.txt").orElseThrow().getHeadRevisionId())
                                        .isNotEqualTo(edited.getHeadRevisionId()));
        assertThat(find("e.txt").orElseThrow().getId()).isEqualTo(before.getId());
    }

    @Test
    void aTouchIsNoNewContent() throws Exception {
        Path file = folder.resolve("t.txt");
        Files.writeString(file, "same");
        File before = awaitFile("t.txt");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_400_000_000_000L));
        Clouds.soon()
                .untilAsserted(
                        () ->
                                assertThat(find("t.txt").orElseThrow().getModifiedTime().getValue())
                                        .isEqualTo(1_400_000_000_000L));
        assertThat(find("t.txt").orElseThrow().getHeadRevisionId())
                .isEqualTo(before.getHeadRevisionId());
    }

    @Test
    void aTreeDeletedByHandIsRemovedItemByItem() throws Exception {
        Files.createDirectories(folder.resolve("d"));
        Files.writeString(folder.resolve("d/f"), "f");
        File file = awaitFile("f");
        File dir = awaitFile("d");
        String token = token();
        Files.delete(folder.resolve("d/f"));
        Files.delete(folder.resolve("d"));
        Clouds.soon()
                .untilAsserted(
                        () ->
                                assertThat(changes(token))
                                        .filteredOn(Change::getRemoved)
                                        .extracting(Change::getFileId)
                                        .containsExactlyInAnyOrder(file.getId(), dir.getId()));
    }

    @Test
    void aFileStillBeingWrittenIsNotOffered() throws Exception {
        Path file = folder.resolve("growing.bin");
        List<Long> sizes = new ArrayList<>();
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE)) {
            for (int i = 0; i < 25; i++) {
                out.write(new byte[1000]);
                out.flush();
                Thread.onSpinWait();
                find("growing.bin").ifPresent(found -> sizes.add(found.getSize()));
                java.util.concurrent.TimeUnit.MILLISECONDS.sleep(60);
            }
        }
        assertThat(awaitFile("growing.bin").getSize()).isEqualTo(25_000);
        assertThat(sizes).isEmpty();
    }

    @Test
    void partialAndHousekeepingFilesAndLinksAreNotPartOfTheCloud() throws Exception {
        Files.writeString(home.resolve("secret"), "s");
        Files.createSymbolicLink(folder.resolve("link"), home.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("up"), home);
        Files.writeString(folder.resolve("movie.mp4.part"), "x");
        Files.writeString(folder.resolve(".DS_Store"), "x");
        Files.writeString(folder.resolve(".gitignore"), "target/");
        awaitFile(".gitignore");
        assertThat(drive.files().list().execute().getFiles())
                .extracting(File::getName)
                .containsExactly(".gitignore");
    }

    @Test
    void thousandsOfFilesAtOnceAreAllTold() throws Exception {
        String token = token();
        int count = 3000;
        for (int i = 0; i < count; i++) {
            Path dir = folder.resolve("d" + i % 30);
            if (i < 30) {
                Files.createDirectory(dir);
            }
            Files.writeString(dir.resolve("f" + i), "content " + i);
        }
        List<Change> seen = new ArrayList<>();
        String[] from = {token};
        Clouds.soon()
                .untilAsserted(
                        () -> {
                            from[0] = follow(from[0], seen);
                            assertThat(seen).hasSize(count + 30);
                        });
        assertThat(seen)
                .filteredOn(change -> change.getFile().getSize() != null)
                .allMatch(change -> change.getFile().getSha256Checksum() != null);
    }

    private String follow(String token, List<Change> into) throws IOException {
        String at = token;
        while (true) {
            var page = drive.changes().list(at).setPageSize(1000).setFields("*").execute();
            into.addAll(page.getChanges());
            if (page.getNextPageToken() == null) {
                return page.getNewStartPageToken();
            }
            at = page.getNextPageToken();
        }
    }

    private String token() throws IOException {
        return drive.changes().getStartPageToken().execute().getStartPageToken();
    }

    private List<Change> changes(String token) throws IOException {
        List<Change> all = new ArrayList<>();
        follow(token, all);
        return all;
    }

    private Optional<File> find(String name) throws IOException {
        return drive
                .files()
                .list()
                .setQ("name = '" + name + "'")
                .setFields("files")
                .execute()
                .getFiles()
                .stream()
                .findFirst();
    }

    private File awaitFile(String name) {
        return Clouds.soon().until(() -> find(name), Optional::isPresent).orElseThrow();
    }
}
