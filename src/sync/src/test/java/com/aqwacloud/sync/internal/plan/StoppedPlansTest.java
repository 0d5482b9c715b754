package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A plan that is stopped in the middle leaves the rest to the next, which may have other rules. */
class StoppedPlansTest {
    private static final int FILES = 120;

    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void whatIsLeftIsPlannedByTheRulesOfThen() {
        for (int i = 0; i < FILES; i++) {
            drives.sourceFile(
                    String.format("%03d", i), DRIVE, i + (i % 2 == 0 ? ".pdf" : ".docx"), "new");
        }
        drives.options("select.include=*.pdf");

        drives.planUntilStopped();
        int before = drives.queue().size();
        drives.options("select.include=*.pdf; *.docx");
        drives.planUntilStopped();
        drives.plan();

        assertThat(before).isPositive().isLessThan(FILES / 2);
        assertThat(drives.queue()).hasSize(FILES);
    }

    @Test
    void whatIsLeftStaysMarked() {
        for (int i = 0; i < FILES; i++) {
            drives.sourceFile(String.format("%03d", i), DRIVE, i + ".txt", "new");
        }

        drives.planUntilStopped();

        String last = String.format("%03d", FILES - 1);
        assertThat(drives.dirty("000")).isFalse();
        assertThat(drives.dirty(last)).isTrue();
    }

    @Test
    void itsDeletesAreHeldBack() {
        drives.synced("gone", DRIVE, ONEDRIVE, "gone.txt");
        drives.gone(Side.SOURCE, "gone");

        drives.planUntilStopped();

        assertThat(drives.queue()).containsExactly("DELETE /gone.txt");
        assertThat(drives.claimable()).isEmpty();
        drives.plan();
        assertThat(drives.claimable()).extracting(Job::sourceId).containsExactly("gone");
    }
}
