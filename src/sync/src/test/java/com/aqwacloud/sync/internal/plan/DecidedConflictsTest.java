package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes of a conflict once it is decided, or ceases to be one. */
class DecidedConflictsTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void theSourceWinsByReplacingWhatWasSeen() {
        bothEdited();
        drives.resolve("a", ConflictPreference.SOURCE);

        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "edited once more there");
        Job job = drives.job("a");
        assertThat(drives.decide("a", new Decided(job.decided(), job.decidedEtag())))
                .isInstanceOf(Decision.Clash.class);
    }

    @Test
    void theDestinationWinsByStayingAsItIs() {
        bothEdited();
        drives.resolve("a", ConflictPreference.DESTINATION);

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.baseline("a").destinationHash()).isEqualTo("d:and edited there");
        drives.plan();
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void bothAreKeptUnderTwoNames() {
        bothEdited();
        drives.resolve("a", ConflictPreference.KEEP_BOTH);
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE)).containsExactly("a (OneDrive, 2025-01-01).txt", "a.txt");
    }

    @Test
    void whatIsKeptTwiceInADayGetsAnotherName() {
        drives.destinationFile("kept", ONEDRIVE, "A (OneDrive, 2025-01-01).txt", "kept before");
        bothEdited();
        drives.resolve("a", ConflictPreference.KEEP_BOTH);
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE))
                .containsExactlyInAnyOrder(
                        "A (OneDrive, 2025-01-01).txt", "a (OneDrive, 2025-01-01, 2).txt", "a.txt");
    }

    @Test
    void aConflictThatChangedIsReplacedByOneThatSaysHowThingsStand() {
        bothEdited();
        long first = drives.openConflicts().get(0).id();
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "edited once more there");

        Planned planned = drives.plan();

        assertThat(planned.withdrawn()).containsExactly(first);
        assertThat(planned.conflicts()).hasSize(1);
        assertThat(drives.openConflicts())
                .singleElement()
                .satisfies(
                        now ->
                                assertThat(now.destination().hash())
                                        .isEqualTo("d:edited once more there"));
    }

    @Test
    void aConflictThatDidNotChangeIsToldOnce() {
        bothEdited();
        drives.database.change(tx -> drives.items.soil(tx, SESSION, Side.SOURCE, "a"));

        Planned planned = drives.plan();

        assertThat(planned.conflicts()).isEmpty();
        assertThat(planned.withdrawn()).isEmpty();
    }

    @Test
    void aConflictOfWhichOneSideWentBackIsWithdrawn() {
        bothEdited();
        long first = drives.openConflicts().get(0).id();
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "old");

        Planned planned = drives.plan();

        assertThat(planned.withdrawn()).containsExactly(first);
        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
    }

    private void bothEdited() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "a.txt", "edited here");
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "and edited there");
        drives.plan();
    }
}
