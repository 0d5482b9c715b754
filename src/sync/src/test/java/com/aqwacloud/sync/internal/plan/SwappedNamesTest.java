package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Side;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Items that take each other's names: one steps aside for a while, and all get what they want. */
class SwappedNamesTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void twoFilesTakeEachOthersName() {
        synced("a", "b");
        renamed("a", "b");
        renamed("b", "a");

        settle();

        assertThat(nameOf("a")).isEqualTo("b");
        assertThat(nameOf("b")).isEqualTo("a");
    }

    @Test
    void theOneThatStepsAsideIsPlannedAgainWithoutAnyFurtherChange() {
        synced("a", "b");
        renamed("a", "b");
        renamed("b", "a");
        drives.plan();
        String first = drives.claimable().get(0).sourceId();

        drives.carryOut(first);

        assertThat(nameOf(first)).isEqualTo(NameRule.beside(first.equals("a") ? "b" : "a", first));
        assertThat(drives.dirty(first)).isTrue();
    }

    @Test
    void threeFilesPassTheirNamesOn() {
        synced("a", "b", "c");
        renamed("a", "b");
        renamed("b", "c");
        renamed("c", "a");

        settle();

        assertThat(nameOf("a")).isEqualTo("b");
        assertThat(nameOf("b")).isEqualTo("c");
        assertThat(nameOf("c")).isEqualTo("a");
    }

    @Test
    void oneOfTheTwoWasAlsoEdited() {
        synced("a", "b");
        drives.sourceFile("a", DRIVE, "b", "edited");
        renamed("b", "a");

        settle();

        assertThat(nameOf("a")).isEqualTo("b");
        assertThat(nameOf("b")).isEqualTo("a");
        assertThat(there("a").hash()).isEqualTo("d:edited");
        assertThat(there("b").hash()).isEqualTo("d:old");
    }

    @Test
    void twoFoldersTakeEachOthersName() {
        drives.syncedFolder("a", "a");
        drives.syncedFolder("b", "b");
        drives.synced("inside", "a", "there-a", "inside");
        drives.sourceFolder("a", DRIVE, "b");
        drives.sourceFolder("b", DRIVE, "a");

        settle();

        assertThat(nameOf("a")).isEqualTo("b");
        assertThat(nameOf("b")).isEqualTo("a");
        assertThat(drives.parent("there-inside")).isEqualTo("there-a");
    }

    @Test
    void twoFilesOfOneNameTakeEachOthersFolder() {
        drives.syncedFolder("x", "x");
        drives.syncedFolder("y", "y");
        drives.synced("a", "x", "there-x", "same.txt");
        drives.synced("b", "y", "there-y", "same.txt");
        drives.sourceFile("a", "y", "same.txt", "old");
        drives.sourceFile("b", "x", "same.txt", "old");

        settle();

        assertThat(drives.parent("there-a")).isEqualTo("there-y");
        assertThat(drives.parent("there-b")).isEqualTo("there-x");
        assertThat(nameOf("a")).isEqualTo("same.txt");
        assertThat(nameOf("b")).isEqualTo("same.txt");
    }

    @Test
    void whoHadToTakeAnotherNameGetsItsOwnOnceThatIsFree() {
        synced("a");
        drives.sourceFile("b", DRIVE, "a", "new");
        settle();
        assertThat(drives.names(ONEDRIVE)).containsExactly("a", NameRule.beside("a", "b"));

        renamed("a", "z");
        settle();

        assertThat(drives.names(ONEDRIVE)).containsExactly("a", "z");
    }

    @Test
    void theNameOfADeletedTwinIsTakenByTheOther() {
        synced("a");
        drives.sourceFile("b", DRIVE, "a", "new");
        settle();

        drives.gone(Side.SOURCE, "a");
        settle();

        assertThat(drives.names(ONEDRIVE)).containsExactly("a");
        assertThat(drives.destination(drives.baseline("b").destinationId()).hash())
                .isEqualTo("d:new");
    }

    @Test
    void theNameOfATwinThatWasDeletedInOneDriveIsTakenByTheOther() {
        synced("a");
        drives.sourceFile("b", DRIVE, "a", "new");
        settle();

        drives.gone(Side.DESTINATION, "there-a");
        settle();

        assertThat(drives.names(ONEDRIVE)).containsExactly("a");
    }

    @Test
    void aTwinThatMovesToAnotherFolderGetsItsOwnNameThere() {
        synced("a");
        drives.syncedFolder("x", "x");
        drives.sourceFile("b", DRIVE, "a", "new");
        settle();

        drives.sourceFile("b", "x", "a", "new");
        settle();

        assertThat(drives.names("there-x")).containsExactly("a");
    }

    @Test
    void aNameThatSomeoneGaveInOneDriveStays() {
        synced("a");
        drives.sourceFile("b", DRIVE, "a", "new");
        settle();
        Item there = drives.destination(drives.baseline("b").destinationId());
        drives.keep(Side.DESTINATION, PlanFixture.renamed(there, "mine"));

        renamed("a", "z");
        settle();

        assertThat(drives.names(ONEDRIVE)).containsExactly("mine", "z");
    }

    private void synced(String... ids) {
        Arrays.stream(ids).forEach(id -> drives.synced(id, DRIVE, ONEDRIVE, id));
    }

    private void renamed(String id, String name) {
        drives.sourceFile(id, DRIVE, name, "old");
    }

    /** As many polls as it takes, and some more: then nothing is left to do. */
    private void settle() {
        for (int poll = 0; poll < 5; poll++) {
            drives.plan();
            drives.carryOutAll();
        }
        assertThat(drives.queue()).isEmpty();
        assertThat(drives.openConflicts()).isEmpty();
    }

    private String nameOf(String id) {
        return there(id).name();
    }

    private Item there(String id) {
        return drives.destination("there-" + id);
    }
}
