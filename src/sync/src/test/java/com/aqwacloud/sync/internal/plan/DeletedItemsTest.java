package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.internal.store.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is gone on one side, comes back, or was replaced by another of its name. */
class DeletedItemsTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void whatIsDeletedAtTheSourceIsDeletedUnlessItWasEditedThere() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.synced("b", DRIVE, ONEDRIVE, "b.txt");
        drives.gone(Side.SOURCE, "a");
        drives.gone(Side.SOURCE, "b");
        drives.destinationFile("there-b", ONEDRIVE, "b.txt", "edited there");

        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /a.txt");
        assertThat(drives.claimable()).hasSize(1);
        assertThat(drives.openConflicts())
                .extracting(Conflict::type, Conflict::path)
                .containsExactly(tuple(ConflictType.DELETE_EDIT, "/b.txt"));
    }

    @Test
    void aDeletedFolderIsOneJob() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.synced("b", "f", "there-f", "b.txt");
        drives.gone(Side.SOURCE, "a");
        drives.gone(Side.SOURCE, "b");
        drives.gone(Side.SOURCE, "f");

        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /f");
        assertThat(((Decision.Work) drives.decide("f")).deletedFiles()).isEqualTo(2);
    }

    @Test
    void aDeletedFolderIsOneJobEvenIfTheFeedTellsOfTheFolderAlone() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.gone(Side.SOURCE, "f");

        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /f");
    }

    @Test
    void aFileWhoseDeletionIsQueuedWaitsForItsFolderOnceThatGoesToo() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.synced("b", "f", "there-f", "b.txt");
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.gone(Side.SOURCE, "b");
        drives.gone(Side.SOURCE, "f");

        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /f/a.txt", "DELETE /f");
        assertThat(drives.decide("a")).isEqualTo(new Decision.After("f", Action.DELETE));
        drives.carryOut("f");
        assertThat(drives.decide("a")).isInstanceOf(Decision.Nothing.class);
        assertThat(drives.names(ONEDRIVE)).isEmpty();
    }

    @Test
    void aFolderThatHoldsWhatOnlyOneDriveHasStaysWithIt() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.destinationFile("own", "there-f", "own.txt", "mine");
        drives.gone(Side.SOURCE, "f");

        Planned planned = drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /f/a.txt");
        assertThat(planned.skipped()).extracting(Planned.Skipped::path).containsExactly("/f");
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("f");
        assertThat(drives.names("there-f")).containsExactly("own.txt");
        assertThat(drives.baseline("f")).isNull();
    }

    @Test
    void aFileMovedOutOfADeletedFolderIsMovedFirst() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.gone(Side.SOURCE, "f");
        drives.sourceFile("a", DRIVE, "a.txt", "old");

        drives.plan();

        assertThat(drives.job("a").action()).isEqualTo(Action.MOVE);
        assertThat(drives.job("f").dependsOn()).isEqualTo(drives.job("a").id());
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt");
    }

    @Test
    void aDeletionAtTheDestinationIsRespected() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.DESTINATION, "there-a");

        drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void aDeletionAtTheDestinationOfWhatIsEditedAtTheSourceIsAConflict() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.DESTINATION, "there-a");
        drives.sourceFile("a", DRIVE, "a.txt", "edited here");

        drives.plan();

        assertThat(drives.openConflicts())
                .extracting(Conflict::type)
                .containsExactly(ConflictType.DELETE_EDIT);
        drives.resolve("a", ConflictPreference.SOURCE);
        assertThat(drives.queue()).containsExactly("CREATE /a.txt");
    }

    @Test
    void aFolderDeletedAtTheDestinationIsMadeAnewForANewFile() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.gone(Side.DESTINATION, "there-a");
        drives.gone(Side.DESTINATION, "there-f");
        drives.plan();
        assertThat(drives.queue()).isEmpty();

        drives.sourceFile("b", "f", "b.txt", "new");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE)).containsExactly("f");
        assertThat(drives.names(drives.baseline("f").destinationId())).containsExactly("b.txt");
    }

    @Test
    void whatIsRestoredFromTheTrashComesBack() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).isEmpty();

        drives.sourceFile("a", DRIVE, "a.txt", "old");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt");
    }

    @Test
    void aFolderRestoredFromTheTrashBringsItsFiles() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.gone(Side.SOURCE, "f");
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).isEmpty();

        drives.sourceFolder("f", DRIVE, "f");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(drives.baseline("f").destinationId())).containsExactly("a.txt");
    }

    @Test
    void aFolderRestoredFromTheTrashIsMadeAgainThoughOneDrivesWasDeletedMeanwhile() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.gone(Side.SOURCE, "f");
        drives.plan();
        drives.gone(Side.DESTINATION, "there-f");
        drives.gone(Side.DESTINATION, "there-a");
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.queue()).isEmpty();

        drives.sourceFolder("f", DRIVE, "f");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE)).containsExactly("f");
        assertThat(drives.names(drives.baseline("f").destinationId())).containsExactly("a.txt");
    }

    /** It is as if Drive's had never been in the trash: what OneDrive no longer has stays away. */
    @Test
    void aFolderRestoredBeforeItsDeletionRanStaysAwayIfOneDrivesWasDeletedMeanwhile() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.gone(Side.SOURCE, "f");
        drives.plan();
        drives.gone(Side.DESTINATION, "there-f");
        drives.gone(Side.DESTINATION, "there-a");
        drives.sourceFolder("f", DRIVE, "f");

        for (int poll = 0; poll < 3; poll++) {
            drives.plan();
            drives.carryOutAll();
        }

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.names(ONEDRIVE)).isEmpty();

        drives.sourceFile("a", "f", "a.txt", "edited");
        drives.plan();
        drives.resolve("a", ConflictPreference.SOURCE);
        for (int poll = 0; poll < 3; poll++) {
            drives.plan();
            drives.carryOutAll();
        }
        assertThat(drives.names(ONEDRIVE)).containsExactly("f");
        assertThat(drives.names(drives.baseline("f").destinationId())).containsExactly("a.txt");
    }

    @Test
    void whatIsRestoredBeforeItsDeletionRanIsLeftAlone() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.sourceFile("a", DRIVE, "a.txt", "old");

        drives.plan();

        assertThat(drives.queue()).isEmpty();
    }

    @Test
    void aFileReplacedByOneOfItsNameTakesItsPlace() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.sourceFile("b", DRIVE, "a.txt", "saved by an editor");

        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
        assertThat(drives.work("b").destination().id()).isEqualTo("there-a");
        drives.carryOut("b");
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt");
        assertThat(drives.baseline("a")).isNull();
        assertThat(drives.baseline("b").destinationId()).isEqualTo("there-a");
    }

    /** Each of the two conflicts is decided once, not in turn without end. */
    @Test
    void anEditOfWhatWasDeletedWhereAnotherFileHasTheNameIsDecidedTwiceAtMost() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.DESTINATION, "there-a");
        drives.destinationFile("other", ONEDRIVE, "a.txt", "another");
        drives.sourceFile("a", DRIVE, "a.txt", "edited");
        drives.plan();

        drives.resolve("a", ConflictPreference.SOURCE);
        drives.resolve("a", ConflictPreference.SOURCE);

        assertThat(drives.openConflicts()).isEmpty();
        drives.carryOutAll();
        assertThat(drives.baseline("a").destinationId()).isEqualTo("other");
    }
}
