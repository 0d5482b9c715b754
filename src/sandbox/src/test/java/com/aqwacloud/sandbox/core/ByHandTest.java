package com.aqwacloud.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person, or a program that knows nothing of clouds, does in the folder. */
class ByHandTest {

    @TempDir Path home;
    private Path files;
    private CloudFolder folder;

    @BeforeEach
    void open() throws IOException {
        files = home.resolve("files");
        folder = Folders.open(home, Folders.GOOGLE);
    }

    @AfterEach
    void close() throws IOException {
        folder.close();
    }

    private void reopen(Flavor flavor) throws IOException {
        folder = Folders.open(home, flavor);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
    }

    private Optional<Item> at(String path) {
        Optional<Item> at = Optional.of(folder.root());
        for (String name : path.split("/")) {
            at = at.flatMap(item -> folder.child(item.id(), name));
        }
        return at;
    }

    private Item awaitItem(String path) {
        return soon().until(() -> at(path), Optional::isPresent).orElseThrow();
    }

    private void awaitContent(String path, String content) {
        soon().untilAsserted(
                        () ->
                                assertThat(at(path).map(Item::size))
                                        .contains((long) content.length()));
        soon().untilAsserted(
                        () ->
                                assertThat(Folders.text(folder, at(path).orElseThrow()))
                                        .isEqualTo(content));
    }

    private Item write(String path, String content) throws IOException {
        Files.writeString(files.resolve(path), content);
        return awaitItem(path);
    }

    private void move(String from, String to) throws IOException {
        Files.move(files.resolve(from), files.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Which of the two folders is looked through first is by chance: so several at once. */
    @Test
    void aFileMovedIntoAFolderThatWasJustRenamedKeepsItsId() throws Exception {
        Map<String, String> ids = new HashMap<>();
        for (int i = 0; i < 8; i++) {
            Files.createDirectory(files.resolve("old" + i));
            write("old" + i + "/inside", "inside");
            ids.put("new" + i + "/moved" + i, write("moved" + i, "moved " + i).id());
        }
        for (int i = 0; i < 8; i++) {
            move("old" + i, "new" + i);
            move("moved" + i, "new" + i + "/moved" + i);
        }
        for (Map.Entry<String, String> moved : ids.entrySet()) {
            assertThat(awaitItem(moved.getKey()).id()).isEqualTo(moved.getValue());
        }
    }

    @Test
    void aRequestThatNoScanWasFasterThanFindsWhatWasMovedByHand() throws Exception {
        Files.createDirectory(files.resolve("to"));
        String id = write("a", "text").id();
        awaitItem("to");

        move("a", "to/a");
        Folders.rename(folder, id, "b");

        assertThat(files.resolve("to/b")).hasContent("text");
        assertThat(at("to/b").map(Item::id)).contains(id);
    }

    @Test
    void aRequestThatNoScanWasFasterThanDoesNotFindWhatWasDeletedByHand() throws Exception {
        String id = write("a", "text").id();

        Files.delete(files.resolve("a"));

        assertThatThrownBy(() -> Folders.rename(folder, id, "b"))
                .isInstanceOf(FolderException.class);
    }

    @Test
    void aFileIsReadableWhileItsFolderIsOnItsWayToAnotherPlace() throws Exception {
        Files.createDirectories(files.resolve("to"));
        Files.createDirectories(files.resolve("from/inner"));
        Item file = write("from/inner/file", "content");
        awaitItem("to");

        move("from", "to/there");
        assertThat(Folders.text(folder, file)).isEqualTo("content");

        move("to/there", "from");
        Files.delete(files.resolve("to"));
        move("from/inner", "to");
        Files.delete(files.resolve("from"));
        Files.writeString(files.resolve("from"), "a file where the folder was");
        assertThat(Folders.text(folder, file)).isEqualTo("content");
    }

    @Test
    void aFileDeletedByHandIsSoonNoLongerThere() throws Exception {
        Item file = write("file", "content");
        Files.delete(files.resolve("file"));
        assertThatThrownBy(() -> Folders.read(folder, file))
                .isInstanceOfSatisfying(
                        FolderException.class,
                        e -> assertThat(e.reason()).isEqualTo(FolderException.Reason.NOT_FOUND));
    }

    @Test
    void aSwapOfTwoNamesKeepsBothIds() throws Exception {
        Item a = write("a", "first");
        Item b = write("b", "the second");
        move("a", "tmp");
        move("b", "a");
        move("tmp", "b");
        soon().untilAsserted(
                        () -> {
                            assertThat(at("a").map(Item::id)).contains(b.id());
                            assertThat(at("b").map(Item::id)).contains(a.id());
                        });
        assertThat(folder.childCount(folder.root().id())).isEqualTo(2);
    }

    @Test
    void aSwapOfTwoFoldersKeepsTheIdsOfAllThatIsInThem() throws Exception {
        Files.createDirectories(files.resolve("x"));
        Files.createDirectories(files.resolve("y"));
        Item inX = write("x/f", "in x");
        Item inY = write("y/f", "in y, longer");
        move("x", "tmp");
        move("y", "x");
        move("tmp", "y");
        soon().untilAsserted(
                        () -> {
                            assertThat(at("x/f").map(Item::id)).contains(inY.id());
                            assertThat(at("y/f").map(Item::id)).contains(inX.id());
                        });
    }

    @Test
    void aFileMovedAwayAndReplacedAtOnceKeepsItsIdWhereItIsNow() throws Exception {
        Files.createDirectories(files.resolve("old"));
        Item a = write("a", "a");
        Item b = write("b", "bb");
        move("b", "old/b");
        move("a", "b");
        soon().untilAsserted(
                        () -> {
                            assertThat(at("old/b").map(Item::id)).contains(b.id());
                            assertThat(at("b").map(Item::id)).contains(a.id());
                            assertThat(at("a")).isEmpty();
                        });
    }

    @Test
    void aFileRenamedOntoAnotherKeepsItsIdAndTheOtherIsGone() throws Exception {
        Item a = write("a", "a");
        Item b = write("b", "bb");
        move("a", "b");
        soon().untilAsserted(
                        () -> {
                            assertThat(at("b").map(Item::id)).contains(a.id());
                            assertThat(folder.find(b.id())).isEmpty();
                        });
    }

    @Test
    void aFileReplacedByANewOneOfItsNameKeepsItsId() throws Exception {
        Item before = write("f", "one");
        Files.delete(files.resolve("f"));
        Files.writeString(files.resolve("f"), "another");
        awaitContent("f", "another");
        assertThat(at("f").orElseThrow().id()).isEqualTo(before.id());
    }

    @Test
    void anEditorThatWritesBesideAndRenamesKeepsTheId() throws Exception {
        Item before = write("doc.txt", "one");
        // Keeps the old file as a backup, as some do.
        move("doc.txt", "doc.txt~");
        Files.writeString(files.resolve("doc.txt"), "second");
        awaitContent("doc.txt", "second");
        Files.writeString(files.resolve(".doc.txt.new"), "the third");
        move(".doc.txt.new", "doc.txt");
        awaitContent("doc.txt", "the third");
        assertThat(at("doc.txt").orElseThrow().id()).isEqualTo(before.id());
        assertThat(folder.childCount(folder.root().id())).isEqualTo(1);
    }

    @Test
    void anEditThatLeavesSizeAndTimeAsTheyWereIsNoticed() throws Exception {
        FileTime time = FileTime.fromMillis(1_600_000_000_000L);
        Files.writeString(files.resolve("f"), "abc");
        Files.setLastModifiedTime(files.resolve("f"), time);
        soon().until(
                        () ->
                                at("f").filter(item -> item.modified().equals(time.toInstant()))
                                        .isPresent());
        Item before = at("f").orElseThrow();
        Files.writeString(files.resolve("f"), "xyz");
        Files.setLastModifiedTime(files.resolve("f"), time);
        soon().untilAsserted(
                        () ->
                                assertThat(at("f").orElseThrow().hashes())
                                        .isNotEqualTo(before.hashes()));
        assertThat(at("f").orElseThrow().id()).isEqualTo(before.id());
    }

    @Test
    void hardLinksAreTwoFilesAndEachKeepsItsId() throws Exception {
        Item one = write("one", "content");
        Files.createLink(files.resolve("two"), files.resolve("one"));
        Item two = awaitItem("two");
        assertThat(two.id()).isNotEqualTo(one.id());
        Files.delete(files.resolve("one"));
        soon().until(() -> folder.find(one.id()).isEmpty());
        move("two", "three");
        assertThat(awaitItem("three").id()).isEqualTo(two.id());
    }

    @Test
    void linksAreNeverFollowedNeitherForReadingNorForWriting() throws Exception {
        Path outside = Files.createDirectory(home.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "s");
        Files.createDirectory(files.resolve("dir"));
        Item secret = write("dir/secret", "inside");
        Item dir = awaitItem("dir");
        move("dir", ".aqwa-moved");
        Files.createSymbolicLink(files.resolve("dir"), outside);
        // At once, and also once the scan has told.
        assertThatThrownBy(() -> Folders.text(folder, secret)).isInstanceOf(FolderException.class);
        assertThatThrownBy(() -> Folders.put(folder, dir.id(), "new", "n"))
                .isInstanceOf(FolderException.class);
        assertThatThrownBy(() -> folder.createFolder(Meta.named(dir.id(), "sub"), Conflict.FAIL))
                .isInstanceOf(FolderException.class);
        assertThatThrownBy(() -> Folders.rename(folder, secret.id(), "other"))
                .isInstanceOf(FolderException.class);
        soon().until(() -> folder.find(dir.id()).isEmpty());
        assertThat(at("dir")).isEmpty();
        try (var left = Files.list(outside)) {
            assertThat(left).containsExactly(outside.resolve("secret"));
        }
        assertThat(outside.resolve("secret")).hasContent("s");
    }

    @Test
    void whatIsNeitherFileNorFolderIsLeftOut() throws Exception {
        Process made = new ProcessBuilder("mkfifo", files.resolve("pipe").toString()).start();
        assumeTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0, "needs mkfifo");
        write("file", "f");
        assertThat(folder.children(folder.root().id()))
                .extracting(Item::name)
                .containsExactly("file");
    }

    @Test
    void whatMayNotBeReadIsLeftOutUntilItMay() throws Exception {
        assumeTrue(!System.getProperty("user.name").equals("root"), "root may read everything");
        Path file = files.resolve("f");
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        write("other", "o");
        assertThat(at("f")).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        awaitItem("f");
    }

    @Test
    void ofNamesThatDifferByCaseOnlyTheSecondGetsANumberInOneDriveAndKeepsIt() throws Exception {
        folder.close();
        Files.writeString(files.resolve("Note.txt"), "upper");
        Files.writeString(files.resolve("note.txt"), "lower case");
        reopen(Folders.ONEDRIVE);
        Item first = awaitItem("Note.txt");
        Item second = awaitItem("note (2).txt");
        assertThat(Folders.text(folder, first)).isEqualTo("upper");
        assertThat(Folders.text(folder, second)).isEqualTo("lower case");
        Files.delete(files.resolve("Note.txt"));
        soon().until(() -> folder.find(first.id()).isEmpty());
        folder.close();
        reopen(Folders.ONEDRIVE);
        assertThat(at("note (2).txt").map(Item::id)).contains(second.id());
        Files.writeString(files.resolve("note.txt"), "edited");
        awaitContent("note (2).txt", "edited");
    }

    @Test
    void aDeepTreeMovedWhileAllIsUpOrDownKeepsAllIds() throws Exception {
        Path deep = files.resolve("1/2/3/4/5/6/7/8/9/10");
        Files.createDirectories(deep);
        Files.createDirectory(files.resolve("new"));
        for (int i = 0; i < 10; i++) {
            Files.writeString(deep.resolve("f" + i), "content " + i);
        }
        soon().until(() -> Folders.list(folder, 100).size() == 21);
        Map<String, String> before = ids();
        move("1/2", "new/two");
        soon().until(() -> at("new/two/3/4/5/6/7/8/9/10/f9").isPresent());
        folder.close();
        move("new/two/3/4", "four");
        move("four/5/6/7/8/9/10/f3", "four/renamed");
        reopen(Folders.GOOGLE);
        soon().until(() -> at("four/renamed").isPresent());
        Map<String, String> after = ids();
        for (String name : List.of("5", "10", "f0", "f9")) {
            assertThat(after.get(name)).as(name).isEqualTo(before.get(name));
        }
        assertThat(after.get("renamed")).isEqualTo(before.get("f3"));
        assertThat(after.get("two")).isEqualTo(before.get("2"));
        assertThat(after.get("four")).isEqualTo(before.get("4"));
        assertThat(after).hasSize(21);
    }

    private Map<String, String> ids() {
        return Folders.list(folder, 100).stream().collect(Collectors.toMap(Item::name, Item::id));
    }

    @Test
    void aFileWrittenSlowlyWithPausesIsNotOfferedBeforeItIsClosed() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "only where the system tells");
        List<Long> seen = new ArrayList<>();
        Path file = files.resolve("slow");
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE)) {
            for (int i = 0; i < 3; i++) {
                out.write(new byte[1000]);
                out.flush();
                await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
                at("slow").ifPresent(item -> seen.add(item.size()));
            }
        }
        assertThat(awaitItem("slow").size()).isEqualTo(3000);
        assertThat(seen).isEmpty();
    }

    @Test
    void aLargeFileBeingCopiedIsOfferedWhole() throws Exception {
        Path source = home.resolve("source");
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(source)) {
            for (int i = 0; i < 64; i++) {
                out.write(block);
            }
        }
        List<Long> sizes = new ArrayList<>();
        Process copy =
                new ProcessBuilder("cp", source.toString(), files.resolve("copy").toString())
                        .start();
        soon().until(
                        () -> {
                            at("copy").ifPresent(item -> sizes.add(item.size()));
                            return !sizes.isEmpty();
                        });
        assertThat(copy.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(sizes).containsExactly(64L << 20);
    }

    @Test
    void namesAsLongAsTheDiskAllowsAreTakenIn() throws Exception {
        String name = "n".repeat(255);
        Files.writeString(files.resolve(name), "long");
        assertThat(awaitItem(name).size()).isEqualTo(4);
    }

    @Test
    void tenThousandFilesAtOnceAreReadOnceEach() throws Exception {
        int count = 10_000;
        long before = folder.cursor();
        for (int i = 0; i < count; i++) {
            Path dir = files.resolve("dir" + i % 20);
            if (i < 20) {
                Files.createDirectory(dir);
            }
            Files.write(dir.resolve("f" + i), ("content " + i).getBytes(StandardCharsets.UTF_8));
        }
        long written = System.nanoTime();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> folder.changes(before, count + 100).size() == count + 20);
        long noticed = System.nanoTime();
        ScanCounts counts = folder.scanCounts();
        System.out.printf(
                "%d files: all noticed %d ms after the last was written; %.2f hashes and %.1f looks"
                        + " each, open files gone through %d times%n",
                count,
                (noticed - written) / 1_000_000,
                counts.hashes() / (double) count,
                counts.looks() / (double) count,
                counts.openFiles());
        // On a slow machine some files are seen between their making and their first byte.
        assertThat(counts.hashes()).isLessThan(count + count / 2);
    }

    @Test
    void nothingIsDoneWhileNothingHappens() throws Exception {
        write("f", "f");
        // The last look is taken when the file has settled.
        await().during(Duration.ofMillis(600))
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        new java.util.concurrent.Callable<>() {
                            private long last = -1;

                            @Override
                            public Boolean call() {
                                long now = folder.scanCounts().looks();
                                boolean same = now == last;
                                last = now;
                                return same;
                            }
                        });
        long hashes = folder.scanCounts().hashes();
        Files.writeString(files.resolve("f"), "edited");
        awaitContent("f", "edited");
        assertThat(folder.scanCounts().hashes()).isEqualTo(hashes + 1);
    }
}
