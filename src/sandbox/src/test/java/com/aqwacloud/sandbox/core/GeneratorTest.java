package com.aqwacloud.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated files are files like all others, but for the disk. */
class GeneratorTest {

    @TempDir Path home;
    private CloudFolder folder;
    private String root;

    @BeforeEach
    void open() throws IOException {
        folder = Folders.open(home, Folders.ONEDRIVE);
        root = folder.root().id();
    }

    @AfterEach
    void close() throws IOException {
        folder.close();
    }

    private Generated generate(int count, int folders, long size) throws IOException {
        return folder.generate(new Generate(root, "g-", count, folders, size));
    }

    private Item named(String parentId, String name) {
        return folder.child(parentId, name).orElseThrow();
    }

    @Test
    void allOfThemAreListedOnceAndInOrderOfIds() throws Exception {
        Folders.put(folder, root, "before", "b");
        generate(1000, 7, 10);
        Folders.put(folder, root, "after", "a");
        List<Item> all = Folders.list(folder, 64);
        assertThat(all).hasSize(1000 + 7 + 2);
        assertThat(all).extracting(Item::id).isSorted().doesNotHaveDuplicates();
        assertThat(all).filteredOn(Item::folder).hasSize(7);
    }

    @Test
    void theFeedTellsOfEachOnceFoldersFirst() throws Exception {
        long before = folder.cursor();
        generate(100, 3, 10);
        List<Item> told = Folders.changes(folder, before, 10);
        assertThat(told).hasSize(103).extracting(Item::seq).isSorted().doesNotHaveDuplicates();
        assertThat(told.subList(0, 3)).allMatch(Item::folder);
        assertThat(folder.changes(folder.cursor(), 10)).isEmpty();
    }

    @Test
    void childrenArePagedByIdAndByName() throws Exception {
        generate(95, 10, 10);
        Item third = named(root, "G-FOLDER-003");
        assertThat(folder.childCount(third.id())).isEqualTo(10);
        assertThat(folder.childCount(root)).isEqualTo(10);
        Folders.put(folder, third.id(), "g-0255.bin", "x");
        List<Item> byName = folder.childrenByName(third.id(), Optional.empty(), 5);
        List<Item> rest = folder.childrenByName(third.id(), Optional.of(byName.get(4)), 100);
        assertThat(byName).hasSize(5);
        assertThat(rest).hasSize(6);
        assertThat(rest).extracting(Item::name).isSorted().contains("g-0255.bin");
        List<Item> byId = folder.childrenAfter(third.id(), "", 4);
        assertThat(folder.childrenAfter(third.id(), byId.get(3).id(), 100)).hasSize(7);
        // The last of the folders has what is left.
        assertThat(folder.childCount(named(root, "g-folder-010").id())).isEqualTo(5);
    }

    @Test
    void sizesOfFoldersCountThem() throws Exception {
        Generated made = generate(100, 4, 1000);
        Item first = named(root, "g-folder-001");
        assertThat(folder.sizeOf(folder.root())).isEqualTo(100_000);
        assertThat(folder.sizeOf(first)).isEqualTo(25_000);
        Item file = named(first.id(), "g-001.bin");
        Folders.replace(folder, file.id(), "12345");
        assertThat(folder.sizeOf(folder.root())).isEqualTo(99_005);
        Folders.move(folder, file.id(), root);
        assertThat(folder.sizeOf(first)).isEqualTo(24_000);
        folder.remove(file.id(), false, Guard.NONE);
        assertThat(folder.sizeOf(folder.root())).isEqualTo(99_000);
        folder.removeGenerated(made.id());
        assertThat(folder.sizeOf(folder.root())).isZero();
        assertThat(folder.childCount(root)).isZero();
    }

    @Test
    void contentIsAlwaysTheSameAndFitsItsSizeAndHash() throws Exception {
        generate(3, 0, 100_003);
        Item one = named(root, "g-1.bin");
        byte[] bytes = Folders.read(folder, one);
        assertThat(bytes).hasSize(100_003);
        assertThat(HashKind.QUICK_XOR.of(Channels.newChannel(new ByteArrayInputStream(bytes))))
                .isEqualTo(one.hashes());
        assertThat(Folders.read(folder, one)).isEqualTo(bytes);
        assertThat(one.hashes()).isNotEqualTo(named(root, "g-2.bin").hashes());
        assertThat(home.resolve("files")).isEmptyDirectory();
    }

    @Test
    void oneIsRenamedEditedAndDeletedLikeAnyOther() throws Exception {
        generate(10, 2, 100);
        Item dir = named(root, "g-folder-01");
        Item file = named(dir.id(), "g-01.bin");
        long before = folder.cursor();

        Item renamed = Folders.rename(folder, file.id(), "mine.bin");
        assertThat(renamed.id()).isEqualTo(file.id());
        assertThat(renamed.hashes()).isEqualTo(file.hashes());
        assertThat(renamed.version()).isGreaterThan(file.version());
        assertThat(folder.child(dir.id(), "g-01.bin")).isEmpty();
        assertThat(home.resolve("files")).isEmptyDirectory();

        Item edited = Folders.replace(folder, file.id(), "on disk");
        assertThat(edited.id()).isEqualTo(file.id());
        assertThat(home.resolve("files/g-folder-01/mine.bin")).hasContent("on disk");
        assertThat(Folders.text(folder, edited)).isEqualTo("on disk");

        folder.remove(named(dir.id(), "g-02.bin").id(), false, Guard.NONE);
        assertThat(folder.changes(before, 100)).extracting(Item::removed).contains(true, false);
        assertThat(folder.childCount(dir.id())).isEqualTo(4);
        assertThat(Folders.list(folder, 5)).hasSize(11);
    }

    @Test
    void aFileCanBePutIntoAGeneratedFolderAndTheFolderMoved() throws Exception {
        generate(10, 2, 100);
        Item dir = named(root, "g-folder-01");
        Item target = folder.createFolder(Meta.named(root, "real"), Conflict.FAIL).item();
        Item file = Folders.put(folder, dir.id(), "real.txt", "r");
        assertThat(home.resolve("files/g-folder-01/real.txt")).hasContent("r");
        Folders.move(folder, dir.id(), target.id());
        assertThat(home.resolve("files/real/g-folder-01/real.txt")).hasContent("r");
        assertThat(folder.childCount(dir.id())).isEqualTo(6);
        assertThat(folder.sizeOf(target)).isEqualTo(501);
        assertThat(folder.find(file.id())).isPresent();
    }

    @Test
    void aFileMovesFromDiskIntoAGeneratedFolderByTheCloud() throws Exception {
        generate(4, 2, 100);
        Item dir = named(root, "g-folder-2");
        Item file = Folders.put(folder, root, "f.txt", "f");
        Folders.move(folder, file.id(), dir.id());
        assertThat(home.resolve("files/g-folder-2/f.txt")).hasContent("f");
    }

    @Test
    void theyAndWhatWasDoneToThemSurviveARestart() throws Exception {
        Generated made = generate(50, 5, 100);
        Item dir = named(root, "g-folder-01");
        Item renamed = Folders.rename(folder, named(dir.id(), "g-01.bin").id(), "renamed.bin");
        Item edited = Folders.replace(folder, named(dir.id(), "g-02.bin").id(), "edited");
        folder.remove(named(dir.id(), "g-03.bin").id(), false, Guard.NONE);
        List<Item> before = Folders.list(folder, 10);
        long cursor = folder.cursor();
        long size = folder.sizeOf(folder.root());
        folder.close();

        folder = Folders.open(home, Folders.ONEDRIVE);
        assertThat(folder.cursor()).isEqualTo(cursor);
        assertThat(Folders.list(folder, 10)).isEqualTo(before).contains(renamed, edited);
        assertThat(folder.sizeOf(folder.root())).isEqualTo(size);
        assertThat(folder.childCount(dir.id())).isEqualTo(9);
        assertThat(folder.generated()).extracting(Generated::id).containsExactly(made.id());
        assertThat(folder.removeGenerated(made.id())).isTrue();
        folder.close();

        folder = Folders.open(home, Folders.ONEDRIVE);
        assertThat(Folders.list(folder, 10)).isEmpty();
        assertThat(folder.generated()).isEmpty();
        assertThat(folder.sizeOf(folder.root())).isZero();
    }

    @Test
    void theJournalKeepsOneLineForAllOfThem() throws Exception {
        Path journal = home.resolve("state/journal.jsonl");
        long before = Files.size(journal);
        generate(100_000, 100, 1024);
        assertThat(Files.size(journal) - before).isLessThan(400);
    }

    @Test
    void removingThemIsToldForEachAndNothingIsLeft() throws Exception {
        Generated made = generate(200, 4, 100);
        Item dir = named(root, "g-folder-002");
        Folders.put(folder, dir.id(), "real.txt", "r");
        Folders.rename(folder, named(dir.id(), "g-051.bin").id(), "other.bin");
        long cursor = folder.cursor();
        assertThat(folder.removeGenerated(made.id())).isTrue();
        assertThat(folder.removeGenerated(made.id())).isFalse();
        List<Item> told = Folders.changes(folder, cursor, 50);
        assertThat(told).hasSize(205).allMatch(Item::removed);
        assertThat(told).extracting(Item::id).doesNotHaveDuplicates();
        assertThat(Folders.list(folder, 50)).isEmpty();
        assertThat(home.resolve("files")).isEmptyDirectory();
    }

    @Test
    void removingTheFolderAboveRemovesTheWholeSetButNotWhatWasMovedOut() throws Exception {
        Item top = folder.createFolder(Meta.named(root, "top"), Conflict.FAIL).item();
        folder.generate(new Generate(top.id(), "g-", 1000, 10, 100));
        Item dir = named(top.id(), "g-folder-0001");
        Item moved = Folders.move(folder, named(dir.id(), "g-0001.bin").id(), root);
        Folders.rename(folder, named(dir.id(), "g-0002.bin").id(), "x.bin");
        long cursor = folder.cursor();
        folder.remove(top.id(), false, Guard.NONE);
        assertThat(Folders.list(folder, 100)).containsExactly(moved);
        assertThat(folder.sizeOf(folder.root())).isEqualTo(100);
        Set<String> gone = new HashSet<>();
        Folders.changes(folder, cursor, 100).forEach(item -> gone.add(item.id()));
        assertThat(gone).hasSize(1 + 10 + 999);
    }

    @Test
    void aGeneratedFolderInTheTrashComesBackWithItsFiles() throws Exception {
        generate(10, 2, 100);
        Item dir = named(root, "g-folder-01");
        folder.trash(dir.id(), Guard.NONE);
        Item file = folder.children(dir.id()).get(0);
        assertThat(folder.inTrash(file)).isTrue();
        assertThat(folder.sizeOfTrash()).isEqualTo(500);
        assertThat(folder.childCount(root)).isEqualTo(1);
        folder.untrash(dir.id(), Guard.NONE);
        assertThat(folder.inTrash(file)).isFalse();
        assertThat(folder.sizeOfTrash()).isZero();
        assertThat(folder.childCount(root)).isEqualTo(2);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> generate(0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> generate(1, 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> generate(1, 0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> folder.generate(new Generate("none", "g", 1, 0, 1)))
                .isInstanceOf(FolderException.class);
    }
}
