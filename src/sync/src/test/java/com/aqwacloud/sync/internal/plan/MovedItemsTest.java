package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Renames and moves, which cost no content. */
class MovedItemsTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void aRenameMovesNoContent() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "b.txt", "old");

        drives.plan();

        assertThat(drives.queue()).containsExactly("RENAME /b.txt");
        Decision.Work work = drives.work("a");
        assertThat(work.name()).isEqualTo("b.txt");
        assertThat(work.content()).isFalse();
        assertThat(work.place()).isTrue();
    }

    @Test
    void aMoveMovesNoContent() {
        drives.syncedFolder("f", "f");
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", "f", "a.txt", "old");

        drives.plan();

        assertThat(drives.queue()).containsExactly("MOVE /f/a.txt");
        assertThat(drives.work("a").parentId()).isEqualTo("there-f");
        assertThat(drives.work("a").content()).isFalse();
    }

    @Test
    void aMoveIntoANewFolderWaitsForIt() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", "f", "a.txt", "old");
        drives.sourceFolder("f", DRIVE, "f");

        drives.plan();

        assertThat(drives.job("a").action()).isEqualTo(Action.MOVE);
        assertThat(drives.job("a").dependsOn()).isEqualTo(drives.job("f").id());
    }

    @Test
    void aMoveWithARenameIsOneJob() {
        drives.syncedFolder("f", "f");
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", "f", "b.txt", "old");

        drives.plan();

        assertThat(drives.queue()).containsExactly("MOVE /f/b.txt");
        assertThat(drives.work("a").name()).isEqualTo("b.txt");
        assertThat(drives.work("a").parentId()).isEqualTo("there-f");
    }

    @Test
    void aRenameWithAnEditIsOneUpdateOfTheSameItem() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "b.txt", "new content");

        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /b.txt");
        Decision.Work work = drives.work("a");
        assertThat(work.destination().id()).isEqualTo("there-a");
        assertThat(work.place()).isTrue();
        assertThat(work.content()).isTrue();
    }

    @Test
    void aFolderIsRenamedWithoutItsFiles() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.sourceFolder("f", DRIVE, "g");

        drives.plan();

        assertThat(drives.queue()).containsExactly("RENAME /g");
    }

    @Test
    void aRenameToANameThatIsTakenGetsItsOwn() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.synced("b", DRIVE, ONEDRIVE, "b.txt");
        drives.sourceFile("a", DRIVE, "b.txt", "old");

        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE))
                .containsExactlyInAnyOrder("b.txt", NameRule.beside("b.txt", "a"));
    }

    @Test
    void aNameThatIsAboutToBeFreeIsWaitedFor() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "b.txt", "old");
        drives.sourceFile("c", DRIVE, "a.txt", "other");

        drives.plan();

        assertThat(drives.job("c").dependsOn()).isEqualTo(drives.job("a").id());
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt", "b.txt");
    }
}
