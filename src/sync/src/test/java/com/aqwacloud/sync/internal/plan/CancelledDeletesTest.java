package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.internal.store.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person decided not to delete stays, whatever becomes of it. */
class CancelledDeletesTest {
    private final PlanFixture drives = new PlanFixture();

    @BeforeEach
    void sync() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.synced("b", "f", "there-f", "b.txt");
    }

    @AfterEach
    void forget() {
        drives.close();
    }

    private void giveUpTheDeletionOf(String source) {
        drives.gone(Side.SOURCE, source);
        drives.plan();
        drives.giveUp(source);
    }

    @Test
    void aFileStaysThoughItChanges() {
        giveUpTheDeletionOf("a");
        drives.destinationFile("there-a", "there-f", "a.txt", "edited there");

        drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.baseline("a")).isNotNull();
    }

    @Test
    void aFolderStaysWithAllThatIsInIt() {
        drives.gone(Side.SOURCE, "b");
        giveUpTheDeletionOf("f");
        drives.destinationFile("there-a", "there-f", "a.txt", "edited there");
        drives.destinationFile("own", "there-f", "own.txt", "mine");
        drives.soil("b");
        drives.soil("f");

        drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void theFolderThatItIsInStaysToo() {
        giveUpTheDeletionOf("a");
        drives.gone(Side.SOURCE, "b");
        drives.gone(Side.SOURCE, "f");

        Planned planned = drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /f/b.txt");
        assertThat(planned.skipped())
                .extracting(Planned.Skipped::path, Planned.Skipped::reason)
                .containsExactly(
                        tuple(
                                "/f",
                                "its folder stays in OneDrive: it holds what somebody decided not"
                                        + " to delete: a.txt"));
    }

    @Test
    void itIsDeletedWhenThatIsTriedAgain() {
        drives.gone(Side.SOURCE, "b");
        giveUpTheDeletionOf("f");
        drives.destinationFile("there-a", "there-f", "a.txt", "edited there");
        drives.plan();

        drives.tryAgain("f");
        drives.plan();

        assertThat(drives.openConflicts())
                .extracting(Conflict::type, Conflict::path)
                .containsExactly(tuple(ConflictType.DELETE_EDIT, "/f/a.txt"));
        assertThat(drives.queue()).contains("DELETE /f");
    }

    @Test
    void whatComesBackAndGoesAgainIsDeleted() {
        giveUpTheDeletionOf("f");
        drives.sourceFolder("f", DRIVE, "f");
        drives.plan();
        assertThat(drives.queue()).isEmpty();

        drives.gone(Side.SOURCE, "f");
        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /f");
    }

    @Test
    void whatWentForGoodMeanwhileIsDeletedOnceItsFolderIsBack() {
        giveUpTheDeletionOf("f");
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.sourceFolder("f", DRIVE, "f");
        drives.plan();

        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /f/a.txt");
    }

    @Test
    void aNewFileOfItsNameDoesNotReplaceItUnasked() {
        giveUpTheDeletionOf("a");
        drives.sourceFile("new", "f", "a.txt", "of another length");

        drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.openConflicts()).extracting(Conflict::path).containsExactly("/f/a.txt");
    }

    @Test
    void aNewFileOfItsNameAndContentStandsForIt() {
        giveUpTheDeletionOf("a");
        drives.sourceFile("new", "f", "a.txt", "old");

        drives.plan();

        assertThat(drives.queue()).containsExactly("ADOPT /f/a.txt");
        drives.carryOutAll();
        assertThat(drives.baseline("new").destinationId()).isEqualTo("there-a");
        assertThat(drives.baseline("a")).isNull();
    }

    @Test
    void nobodyWaitsForItsName() {
        giveUpTheDeletionOf("a");
        drives.sourceFile("b", "f", "a.txt", "old");

        drives.plan();

        assertThat(drives.job("b").action()).isEqualTo(Action.RENAME);
        assertThat(drives.job("b").dependsOn()).isNull();
        drives.carryOutAll();
        assertThat(drives.names("there-f")).hasSize(2).contains("a.txt");
    }

    @Test
    void aFolderIsOneWithANewOneOfItsName() {
        giveUpTheDeletionOf("f");
        drives.sourceFolder("g", DRIVE, "f");
        drives.sourceFile("c", "g", "a.txt", "old");

        drives.plan();
        drives.carryOutAll();

        assertThat(drives.baseline("g").destinationId()).isEqualTo("there-f");
        assertThat(drives.baseline("c").destinationId()).isEqualTo("there-a");
        assertThat(drives.names(ONEDRIVE)).containsExactly("f");
        assertThat(drives.names("there-f")).containsExactlyInAnyOrder("a.txt", "b.txt");
    }

    @Test
    void whatWasDeletedUnheardIsMadeAnewIfItComesBack() {
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.begin("a");
        drives.giveUp("a");
        drives.gone(Side.DESTINATION, "there-a");
        drives.sourceFile("a", "f", "a.txt", "old");

        drives.plan();

        assertThat(drives.queue()).containsExactly("CREATE /f/a.txt");
    }
}
