package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How jobs end that have nothing left to do. */
class EndingsTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void aRenamingThatACutOffAttemptDidIsCompleted() {
        renamed();
        drives.destinationFile("there-a", ONEDRIVE, "b.txt", "old");

        drives.plan();

        assertThat(drives.lastState("a")).isEqualTo(JobState.COMPLETED);
        assertThat(drives.baseline("a").destinationName()).isEqualTo("b.txt");
    }

    @Test
    void aRenamingThatIsNoLongerWantedIsCancelled() {
        renamed();
        drives.sourceFile("a", DRIVE, "a.txt", "old");

        drives.plan();

        assertThat(drives.lastState("a")).isEqualTo(JobState.CANCELLED);
    }

    /** The second attempt only had to set the times. */
    @Test
    void aNewFileWhoseTimesACutOffAttemptSetIsCompleted() {
        drives.sourceFile("a", DRIVE, "a.txt", "new");
        drives.plan();
        drives.cutOff("a", ONEDRIVE, "a.txt", 3);
        drives.sent("a", "new");
        drives.recover();
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "new");
        drives.agree("a", "there-a");
        drives.soil("a");
        drives.cutOffWithoutPlace("a");
        drives.recover();

        drives.plan();

        assertThat(drives.lastState("a")).isEqualTo(JobState.COMPLETED);
        assertThat(drives.lastAction("a")).isEqualTo(Action.CREATE);
    }

    @Test
    void anUpdateWhoseTimesACutOffAttemptSetIsCompleted() {
        edited();
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "new");
        drives.plan();
        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
        drives.cutOffWithoutPlace("a");
        drives.recover();
        drives.agree("a", "there-a");
        drives.soil("a");

        drives.plan();

        assertThat(drives.lastState("a")).isEqualTo(JobState.COMPLETED);
        assertThat(drives.lastAction("a")).isEqualTo(Action.UPDATE);
    }

    @Test
    void anUpdateThatIsNoLongerWantedIsCancelled() {
        edited();
        drives.sourceFile("a", DRIVE, "a.txt", "old");

        drives.plan();

        assertThat(drives.lastState("a")).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void whatNoAttemptBeganIsCancelled() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "a.txt", "new");
        drives.plan();
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "new");
        drives.agree("a", "there-a");
        drives.soil("a");

        drives.plan();

        assertThat(drives.lastState("a")).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aDeletionThatACutOffAttemptDidIsCompleted() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.cutOff("a");
        drives.recover();
        drives.gone(Side.DESTINATION, "there-a");

        drives.plan();

        assertThat(drives.lastState("a")).isEqualTo(JobState.COMPLETED);
        assertThat(drives.baseline("a")).isNull();
    }

    @Test
    void aDeletionThatSomebodyElseDidIsCancelled() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.gone(Side.DESTINATION, "there-a");

        drives.plan();

        assertThat(drives.lastState("a")).isEqualTo(JobState.CANCELLED);
    }

    /** Edited in Drive; the attempt to follow sent all of it and was cut off. */
    private void edited() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "a.txt", "new");
        drives.plan();
        drives.cutOff("a");
        drives.sent("a", "new");
        drives.recover();
    }

    /** Renamed in Drive; the attempt to follow was cut off. */
    private void renamed() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "b.txt", "old");
        drives.plan();
        drives.cutOff("a", ONEDRIVE, "b.txt", 0);
        drives.recover();
    }
}
