package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A file takes the name of a folder that went, or a folder that of a file. */
class ReplacedKindsTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void aFolderIsReplacedByAFile() {
        drives.syncedFolder("folder", "Plans");
        drives.synced("inner", "folder", "there-folder", "inner");
        drives.gone(Side.SOURCE, "folder");
        drives.gone(Side.SOURCE, "inner");
        drives.sourceFile("file", DRIVE, "Plans", "text");

        drives.plan();

        assertThat(drives.job("file").action()).isEqualTo(Action.CREATE);
        assertThat(drives.job("file").dependsOn()).isEqualTo(drives.job("folder").id());
        settle();
        assertThat(drives.names(ONEDRIVE)).containsExactly("Plans");
        assertThat(there("file").hash()).isEqualTo("d:text");
        assertThat(drives.destination("there-folder").present()).isFalse();
    }

    @Test
    void aFileIsReplacedByAFolder() {
        drives.synced("file", DRIVE, ONEDRIVE, "Plans");
        drives.gone(Side.SOURCE, "file");
        drives.sourceFolder("folder", DRIVE, "Plans");
        drives.sourceFile("inner", "folder", "inner", "text");

        drives.plan();

        assertThat(drives.job("folder").action()).isEqualTo(Action.CREATE_FOLDER);
        assertThat(drives.job("folder").dependsOn()).isEqualTo(drives.job("file").id());
        settle();
        assertThat(drives.names(ONEDRIVE)).containsExactly("Plans");
        assertThat(there("folder").isFolder()).isTrue();
        assertThat(drives.names(there("folder").id())).containsExactly("inner");
        assertThat(drives.destination("there-file").present()).isFalse();
    }

    @Test
    void aFolderIsReplacedByAFileThatWasInIt() {
        drives.syncedFolder("folder", "Plans");
        drives.synced("inner", "folder", "there-folder", "inner");
        drives.gone(Side.SOURCE, "folder");
        drives.sourceFile("inner", DRIVE, "Plans", "old");

        settle();

        assertThat(drives.names(ONEDRIVE)).containsExactly("Plans");
        assertThat(drives.destination("there-inner").name()).isEqualTo("Plans");
    }

    @Test
    void aFileIsReplacedByAFolderThatItIsIn() {
        drives.synced("file", DRIVE, ONEDRIVE, "Plans");
        drives.sourceFolder("folder", DRIVE, "Plans");
        drives.sourceFile("file", "folder", "inner", "old");

        settle();

        assertThat(there("folder").isFolder()).isTrue();
        assertThat(drives.parent("there-file")).isEqualTo(there("folder").id());
    }

    private void settle() {
        for (int poll = 0; poll < 5; poll++) {
            drives.plan();
            drives.carryOutAll();
        }
        assertThat(drives.queue()).isEmpty();
        assertThat(drives.openConflicts()).isEmpty();
    }

    private Item there(String id) {
        return drives.destination(drives.baseline(id).destinationId());
    }
}
