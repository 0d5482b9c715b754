package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.internal.store.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session takes what it selects, and what comes into that or goes from it. */
class SelectedItemsTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void onlyTheSelectedFolderAndFileArrive() {
        drives.select("f", "a");
        drives.sourceFolder("f", DRIVE, "f");
        drives.sourceFile("in", "f", "in.txt", "1");
        drives.sourceFolder("g", DRIVE, "g");
        drives.sourceFile("a", "g", "a.txt", "2");
        drives.sourceFile("out", "g", "out.txt", "3");

        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt", "f");
        assertThat(drives.names(drives.baseline("f").destinationId())).containsExactly("in.txt");
        assertThat(drives.baseline("out")).isNull();
    }

    @Test
    void whatMovesOutOfTheSelectionGoesAndWhatMovesInComes() {
        drives.select("f");
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.sourceFile("b", DRIVE, "b.txt", "1");
        drives.plan();
        assertThat(drives.queue()).isEmpty();

        drives.sourceFile("a", DRIVE, "a.txt", "old");
        drives.sourceFile("b", "f", "b.txt", "1");
        drives.plan();

        assertThat(drives.queue()).containsExactlyInAnyOrder("DELETE /a.txt", "CREATE /f/b.txt");
    }

    @Test
    void aFolderThatMovesIntoTheSelectionBringsItsFiles() {
        drives.select("f");
        drives.syncedFolder("f", "f");
        drives.sourceFolder("g", DRIVE, "g");
        drives.sourceFile("a", "g", "a.txt", "1");
        drives.plan();

        drives.sourceFolder("g", "f", "g");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names("there-f")).containsExactly("g");
        assertThat(drives.names(drives.baseline("g").destinationId())).containsExactly("a.txt");
    }

    @Test
    void whatIsSelectedGoesWithTheFolderAboveItAndComesBackWithIt() {
        holdSelected();
        drives.gone(Side.SOURCE, "outer");
        drives.soil("f");
        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /outer/f");
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).isEmpty();

        drives.sourceFolder("outer", DRIVE, "outer");
        drives.soil("f");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(drives.baseline("f").destinationId())).containsExactly("a.txt");
    }

    @Test
    void whatIsSelectedStaysWhenTheAccountNoLongerSeesTheFolderAboveIt() {
        holdSelected();
        drives.accessLost("outer");
        drives.soil("f");
        drives.sourceFile("a", "f", "a.txt", "edited");
        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /outer/f/a.txt");
    }

    private void holdSelected() {
        drives.select("f");
        drives.sourceFolder("outer", DRIVE, "outer");
        drives.sourceFolder("f", "outer", "f");
        drives.destinationFolder("there-f", ONEDRIVE, "f");
        drives.agree("f", "there-f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.plan();
    }
}
