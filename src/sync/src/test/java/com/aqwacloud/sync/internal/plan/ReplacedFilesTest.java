package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.NOW;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is gone in Drive and another of its name takes the place of, as where editors save. */
class ReplacedFilesTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void whatWasDecidedToStayIsNotDeletedForTheOneThatIsGone() {
        replacedAndEditedThere("edited there");
        var decided =
                new Decided(ConflictPreference.DESTINATION, drives.destination("there-a").etag());
        assertThat(Decision.replaced(drives.decide("b", decided))).isEqualTo("a");
        drives.resolve("b", ConflictPreference.DESTINATION);

        decideForTheOneThatIsGone();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt");
        assertThat(drives.baseline("a")).isNull();
        assertThat(drives.baseline("b").destinationHash()).isEqualTo("d:edited there");
        drives.plan();
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void whatTurnsOutToBeTheSameIsNotDeletedForTheOneThatIsGone() {
        replacedAndEditedThere("the heir");
        assertThat(drives.queue()).containsExactly("ADOPT /a.txt");
        assertThat(drives.work("b").replacedSourceId()).isEqualTo("a");
        drives.carryOut("b");

        decideForTheOneThatIsGone();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.baseline("a")).isNull();
        assertThat(drives.baseline("b").destinationId()).isEqualTo("there-a");
        drives.plan();
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void theKeptCopyIsNotDeletedForTheOneThatIsGone() {
        replacedAndEditedThere("edited there");
        drives.resolve("b", ConflictPreference.KEEP_BOTH);
        drives.carryOut("b");

        decideForTheOneThatIsGone();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.names(ONEDRIVE)).containsExactly("a (OneDrive, 2025-01-01).txt", "a.txt");
        assertThat(drives.baseline("a")).isNull();
        drives.plan();
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void theConflictOfTheOneThatIsGoneEndsWithThatOfItsHeir() {
        replacedAndEditedThere("edited there");
        drives.resolve("b", ConflictPreference.SOURCE);
        drives.carryOut("b");

        drives.plan();

        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.queue()).isEmpty();
        assertThat(drives.destination("there-a").hash()).isEqualTo("d:the heir");
    }

    /** Whoever finds out, and whether it was known or not what is replaced. */
    @Test
    void aFileOfOneDriveStandsForOneOfDriveAlone() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        Item heir = drives.sourceFile("b", DRIVE, "a.txt", "the heir");
        var agree = new Decision.Agree(Baseline.of(heir, drives.destination("there-a")), null);

        drives.database.change(tx -> new Settlement(Clock.systemUTC()).agreed(tx, SESSION, agree));

        assertThat(drives.baseline("a")).isNull();
        assertThat(drives.dirty("a")).isTrue();
        assertThat(drives.baseline("b").destinationId()).isEqualTo("there-a");
    }

    // ---- nobody edited it

    /** What is planned first is told by the ids. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "z"})
    void whatIsReplacedIsNotDeleted(String heir) {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.sourceFile(heir, DRIVE, "a.txt", "the heir");

        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
        assertThat(drives.work(heir).destination().id()).isEqualTo("there-a");
        assertRests(heir);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "z"})
    void whatIsReplacedLaterIsNotDeletedAnyMore(String heir) {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        assertThat(drives.queue()).containsExactly("DELETE /a.txt");

        drives.sourceFile(heir, DRIVE, "a.txt", "the heir");
        assertThat(drives.decide("a")).isEqualTo(new Decision.LeaveTo(heir));
        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
        assertRests(heir);
    }

    @Test
    void whatWasBegunToBeDeletedAndIsReplacedIsMadeAnewIfItIsGone() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.cutOff("a");
        drives.recover();
        drives.sourceFile("b", DRIVE, "a.txt", "the heir");
        drives.plan();
        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");

        drives.gone(Side.DESTINATION, "there-a");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt");
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void whatIsReplacedIsDeletedOnceItsHeirIsGoneToo() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.sourceFile("b", DRIVE, "a.txt", "the heir");
        drives.plan();

        drives.gone(Side.SOURCE, "b");
        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /a.txt");
    }

    @Test
    void whatIsReplacedIsDeletedOnceItsHeirHasAnotherName() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.sourceFile("b", DRIVE, "a.txt", "the heir");
        drives.plan();

        drives.sourceFile("b", DRIVE, "b.txt", "the heir");
        drives.plan();

        assertThat(drives.queue()).containsExactlyInAnyOrder("DELETE /a.txt", "CREATE /b.txt");
    }

    @Test
    void whatIsReplacedIsDeletedIfTheTransferOfItsHeirIsGivenUp() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.sourceFile("b", DRIVE, "a.txt", "the heir");
        drives.plan();
        Job job = drives.job("b");

        drives.database.change(
                tx -> drives.jobs.finish(tx, job.id(), JobState.CANCELLED, "Cancelled.", NOW));
        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /a.txt");
    }

    @Test
    void anHeirThatNobodyPlansIsPlanned() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("b", DRIVE, "a.txt", "the heir");
        drives.database.change(tx -> drives.items.clean(tx, SESSION, Side.SOURCE, "b"));
        drives.gone(Side.SOURCE, "a");

        drives.plan();
        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
    }

    @Test
    void aDocumentReplacedByOneOfItsNameIsNotDeleted() {
        drives.document("a", "Plan", "document", NOW);
        drives.plan();
        drives.carryOutAll();
        String there = drives.baseline("a").destinationId();
        drives.gone(Side.SOURCE, "a");
        drives.document("b", "Plan", "document", NOW.plusSeconds(60));
        assertThat(drives.decide("a")).isEqualTo(new Decision.LeaveTo("b"));

        drives.plan();
        drives.carryOutAll();

        assertThat(drives.baseline("b").destinationId()).isEqualTo(there);
    }

    // ---- the guard

    @Test
    void manyReplacedFilesAreNotTakenForManyDeletes() {
        for (int i = 0; i < 100; i++) {
            drives.synced("a" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        for (int i = 0; i < 60; i++) {
            drives.gone(Side.SOURCE, "a" + i);
            drives.sourceFile("b" + i, DRIVE, i + ".txt", "the heir");
        }

        assertThat(drives.plan().deletesHeld()).isZero();

        assertThat(drives.open()).extracting(Job::action).containsOnly(Action.UPDATE).hasSize(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "z"})
    void aFolderDeletedAndUploadedAgainIsNotTakenForManyDeletes(String heir) {
        folderUploadedAgain(heir);

        assertThat(drives.plan().deletesHeld()).isZero();
        assertThat(drives.plan().deletesHeld()).isZero();
        assertThat(drives.open()).extracting(Job::action).doesNotContain(Action.DELETE);
        drives.carryOutAll();

        assertThat(drives.baseline(heir).destinationId()).isEqualTo("there-f");
        assertThat(drives.baseline(heir + "-59").destinationId()).isEqualTo("there-f-59");
        assertThat(drives.names("there-f")).hasSize(60);
        assertThat(drives.openConflicts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "z"})
    void aFolderUploadedAgainThatHoldsWhatOnlyOneDriveHasIsNeither(String heir) {
        folderUploadedAgain(heir);
        drives.destinationFile("own", "there-f", "own.txt", "mine");

        assertThat(drives.plan().deletesHeld()).isZero();
        assertThat(drives.plan().deletesHeld()).isZero();
        assertThat(drives.open()).extracting(Job::action).doesNotContain(Action.DELETE);
        drives.carryOutAll();

        assertThat(drives.baseline(heir + "-59").destinationId()).isEqualTo("there-f-59");
        assertThat(drives.names("there-f")).hasSize(61);
    }

    /** The folder is told of, but not planned yet, when the turn of a deletion in it comes. */
    @Test
    void whatIsInAFolderThatIsJustUploadedAgainIsNotDeleted() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.destinationFile("own", "there-f", "own.txt", "mine");
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.gone(Side.SOURCE, "f");
        assertThat(drives.decide("a")).isInstanceOf(Decision.Work.class);

        drives.sourceFolder("g", DRIVE, "f");

        assertThat(drives.decide("a")).isEqualTo(new Decision.LeaveTo("g"));
    }

    @Test
    void whatIsNotUploadedAgainWithItsFolderIsDeleted() {
        folderUploadedAgain("z");
        drives.gone(Side.SOURCE, "z-7");

        drives.plan();
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names("there-f")).hasSize(59).doesNotContain("7.txt");
        assertThat(drives.baseline("z").destinationId()).isEqualTo("there-f");
    }

    private void folderUploadedAgain(String heir) {
        drives.syncedFolder("f", "f");
        drives.sourceFolder(heir, DRIVE, "f");
        for (int i = 0; i < 60; i++) {
            drives.synced("f-" + i, "f", "there-f", i + ".txt");
            drives.gone(Side.SOURCE, "f-" + i);
            drives.sourceFile(heir + "-" + i, heir, i + ".txt", "old");
        }
        drives.gone(Side.SOURCE, "f");
    }

    // ---- OneDrive's was edited

    @Test
    void anEditOfWhatIsReplacedIsOneConflict() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "edited there");
        drives.sourceFile("b", DRIVE, "a.txt", "the heir");

        drives.plan();

        assertThat(drives.openConflicts())
                .extracting(conflict -> conflict.source().id())
                .containsExactly("b");
        drives.resolve("b", ConflictPreference.SOURCE);
        assertRests("b");
    }

    @Test
    void anEditOfWhatIsReplacedByTheSameStays() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "edited there");
        drives.sourceFile("b", DRIVE, "a.txt", "old");

        drives.plan();
        drives.plan();

        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.queue()).isEmpty();
        assertThat(drives.baseline("b").destinationId()).isEqualTo("there-a");
        assertThat(drives.baseline("a")).isNull();
        assertThat(drives.dirty("a") || drives.dirty("b")).isFalse();
    }

    @Test
    void theNameOfWhatIsReplacedIsNotWaitedForWhileAPersonIsToDecide() {
        drives.synced("c", DRIVE, ONEDRIVE, "c.txt");
        replacedAndEditedThere("edited there");
        drives.sourceFile("c", DRIVE, "a.txt", "old");

        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE))
                .containsExactlyInAnyOrder("a.txt", NameRule.beside("a.txt", "c"));
    }

    // ---- while it is left to its heir

    @Test
    void whatIsLeftToAConflictOfItsHeirIsNotPlannedAtEachPoll() {
        leftToAConflict();

        assertThat(drives.dirty("a") || drives.dirty("b")).isFalse();
        drives.resolve("b", ConflictPreference.SOURCE);
        assertRests("b");
    }

    @Test
    void whatIsLeftToAConflictIsDecidedByItselfOnceThatIsWithdrawn() {
        leftToAConflict();

        drives.gone(Side.SOURCE, "b");
        drives.plan();
        drives.plan();

        assertThat(drives.openConflicts())
                .extracting(conflict -> conflict.source().id())
                .containsExactly("a");
    }

    @Test
    void whatIsLeftToAConflictIsForgottenIfBothFilesStay() {
        leftToAConflict();

        drives.resolve("b", ConflictPreference.KEEP_BOTH);
        drives.carryOutAll();
        drives.plan();

        assertThat(drives.baseline("a")).isNull();
        assertThat(drives.names(ONEDRIVE)).hasSize(2).contains("a.txt");
        assertThat(drives.dirty("a") || drives.dirty("b")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "CANCELLED"})
    void whatIsLeftToAnUploadIsDeletedOnceThatIsGivenUp(JobState end) {
        leftToAnUpload();
        Job job = drives.job("b");

        drives.database.change(tx -> drives.jobs.finish(tx, job.id(), end, "Given up.", NOW));
        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /a.txt");
    }

    @Test
    void whatIsLeftToAnUploadIsDeletedOnceThatsFileHasAnotherName() {
        leftToAnUpload();

        drives.sourceFile("b", DRIVE, "b.txt", "the heir");
        drives.plan();
        drives.plan();

        assertThat(drives.queue()).containsExactlyInAnyOrder("DELETE /a.txt", "CREATE /b.txt");
    }

    private void leftToAnUpload() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.sourceFile("b", DRIVE, "a.txt", "the heir");
        drives.plan();
        drives.plan();
        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
        assertThat(drives.dirty("a") || drives.dirty("b")).isFalse();
    }

    private void leftToAConflict() {
        replacedAndEditedThere("edited there");
        drives.plan();
        assertThat(drives.openConflicts())
                .extracting(conflict -> conflict.source().id())
                .containsExactly("b");
    }

    private void assertRests(String heir) {
        drives.carryOutAll();
        drives.plan();
        assertThat(drives.queue()).isEmpty();
        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt");
        assertThat(drives.baseline("a")).isNull();
        assertThat(drives.baseline(heir).destinationId()).isEqualTo("there-a");
        assertThat(drives.dirty("a")).isFalse();
    }

    /** In Drive a is deleted first, and b comes with the next poll. */
    private void replacedAndEditedThere(String content) {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", content);
        drives.plan();
        assertThat(drives.openConflicts()).extracting(Conflict::path).containsExactly("/a.txt");
        drives.sourceFile("b", DRIVE, "a.txt", "the heir");
        drives.plan();
    }

    /** As a person could who still sees the conflict of the deleted file. */
    private void decideForTheOneThatIsGone() {
        String etag = drives.destination("there-a").etag();
        drives.replan("a", new Decided(ConflictPreference.SOURCE, etag));
    }
}
