package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.internal.store.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the account no longer sees may be there for others. */
class LostAccessTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void whatIsOutOfSightStaysInOneDriveAndIsTold() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.accessLost("a");

        Planned planned = drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt");
        assertThat(drives.baseline("a")).isNull();
        assertThat(planned.skipped())
                .singleElement()
                .satisfies(
                        skipped -> {
                            assertThat(skipped.path()).isEqualTo("/a.txt");
                            assertThat(skipped.reason()).contains("what is in OneDrive stays");
                        });
    }

    @Test
    void aFolderOutOfSightStaysWithAllInIt() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.accessLost("f");

        Planned planned = drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(planned.skipped()).extracting(Planned.Skipped::path).containsExactly("/f");
        assertThat(drives.baseline("a")).isNull();
        assertThat(drives.names("there-f")).containsExactly("a.txt");
    }

    @Test
    void whatComesBackIntoSightIsNotUploadedAgain() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.accessLost("a");
        drives.plan();

        drives.sourceFile("a", DRIVE, "a.txt", "old");
        drives.plan();

        assertThat(drives.queue()).containsExactly("ADOPT /a.txt");
    }

    @Test
    void whatIsDeletedIsFollowed() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.synced("b", "f", "there-f", "b.txt");
        drives.accessLost("a");
        drives.gone(Side.SOURCE, "b");

        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /f/b.txt");
    }
}
