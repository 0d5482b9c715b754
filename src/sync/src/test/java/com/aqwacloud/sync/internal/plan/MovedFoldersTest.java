package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.internal.store.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Folders that change places with what was in them. */
class MovedFoldersTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void aFolderMovesIntoItsFormerChildAfterThatHasLeftIt() {
        nested("a", "b");
        drives.sourceFolder("a", "b", "a");
        drives.sourceFolder("b", DRIVE, "b");

        drives.plan();

        assertThat(drives.job("a").dependsOn()).isEqualTo(drives.job("b").id());
        drives.carryOutAll();
        assertThat(drives.parent("there-b")).isEqualTo(ONEDRIVE);
        assertThat(drives.parent("there-a")).isEqualTo("there-b");
        assertThat(drives.queue()).isEmpty();
    }

    @Test
    void onlyTheFolderOnTheWayIsWaitedFor() {
        nested("a", "b", "c");
        drives.sourceFolder("a", "c", "a");
        drives.sourceFolder("c", DRIVE, "c");

        drives.plan();

        assertThat(drives.job("a").dependsOn()).isEqualTo(drives.job("c").id());
        drives.carryOutAll();
        assertThat(drives.parent("there-c")).isEqualTo(ONEDRIVE);
        assertThat(drives.parent("there-a")).isEqualTo("there-c");
        assertThat(drives.parent("there-b")).isEqualTo("there-a");
    }

    @Test
    void aFolderAndItsChildThatTakeEachOthersPlaceAndNameDoNotWaitForEver() {
        nested("x", "y");
        drives.sourceFolder("y", DRIVE, "x");
        drives.sourceFolder("x", "y", "y");

        for (int poll = 0; poll < 3; poll++) {
            drives.plan();
            drives.carryOutAll();
        }

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.parent("there-y")).isEqualTo(ONEDRIVE);
        assertThat(drives.parent("there-x")).isEqualTo("there-y");
    }

    /** What was done in a folder while that was outside counts once it is back. */
    @Test
    void aFileThatWasEditedWhileItsFolderWasToGoIsTransferredWhenTheFolderComesBack() {
        drives.select("f");
        drives.syncedFolder("f", "f");
        drives.sourceFolder("g", "f", "g");
        drives.destinationFolder("there-g", "there-f", "g");
        drives.agree("g", "there-g");
        drives.synced("a", "g", "there-g", "a.txt");
        drives.sourceFolder("g", DRIVE, "g");
        drives.plan();
        drives.sourceFile("a", "g", "a.txt", "edited");
        drives.plan();
        assertThat(drives.queue()).containsExactly("DELETE /g");

        drives.sourceFolder("g", "f", "g");
        drives.plan();
        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /f/g/a.txt");
    }

    @Test
    void aFolderThatIsToGoIsToldToBeInItsFormerChildBeforeThatIsToldToHaveLeftIt() {
        nested("a", "b");
        drives.gone(Side.SOURCE, "a");
        drives.plan();

        drives.destinationFolder("there-a", "there-b", "a");

        assertThat(drives.decide("a")).isInstanceOf(Decision.Work.class);
        drives.carryOut("a");
        assertThat(drives.baseline("a")).isNull();
        assertThat(drives.baseline("b")).isNull();
    }

    /** As far as the pages of OneDrive's feed tell that were read, each is in the other. */
    @Test
    void foldersThatAreInEachOtherForAWhileArePlannedAllTheSame() {
        nested("a", "b");
        drives.sourceFolder("a", DRIVE, "a renamed");
        drives.sourceFolder("b", "a", "b renamed");
        drives.destinationFolder("there-a", "there-b", "a");

        drives.plan();
        drives.destinationFolder("there-b", ONEDRIVE, "b");
        drives.plan();

        assertThat(drives.queue())
                .containsExactlyInAnyOrder("RENAME /a renamed", "RENAME /a renamed/b renamed");
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("b renamed");
        assertThat(drives.names("there-b")).containsExactly("a renamed");
    }

    /** Folders in sync, each in the one before. */
    private void nested(String... ids) {
        drives.syncedFolder(ids[0], ids[0]);
        for (int depth = 1; depth < ids.length; depth++) {
            drives.sourceFolder(ids[depth], ids[depth - 1], ids[depth]);
            drives.destinationFolder("there-" + ids[depth], "there-" + ids[depth - 1], ids[depth]);
            drives.agree(ids[depth], "there-" + ids[depth]);
        }
    }
}
