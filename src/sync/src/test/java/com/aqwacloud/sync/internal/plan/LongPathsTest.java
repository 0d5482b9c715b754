package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.internal.store.Side;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** OneDrive takes paths of up to 400 characters. */
class LongPathsTest {
    private static final String LONG = "d".repeat(200);
    private static final String LONGER = "e".repeat(180);

    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void aPathMayHaveAsManyCharactersAsOneDriveTakes() {
        String name = deep(18);

        assertThat(drives.work("file").name()).isEqualTo(name);
    }

    @Test
    void aFileOfAPathTooLongForItIsLeftOutAndSaysWhatHelps() {
        deep(19);

        Planned planned = drives.plan();

        assertThat(planned.skipped())
                .singleElement()
                .satisfies(
                        skipped -> {
                            assertThat(skipped.path()).endsWith(".txt");
                            assertThat(skipped.reason())
                                    .startsWith("its path in OneDrive would have 401 characters")
                                    .contains("OneDrive takes 400", "shorten its name or that of");
                        });
        assertThat(drives.dirty("file")).isFalse();
        assertThat(drives.queue()).isEmpty();
    }

    @Test
    void theSiteOfABusinessDriveCounts() {
        drives.site("personal/anna/Documents");
        syncedIn("d", "d".repeat(200));

        drives.sourceFile("fits", "d", "a".repeat(175), "text");
        drives.sourceFile("cut", "d", "b".repeat(176), "text");

        assertThat(drives.work("fits").name()).hasSize(175).doesNotContain(" (");
        assertThat(drives.work("cut").name()).hasSize(175).contains("bbb (");
    }

    @Test
    void aLongNameIsCutAndGetsItsOwnOnceThereIsRoom() {
        syncedIn("d", LONG);
        String name = "a".repeat(240) + ".txt";
        drives.sourceFile("file", "d", name, "text");
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.names("there-d"))
                .singleElement()
                .satisfies(cut -> assertThat(cut).hasSize(199).matches("a+ \\(\\w+\\)\\.txt"));

        drives.sourceFolder("d", DRIVE, "short");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names("there-d")).containsExactly(name);
        assertThat(drives.queue()).isEmpty();
    }

    @Test
    void whatWasLeftOutComesOnceAFolderAboveItIsShorter() {
        String name = deep(60);
        drives.plan();
        assertThat(drives.queue()).isEmpty();

        drives.sourceFolder("d", DRIVE, "short");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names("there-e")).containsExactly(name);
    }

    @Test
    void whatWasLeftOutComesOnceAFolderIsShorterInOneDrive() {
        String name = deep(60);
        drives.plan();

        drives.destinationFolder("there-d", ONEDRIVE, "short");
        drives.plan();
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names("there-e")).containsExactly(name);
    }

    @Test
    void aFolderTooDeepIsLeftOutWithAllInItAndComesWithItLater() {
        syncedIn("d", LONG);
        drives.sourceFolder("e", "d", "e".repeat(200));
        drives.sourceFolder("f", "e", "f");
        drives.sourceFile("file", "f", "a.txt", "text");

        Planned planned = drives.plan();

        assertThat(planned.skipped()).hasSize(3);
        assertThat(drives.queue()).isEmpty();
        assertThat(drives.dirty("file")).isFalse();

        drives.sourceFolder("e", "d", "e");
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.baseline("file")).isNotNull();
    }

    @Test
    void whatIsLeftOutAsBeforeIsNoNewsWhenFoldersElsewhereChange() {
        syncedIn("d", LONG);
        drives.sourceFolder("e", "d", "e".repeat(200));
        assertThat(drives.plan().skipped()).hasSize(1);

        drives.destinationFolder("there-other", ONEDRIVE, "other");

        drives.plan();
        assertThat(drives.dirty("e")).isTrue();
        assertThat(drives.plan().skipped()).isEmpty();
    }

    @Test
    void aFolderThatWouldMakeAPathWithinItTooLongStaysWhereItIs() {
        syncedIn("d", "short");
        String name = "a".repeat(240);
        drives.synced("file", "d", "there-d", name);
        drives.sourceFolder("d", DRIVE, LONG);

        Planned planned = drives.plan();

        assertThat(planned.skipped())
                .singleElement()
                .satisfies(
                        skipped ->
                                assertThat(skipped.reason())
                                        .startsWith("it stays where it is in OneDrive")
                                        .contains("441 characters"));
        assertThat(drives.queue()).isEmpty();

        drives.sourceFile("file", "d", "a.txt", "old");
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly(LONG);
        assertThat(drives.names("there-d")).containsExactly("a.txt");
    }

    @Test
    void contentIsFollowedWhereThePlaceCannotBe() {
        syncedIn("d", LONG);
        syncedIn("e", "d", LONGER);
        drives.synced("file", DRIVE, ONEDRIVE, "a-name-of-some-length.txt");
        drives.sourceFile("file", "e", "a-name-of-some-length.txt", "new");

        drives.plan();
        assertThat(drives.work("file").action()).isEqualTo(Action.UPDATE);
        drives.carryOutAll();
        assertThat(drives.parent("there-file")).isEqualTo(ONEDRIVE);
        assertThat(drives.queue()).isEmpty();

        drives.sourceFolder("d", DRIVE, "short");
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.parent("there-file")).isEqualTo("there-e");
    }

    @Test
    void aMarkBesideAnotherMakesNoPathTooLong() {
        syncedIn("d", LONG);
        String name = "a".repeat(195) + ".txt";
        drives.synced("one", "d", "there-d", name);
        drives.sourceFile("two", "d", name, "other");

        assertThat(drives.work("two").name()).hasSize(199).matches("a+ \\(\\w+\\)\\.txt");
    }

    @Test
    void aCutNameLosesItsMarkWhereOneDrivesContentWonAfterItsOwnWasFree() {
        syncedIn("d", LONG);
        String name = "a".repeat(240) + ".txt";
        drives.sourceFile("one", "d", name, "text");
        drives.plan();
        drives.carryOutAll();
        List<String> cut = drives.names("there-d");
        drives.sourceFile("two", "d", name, "other");
        drives.plan();
        drives.carryOutAll();
        String two = drives.baseline("two").destinationId();
        String marked = drives.baseline("two").destinationName();
        assertThat(cut).doesNotContain(marked);
        drives.sourceFile("two", "d", name, "edited here");
        drives.destinationFile(two, "there-d", marked, "edited there, too");
        drives.plan();
        drives.gone(Side.SOURCE, "one");
        drives.plan();
        drives.carryOut("one");
        drives.plan();

        drives.resolve("two", ConflictPreference.DESTINATION);
        drives.carryOutAll();
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names("there-d")).isEqualTo(cut);
    }

    @Test
    void aLongEndingIsCutWhereThereIsNoRoomForIt() {
        syncedIn("d", LONG);
        syncedIn("e", "d", "e".repeat(158));
        drives.sourceFile("file", "e", "Minutes." + "of a long meeting ".repeat(4), "text");

        assertThat(drives.work("file").name()).hasSize(40).matches("Minutes\\.of.* \\(\\w+\\)");
    }

    @Test
    void aSecondOfOneNameIsLeftOutWhereThereIsNoRoomForItsMark() {
        deep(5);
        syncedIn("f", "e", "f".repeat(8));
        drives.synced("one", "f", "there-f", "a.txt");
        drives.sourceFile("two", "f", "a.txt", "other");

        Planned planned = drives.plan();

        assertThat(planned.skipped())
                .singleElement()
                .satisfies(
                        skipped ->
                                assertThat(skipped.reason())
                                        .startsWith("its path in OneDrive would have 40")
                                        .contains("shorten its name"));
    }

    @Test
    void formsIsTheLibrarysOwnAtTheTopOnly() {
        drives.sourceFolder("f", DRIVE, "Forms");
        syncedIn("d", "Dir");
        drives.sourceFolder("g", "d", "Forms");

        assertThat(drives.work("f").name()).isEqualTo("\uFF26orms");
        assertThat(drives.work("g").name()).isEqualTo("Forms");
    }

    @Test
    void aFolderIsNotMovedIntoWhatOneDriveHasWithinIt() {
        syncedIn("d", "d");
        syncedIn("e", "e");
        drives.sourceFolder("d", "e", "d");
        drives.destinationFolder("there-e", "there-d", "e");

        Planned planned = drives.plan();

        assertThat(planned.skipped())
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.reason()).contains("moved into it"));
        assertThat(drives.queue()).isEmpty();

        drives.destinationFolder("there-e", ONEDRIVE, "e");
        drives.plan();
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.parent("there-d")).isEqualTo("there-e");
    }

    /** A file two folders deep, whose name has so many characters; folders and slashes have 382. */
    private String deep(int length) {
        syncedIn("d", LONG);
        syncedIn("e", "d", LONGER);
        String name = "a".repeat(length - 4) + ".txt";
        drives.sourceFile("file", "e", name, "text");
        return name;
    }

    private void syncedIn(String id, String name) {
        drives.syncedFolder(id, name);
    }

    private void syncedIn(String id, String parent, String name) {
        drives.sourceFolder(id, parent, name);
        drives.destinationFolder("there-" + id, "there-" + parent, name);
        drives.agree(id, "there-" + id);
    }
}
