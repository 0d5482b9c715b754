package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.Deciders;
import com.aqwacloud.sync.internal.store.GuardedDeletes;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many deletes wait for a person. */
class DeleteGuardTest {
    private final PlanFixture drives = new PlanFixture();
    private final GuardedDeletes guarded = new GuardedDeletes();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void manyDeletesAreHeldBackUntilAPersonSaysSo() {
        for (int i = 0; i < 100; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        for (int i = 0; i < 51; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        drives.sourceFile("new", DRIVE, "new.txt", "goes on");

        assertThat(drives.plan().deletesHeld()).isEqualTo(51);
        assertThat(drives.claimable()).extracting(Job::sourceId).containsExactly("new");

        drives.database.change(tx -> drives.heldDeletes.allow(tx, SESSION));
        assertThat(drives.plan().deletesHeld()).isZero();
        assertThat(drives.claimable()).hasSize(52);
    }

    @Test
    void fewDeletesOrASmallShareGoAtOnce() {
        for (int i = 0; i < 300; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        for (int i = 0; i < 60; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }

        assertThat(drives.plan().deletesHeld()).isZero();
        assertThat(drives.claimable()).hasSize(60);
    }

    @Test
    void howManyDeletesAreTooManyIsSaidByTheSession() {
        for (int i = 0; i < 100; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        for (int i = 0; i < 3; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        drives.options("deletes.max-files=2", "deletes.max-percent=2");
        assertThat(drives.plan().deletesHeld()).isEqualTo(3);

        drives.options("deletes.max-files=2", "deletes.max-percent=3");
        assertThat(drives.plan().deletesHeld()).isZero();
    }

    @Test
    void withAHundredPercentNobodyIsAskedThoughMoreWentOfLateThanIsLeft() {
        drives.options("deletes.max-percent=100");
        for (int i = 0; i < 100; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        for (int i = 0; i < 60; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        drives.plan();
        drives.carryOutAll();
        for (int i = 60; i < 100; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }

        assertThat(drives.plan().deletesHeld()).isZero();
        assertThat(drives.claimable()).hasSize(40);
    }

    @Test
    void filesBroughtBackWhileDeletesAreHeldStay() {
        for (int i = 0; i < 60; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        for (int i = 0; i < 60; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        assertThat(drives.plan().deletesHeld()).isEqualTo(60);
        drives.database.change(tx -> drives.heldDeletes.allow(tx, SESSION));
        assertThat(drives.claimable()).isEmpty();
        for (int i = 0; i < 60; i++) {
            drives.sourceFile("f" + i, DRIVE, i + ".txt", "old");
        }

        drives.plan();

        assertThat(drives.open()).isEmpty();
    }

    @Test
    void aHeldDeleteThatBecomesOtherWorkIsHeldNoMore() {
        for (int i = 0; i < 60; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        for (int i = 0; i < 60; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        drives.plan();
        drives.sourceFile("f0", DRIVE, "0.txt", "edited and back");

        assertThat(drives.plan().deletesHeld()).isEqualTo(59);
        assertThat(drives.claimable()).extracting(Job::action).containsExactly(Action.UPDATE);
    }

    @Test
    void aFolderThatWaitsForWhatLeavesItCountsAllThatGoesWithIt() {
        drives.syncedFolder("d", "d");
        for (int i = 0; i < 60; i++) {
            drives.synced("f" + i, "d", "there-d", i + ".txt");
        }
        drives.sourceFile("f0", DRIVE, "0.txt", "old");
        drives.gone(Side.SOURCE, "d");
        for (int i = 1; i < 60; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }

        assertThat(drives.plan().deletesHeld()).isEqualTo(59);
        drives.carryOut("f0");
        assertThat(drives.plan().deletesHeld()).isEqualTo(59);
        assertThat(drives.claimable()).isEmpty();
    }

    @Test
    void manyThatGoOneByOneWithinAnHourAreAsMany() {
        for (int i = 0; i < 100; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        assertThat(goOneByOne(0, 50)).isZero();

        drives.gone(Side.SOURCE, "f50");
        Planned planned = drives.plan();
        assertThat(planned.deletesHeld()).isOne();
        assertThat(planned.recentDeletes()).isEqualTo(50);
        assertThat(drives.claimable()).isEmpty();
    }

    @Test
    void whatWasLetGoAndIsHeldAgainCountsOnce() {
        drives.syncedFolder("d", "d");
        for (int i = 0; i < 31; i++) {
            drives.synced("f" + i, "d", "there-d", i + ".txt");
        }
        drives.gone(Side.SOURCE, "d");
        for (int i = 0; i < 31; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        assertThat(drives.plan().deletesHeld()).isZero();

        drives.soil("d");

        assertThat(drives.plan().deletesHeld()).isZero();
        assertThat(drives.claimable()).extracting(Job::sourceId).containsExactly("d");
    }

    @Test
    void manyWithinAnHourAreManyWheneverTheyBegan() {
        for (int i = 0; i < 100; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        assertThat(goOneByOne(0, 1)).isZero();
        drives.later(Duration.ofMinutes(59));
        assertThat(goOneByOne(1, 50)).isZero();
        drives.later(Duration.ofMinutes(2));

        assertThat(goOneByOne(50, 51)).isOne();
    }

    @Test
    void whatWentLongAgoCountsNoMore() {
        for (int i = 0; i < 100; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        assertThat(goOneByOne(0, 50)).isZero();
        drives.later(Duration.ofHours(2));

        assertThat(goOneByOne(50, 60)).isZero();
    }

    @Test
    void theCountBeginsAnewOnceAPersonHasAllowedIt() {
        for (int i = 0; i < 100; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        goOneByOne(0, 50);
        drives.gone(Side.SOURCE, "f50");
        drives.plan();
        boolean asked =
                drives.database.write(
                        tx -> {
                            guarded.ask(tx, SESSION);
                            drives.heldDeletes.allow(tx, SESSION);
                            return guarded.answer(tx, SESSION, drives.now());
                        });
        assertThat(asked).isTrue();
        drives.plan();
        drives.carryOutAll();

        assertThat(goOneByOne(51, 70)).isZero();
    }

    @Test
    void whatWasLetGoBeforeAPersonAnsweredIsNoneOfWhatCountsSince() {
        for (int i = 0; i < 120; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        letGo(0, 40);
        for (int i = 40; i < 60; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        assertThat(drives.plan().deletesHeld()).isEqualTo(20);
        drives.later(Duration.ofMinutes(1));
        allow();
        for (int i = 60; i < 100; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        assertThat(drives.plan().deletesHeld()).isZero();

        for (int i = 0; i < 40; i++) {
            drives.sourceFile("f" + i, DRIVE, i + ".txt", "old");
        }
        for (int i = 100; i < 111; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        Planned planned = drives.plan();
        assertThat(planned.recentDeletes()).isEqualTo(40);
        assertThat(planned.deletesHeld()).isEqualTo(11);
    }

    @Test
    void whatFailedAndIsTriedAgainWithinAnHourCountsOnce() {
        for (int i = 0; i < 100; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        deleteAndFail(0, 30);

        for (int i = 0; i < 30; i++) {
            drives.soil("f" + i);
        }
        assertThat(drives.plan().deletesHeld()).isZero();
        drives.carryOutAll();
        assertThat(goOneByOne(30, 50)).isZero();
        assertThat(goOneByOne(50, 51)).isOne();
    }

    @Test
    void whatFailedLongAgoAndIsTriedAgainCountsWithWhatGoesNow() {
        for (int i = 0; i < 100; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        deleteAndFail(0, 20);
        drives.later(Duration.ofHours(3));
        assertThat(goOneByOne(20, 60)).isZero();

        for (int i = 0; i < 20; i++) {
            drives.soil("f" + i);
        }
        Planned planned = drives.plan();
        assertThat(planned.deletesHeld()).isEqualTo(20);
        assertThat(planned.recentDeletes()).isEqualTo(40);
    }

    private void deleteAndFail(int from, int to) {
        for (int i = from; i < to; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        assertThat(drives.plan().deletesHeld()).isZero();
        for (int i = from; i < to; i++) {
            drives.fail("f" + i);
        }
    }

    @Test
    void whatIsLetGoAndComesToNothingDoesNotCount() {
        for (int i = 0; i < 120; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        letGo(0, 40);
        for (int i = 0; i < 10; i++) {
            drives.sourceFile("f" + i, DRIVE, i + ".txt", "old");
            drives.gone(Side.DESTINATION, "there-f" + (10 + i));
            drives.giveUp("f" + (20 + i));
            drives.destinationFile("there-f" + (30 + i), ONEDRIVE, (30 + i) + ".txt", "edited");
        }
        drives.plan();
        assertThat(drives.claimable()).isEmpty();
        assertThat(drives.openConflicts()).hasSize(10);

        assertThat(goOneByOne(40, 90)).isZero();
        assertThat(goOneByOne(90, 91)).isOne();
    }

    @Test
    void whatIsEditedAndBackAfterItsDeleteWasLetGoDoesNotCount() {
        for (int i = 0; i < 120; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        letGo(0, 50);
        for (int i = 0; i < 50; i++) {
            drives.sourceFile("f" + i, DRIVE, i + ".txt", "edited and back");
        }
        drives.plan();
        drives.carryOutAll();

        assertThat(goOneByOne(50, 100)).isZero();
        assertThat(goOneByOne(100, 101)).isOne();
    }

    @Test
    void whatFailedAndIsBackInGoogleDriveDoesNotCount() {
        for (int i = 0; i < 120; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        deleteAndFail(0, 50);
        for (int i = 0; i < 50; i++) {
            drives.sourceFile("f" + i, DRIVE, i + ".txt", "old");
        }
        drives.plan();

        assertThat(goOneByOne(50, 100)).isZero();
        assertThat(goOneByOne(100, 101)).isOne();
    }

    private void letGo(int from, int to) {
        for (int i = from; i < to; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        assertThat(drives.plan().deletesHeld()).isZero();
        assertThat(drives.claimable()).hasSize(to - from);
    }

    @Test
    void whatAPersonAllowedIsNotAskedAgainWhenItFailed() {
        allowAndFail();

        start();
        assertThat(drives.plan().deletesHeld()).isZero();
        assertThat(drives.claimable()).hasSize(60);
        // Nor does it count, however often it fails.
        drives.fail("f0");
        start();
        drives.plan();
        drives.carryOutAll();
        assertThat(goOneByOne(60, 110)).isZero();
        assertThat(goOneByOne(110, 111)).isOne();
    }

    @Test
    void whatAPersonAllowedIsAskedAgainOnceItWasBack() {
        allowAndFail();
        for (int i = 0; i < 60; i++) {
            drives.sourceFile("f" + i, DRIVE, i + ".txt", "old");
        }
        drives.plan();
        for (int i = 0; i < 60; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }

        assertThat(drives.plan().deletesHeld()).isEqualTo(60);
    }

    @Test
    void whatAPersonAllowedIsNoPermissionForMoreOfTheSameFolder() {
        drives.syncedFolder("d", "d");
        for (int i = 0; i < 60; i++) {
            drives.synced("f" + i, "d", "there-d", i + ".txt");
        }
        drives.gone(Side.SOURCE, "d");
        for (int i = 0; i < 60; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        assertThat(drives.plan().deletesHeld()).isEqualTo(60);
        allow();
        drives.plan();
        drives.soil("d");
        assertThat(drives.plan().deletesHeld()).isZero();

        drives.synced("one-more", "d", "there-d", "more.txt");
        drives.gone(Side.SOURCE, "one-more");
        drives.soil("d");

        assertThat(drives.plan().deletesHeld()).isEqualTo(61);
    }

    @Test
    void whatAPersonHasTriedAgainIsAllowed() {
        for (int i = 0; i < 120; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        for (int i = 0; i < 60; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        assertThat(drives.plan().deletesHeld()).isEqualTo(60);
        for (int i = 0; i < 60; i++) {
            drives.giveUp("f" + i);
            drives.tryAgain("f" + i);
            drives.soil("f" + i);
        }

        assertThat(drives.plan().deletesHeld()).isZero();
        assertThat(drives.claimable()).hasSize(60);
    }

    /** Deletes of the first 60 of 120 files. */
    private void allowAndFail() {
        for (int i = 0; i < 120; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        for (int i = 0; i < 60; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        assertThat(drives.plan().deletesHeld()).isEqualTo(60);
        allow();
        drives.plan();
        for (int i = 0; i < 60; i++) {
            drives.fail("f" + i);
        }
    }

    private void allow() {
        drives.database.change(
                tx -> {
                    guarded.ask(tx, SESSION);
                    guarded.answer(tx, SESSION, drives.now());
                    drives.heldDeletes.allow(tx, SESSION);
                });
    }

    /** As a start of the session does: what failed is looked at again. */
    private void start() {
        drives.database.change(
                tx ->
                        drives.sessionJobs
                                .failedItems(tx, SESSION)
                                .forEach(id -> drives.items.soil(tx, SESSION, Side.SOURCE, id)));
    }

    @Test
    void whatAPersonDecidedInTheInboxIsNeitherHeldNorCounted() {
        for (int i = 0; i < 120; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        deletedHereAndEditedThere(60);
        for (int i = 0; i < 60; i++) {
            drives.resolve("f" + i, ConflictPreference.SOURCE, Deciders.API);
        }

        assertThat(drives.claimable()).hasSize(60);
        assertThat(drives.plan().deletesHeld()).isZero();
        drives.soil("f0");
        assertThat(drives.plan().deletesHeld()).isZero();
        drives.carryOutAll();
        assertThat(goOneByOne(60, 110)).isZero();
        assertThat(goOneByOne(110, 111)).isOne();
    }

    @Test
    void whatARouteDecidedIsGuardedAsAllElseWhateverNameItGives() {
        var names =
                List.of(
                        Deciders.AUTO,
                        Deciders.DEADLINE,
                        Deciders.route("ann"),
                        Deciders.route(Deciders.API));
        for (int i = 0; i < 120; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        deletedHereAndEditedThere(60);
        for (int i = 0; i < 60; i++) {
            drives.resolve("f" + i, ConflictPreference.SOURCE, names.get(i % names.size()));
        }

        assertThat(drives.claimable()).isEmpty();
        assertThat(drives.plan().deletesHeld()).isEqualTo(60);
    }

    @Test
    void whatIsDeletedOnlyAfterAPersonDecidedForItIsGuarded() {
        drives.options("deletes.max-files=0", "deletes.max-percent=0");
        drives.synced("f", DRIVE, ONEDRIVE, "f.txt");
        drives.sourceFile("f", DRIVE, "f.txt", "edited");
        drives.destinationFile("there-f", ONEDRIVE, "f.txt", "edited there");
        drives.plan();
        drives.resolve("f", ConflictPreference.SOURCE, Deciders.API);
        drives.gone(Side.SOURCE, "f");

        assertThat(drives.plan().deletesHeld()).isOne();
    }

    private void deletedHereAndEditedThere(int count) {
        for (int i = 0; i < count; i++) {
            drives.gone(Side.SOURCE, "f" + i);
            drives.destinationFile("there-f" + i, ONEDRIVE, i + ".txt", "edited there");
        }
        drives.plan();
    }

    /** Returns how many are held back in the end. */
    private long goOneByOne(int from, int to) {
        long held = 0;
        for (int i = from; i < to; i++) {
            drives.gone(Side.SOURCE, "f" + i);
            held = drives.plan().deletesHeld();
            drives.carryOutAll();
        }
        return held;
    }
}
