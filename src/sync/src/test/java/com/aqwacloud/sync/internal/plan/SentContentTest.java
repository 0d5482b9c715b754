package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.NOW;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an attempt sent is ours, even if no answer told that it arrived. */
class SentContentTest {
    private final PlanFixture drives = new PlanFixture();

    @BeforeEach
    void edit() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "a.txt", "sent");
        drives.plan();
        drives.sent("a", "sent");
    }

    @AfterEach
    void close() {
        drives.close();
    }

    private void arrived(String content) {
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", content);
    }

    private void end(JobState state) {
        Job job = drives.job("a");
        drives.database.change(tx -> drives.jobs.finish(tx, job.id(), state, null, NOW));
    }

    @Test
    void itIsUpdatedOnWhenTheSourceWasEditedOnceMore() {
        arrived("sent");
        drives.sourceFile("a", DRIVE, "a.txt", "edited once more");
        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.work("a").destination()).isEqualTo(drives.destination("there-a"));
        assertThat(drives.baseline("a").isToBeCompared()).isFalse();
    }

    @Test
    void itIsComparedBeforeItIsSentOnceMore() {
        arrived("sent");
        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
        assertThat(drives.baseline("a").isToBeCompared()).isTrue();
    }

    @Test
    void itIsUpdatedOnWhenTheSourceIsAgainAsItWasBefore() {
        arrived("sent");
        drives.sourceFile("a", DRIVE, "a.txt", "old");
        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
    }

    @Test
    void itIsDeletedWhenTheSourceWas() {
        arrived("sent");
        drives.gone(Side.SOURCE, "a");
        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /a.txt");
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void anEarlierContentIsKnownThoughALaterAttemptSentAnother() {
        drives.sent("a", "sent later");
        arrived("sent");
        drives.sourceFile("a", DRIVE, "a.txt", "edited once more");
        drives.plan();

        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void itIsKnownAfterTheJobWasGivenUp() {
        end(JobState.FAILED);
        arrived("sent");
        drives.sourceFile("a", DRIVE, "a.txt", "edited once more");
        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void whatAPersonPutThereIsAConflict() {
        arrived("a person's");
        drives.sourceFile("a", DRIVE, "a.txt", "edited once more");
        drives.plan();

        assertThat(drives.openConflicts()).hasSize(1);
    }

    @Test
    void whatAPersonBringsBackAfterAnotherArrivedIsAConflict() {
        Job job = drives.job("a");
        drives.database.change(tx -> drives.jobs.complete(tx, job.id(), 4, NOW));
        drives.sourceFile("a", DRIVE, "a.txt", "second");
        arrived("second");
        drives.agree("a", "there-a");
        arrived("sent");
        drives.sourceFile("a", DRIVE, "a.txt", "the third edit");
        drives.plan();

        assertThat(drives.openConflicts()).hasSize(1);
    }
}
