package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.NOW;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was edited, or got another time, on one side or both; also while its job runs. */
class EditedFilesTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void anEditAtTheSourceIsUploaded() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "a.txt", "new content");

        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
        Decision.Work work = drives.work("a");
        assertThat(work.destination().etag()).isNotNull();
        assertThat(work.place()).isFalse();
    }

    @Test
    void anEditAtTheDestinationIsLeftAlone() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "edited there");

        drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.baseline("a").destinationHash()).isEqualTo("d:old");
    }

    @Test
    void editsOnBothSidesAreAConflict() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "a.txt", "edited here");
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "and edited there");

        drives.plan();

        assertThat(drives.openConflicts())
                .extracting(Conflict::type)
                .containsExactly(ConflictType.SIMULTANEOUS_EDIT);
    }

    @Test
    void editsOfTheSameSizeOnBothSidesAreComparedFirst() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "a.txt", "same?");
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "same!");

        drives.plan();

        assertThat(drives.queue()).containsExactly("ADOPT /a.txt");
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void anotherTimeAloneIsATouch() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        touch("a", Instant.parse("2025-05-05T00:00:00Z"));

        drives.plan();

        assertThat(drives.queue()).containsExactly("TOUCH /a.txt");
        assertThat(drives.work("a").content()).isFalse();
    }

    @Test
    void lessThanASecondIsNoOtherTime() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        touch("a", Instant.parse("2025-01-01T00:00:00.900Z"));

        drives.plan();

        assertThat(drives.queue()).isEmpty();
    }

    @Test
    void aRenameWithAnotherTimeIsFollowedByATouch() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        Instant time = Instant.parse("2025-05-05T00:00:00Z");
        drives.keep(
                Side.SOURCE,
                PlanFixture.item("a", DRIVE, "b.txt", Item.Kind.FILE, 3, "s:old", time));
        drives.plan();
        assertThat(drives.queue()).containsExactly("RENAME /b.txt");

        drives.carryOut("a");
        drives.plan();

        assertThat(drives.queue()).containsExactly("TOUCH /b.txt");
    }

    @Test
    void whatIsInItsPlaceAlreadyStillGetsTheTimeThatItLacks() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        Baseline lacking = drives.baseline("a").withoutTime().withoutFolder();
        drives.database.change(
                tx -> {
                    drives.baselines.put(tx, SESSION, lacking, NOW);
                    drives.items.soil(tx, SESSION, Side.SOURCE, "a");
                });

        drives.plan();
        drives.plan();

        assertThat(drives.queue()).containsExactly("TOUCH /a.txt");
    }

    private void touch(String id, Instant time) {
        drives.keep(
                Side.SOURCE,
                PlanFixture.item(id, DRIVE, id + ".txt", Item.Kind.FILE, 3, "s:old", time));
    }

    @Test
    void aChangeWhileTheJobRunsIsPlannedAfterwards() {
        drives.sourceFile("a", DRIVE, "a.txt", "one");
        drives.plan();
        Job job = drives.job("a");
        Decision.Work work = drives.work("a");
        drives.database.change(tx -> drives.jobs.start(tx, job.id(), NOW));
        drives.sourceFile("a", DRIVE, "a.txt", "three");

        drives.plan();
        assertThat(drives.dirty("a")).isTrue();
        assertThat(drives.open()).hasSize(1);

        drives.database.change(
                tx -> {
                    Item arrived = PlanFixture.file("there", ONEDRIVE, "a.txt", "one", "d:");
                    drives.items.put(tx, SESSION, Side.DESTINATION, arrived, false);
                    drives.baselines.put(tx, SESSION, Baseline.of(work.source(), arrived), NOW);
                    drives.jobs.finish(tx, job.id(), JobState.COMPLETED, null, NOW);
                });
        drives.plan();
        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
    }
}
