package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.NOW;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.plan.Planned.Skipped;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Side;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session's filter leaves out, and what becomes of it when the filter changes. */
class SelectionTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void close() {
        drives.close();
    }

    // ---- what is left out

    @Test
    void whatIsExcludedIsSkippedWithTheReason() {
        drives.options("select.exclude=*.tmp");
        drives.sourceFile("a", DRIVE, "a.tmp", "a");
        drives.sourceFile("b", DRIVE, "b.txt", "b");

        Planned planned = drives.plan();

        assertThat(drives.queue()).containsExactly("CREATE /b.txt");
        assertThat(planned.skipped())
                .containsExactly(new Skipped("/a.tmp", "it is left out by select.exclude: *.tmp"));
        assertThat(drives.plan().skipped()).isEmpty();
    }

    @Test
    void anExcludedFolderIsNotMadeAndTellsForAllThatIsInIt() {
        drives.options("select.exclude=old/; !a.txt");
        drives.sourceFolder("f", DRIVE, "old");
        drives.sourceFolder("g", "f", "inner");
        drives.sourceFile("a", "g", "a.txt", "a");

        Planned planned = drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(planned.skipped())
                .containsExactly(new Skipped("/old", "it is left out by select.exclude: old/"));
    }

    @Test
    void aFolderThatHoldsOnlyWhatIsExcludedIsMade() {
        drives.options("select.exclude=*.tmp");
        drives.sourceFolder("f", DRIVE, "work");
        drives.sourceFile("a", "f", "a.tmp", "a");

        drives.plan();

        assertThat(drives.queue()).containsExactly("CREATE_FOLDER /work");
    }

    @Test
    void aFolderThatIsNotIncludedIsMadeOnlyForWhatIs() {
        drives.options("select.include=*.jpg");
        drives.sourceFolder("a", DRIVE, "empty");
        drives.sourceFolder("z", DRIVE, "photos");
        drives.sourceFolder("y", "z", "2026");
        drives.sourceFile("p", "y", "p.jpg", "p");
        drives.sourceFile("t", "a", "t.txt", "t");

        Planned planned = drives.plan();

        assertThat(drives.queue())
                .containsExactlyInAnyOrder(
                        "CREATE_FOLDER /photos",
                        "CREATE_FOLDER /photos/2026",
                        "CREATE /photos/2026/p.jpg");
        assertThat(planned.skipped())
                .containsExactly(
                        new Skipped("/empty/t.txt", "no pattern of select.include means it"));
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("photos");
        assertThat(drives.baseline("p")).isNotNull();
    }

    @Test
    void anIncludedFolderIsMadeThoughItIsEmpty() {
        drives.options("select.include=/photos/");
        drives.sourceFolder("f", DRIVE, "photos");
        drives.sourceFolder("g", DRIVE, "papers");

        drives.plan();

        assertThat(drives.queue()).containsExactly("CREATE_FOLDER /photos");
    }

    @Test
    void patternsCountFromTheSelectedFolders() {
        drives.sourceFolder("outer", DRIVE, "Outer");
        drives.sourceFolder("f", "outer", "Finance");
        drives.sourceFile("a", "f", "a.txt", "a");
        drives.sourceFile("b", "f", "b.txt", "b");
        drives.select("f", "a");
        drives.options("select.exclude=/Finance/a.txt; /Outer/Finance/b.txt");

        drives.plan();

        assertThat(drives.queue())
                .containsExactlyInAnyOrder(
                        "CREATE_FOLDER /Outer/Finance", "CREATE /Outer/Finance/b.txt");
    }

    @ParameterizedTest
    @CsvSource({
        "select.max-size=2B, it is larger than 2B (select.max-size)",
        "select.min-size=4B, it is smaller than 4B (select.min-size)",
        "select.types=pdf, its type is left out by select.types",
        "select.max-age=100d, it was changed more than 100d ago (select.max-age)",
        "select.min-age=3650d, it was changed less than 3650d ago and waits (select.min-age)"
    })
    void sizeTypeAndAgeLeaveFilesOutButNoFolders(String option, String reason) {
        drives.options(option);
        drives.sourceFolder("f", DRIVE, "folder");
        drives.sourceFile("a", "f", "a.txt", "abc");

        Planned planned = drives.plan();

        assertThat(drives.queue()).containsExactly("CREATE_FOLDER /folder");
        assertThat(planned.skipped()).containsExactly(new Skipped("/folder/a.txt", reason));
    }

    @Test
    void aDocumentIsMeantByItsNameInDriveAndByTheOneThatItGets() {
        drives.options("select.exclude=Plan; *.xlsx", "select.max-size=1B", "select.types=docx");
        drives.document("d", "Plan", "document", NOW);
        drives.document("e", "Sums", "spreadsheet", NOW);
        drives.document("f", "Letter", "document", NOW);

        drives.plan();

        assertThat(drives.queue()).containsExactly("CREATE /Letter.docx");
    }

    @Test
    void whatIsLeftOutIsNeverAConflict() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.tmp");
        drives.sourceFile("a", DRIVE, "a.tmp", "here");
        drives.destinationFile("there-a", ONEDRIVE, "a.tmp", "there, longer");
        drives.plan();
        assertThat(drives.openConflicts()).hasSize(1);

        drives.options("select.exclude=*.tmp");
        drives.plan();

        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.queue()).isEmpty();
    }

    // ---- a filter that changes

    @Test
    void whatIsIncludedLaterIsTransferred() {
        drives.options("select.exclude=*.tmp");
        drives.sourceFile("a", DRIVE, "a.tmp", "a");
        drives.plan();

        drives.options("select.exclude=*.bak");
        drives.plan();

        assertThat(drives.queue()).containsExactly("CREATE /a.tmp");
    }

    @Test
    void aJobOfWhatIsExcludedLaterIsCancelled() {
        drives.sourceFile("a", DRIVE, "a.tmp", "a");
        drives.plan();
        long job = drives.job("a").id();

        drives.options("select.exclude=*.tmp");
        assertThat(drives.decide("a")).isInstanceOf(Decision.LeaveOut.class);
        drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.database.read(tx -> drives.jobs.find(tx, job)).orElseThrow().state())
                .isEqualTo(JobState.CANCELLED);
    }

    @Test
    void whatIsExcludedLaterStaysAsItIsWhateverBecomesOfIt() {
        drives.synced("edited", DRIVE, ONEDRIVE, "edited.tmp");
        drives.synced("renamed", DRIVE, ONEDRIVE, "renamed.tmp");
        drives.synced("deleted", DRIVE, ONEDRIVE, "deleted.tmp");
        drives.synced("there", DRIVE, ONEDRIVE, "there.tmp");
        drives.options("select.exclude=*.tmp");
        drives.plan();

        drives.sourceFile("edited", DRIVE, "edited.tmp", "new");
        drives.sourceFile("renamed", DRIVE, "again.tmp", "old");
        drives.gone(Side.SOURCE, "deleted");
        drives.destinationFile("there-there", ONEDRIVE, "there.tmp", "edited in OneDrive");
        drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.baseline("deleted")).isNull();
    }

    @Test
    void whatIsDeletedBeforeTheFirstPlanAfterItWasExcludedStays() {
        drives.syncedFolder("f", "old");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.options("select.exclude=/old/");
        drives.gone(Side.SOURCE, "f");
        drives.gone(Side.SOURCE, "a");

        drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.baseline("a")).isNull();
        assertThat(drives.baseline("f")).isNull();
    }

    @Test
    void whatLeavesTheSelectionWhileItIsExcludedStays() {
        drives.sourceFolder("outside", DRIVE, "outside");
        drives.syncedFolder("f", "selected");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.select("f");
        drives.options("select.exclude=/selected/a.txt");
        drives.plan();

        drives.sourceFile("a", "outside", "a.txt", "old");
        drives.plan();

        assertThat(drives.queue()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 planned first", "z planned last"})
    void aFolderOfTheDestinationStaysForWhatIsExcludedInIt(String folder) {
        drives.syncedFolder(folder, "folder");
        drives.synced("a", folder, "there-" + folder, "a.tmp");
        drives.synced("b", folder, "there-" + folder, "b.txt");
        drives.options("select.exclude=*.tmp");
        drives.plan();

        drives.gone(Side.SOURCE, folder);
        drives.gone(Side.SOURCE, "a");
        drives.gone(Side.SOURCE, "b");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE)).containsExactly("folder");
        assertThat(drives.names("there-" + folder)).containsExactly("a.tmp");
    }

    @Test
    void whatIsIncludedAgainUnchangedCostsNothing() {
        drives.syncedFolder("f", "folder");
        drives.synced("a", "f", "there-f", "a.tmp");
        drives.options("select.exclude=folder/");
        drives.plan();

        drives.options("select.exclude=");
        drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.decide("a")).isEqualTo(new Decision.Nothing());
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        assertThat(drives.queue()).containsExactly("DELETE /folder/a.tmp");
    }

    @Test
    void whatWasEditedMeanwhileIsUpdatedOnceItIsIncludedAgain() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.tmp");
        drives.options("select.exclude=*.tmp");
        drives.plan();
        drives.sourceFile("a", DRIVE, "a.tmp", "new and longer");
        drives.plan();

        drives.options("select.exclude=");
        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /a.tmp");
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void whatWasDeletedInOneDriveMeanwhileIsTransferredOnceItIsIncludedAgain() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.tmp");
        drives.options("select.exclude=*.tmp");
        drives.plan();
        drives.gone(Side.DESTINATION, "there-a");
        drives.plan();

        drives.options("select.exclude=");
        drives.plan();

        assertThat(drives.queue()).containsExactly("CREATE /a.tmp");
    }

    @Test
    void whatWasGoneMeanwhileIsComparedOnceItIsBackAndIncluded() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.tmp");
        drives.options("select.exclude=*.tmp");
        drives.plan();
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.sourceFile("a", DRIVE, "a.tmp", "old");

        drives.options("select.exclude=");
        drives.plan();

        assertThat(drives.queue()).containsExactly("ADOPT /a.tmp");
    }

    @Test
    void aFolderThatWasExcludedIsFollowedUnderItsNewNameOnceItIsIncluded() {
        drives.syncedFolder("f", "tmp");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.options("select.exclude=/tmp/");
        drives.plan();

        drives.sourceFolder("f", DRIVE, "work");
        drives.plan();

        assertThat(drives.queue()).containsExactly("RENAME /work");
    }

    // ---- files that come and go by themselves

    @Test
    void aFileThatGrowsBeyondTheLimitStaysAsItWasUntilItShrinks() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.options("select.max-size=5B");
        drives.sourceFile("a", DRIVE, "a.txt", "large content");
        drives.plan();
        assertThat(drives.queue()).isEmpty();

        drives.sourceFile("a", DRIVE, "a.txt", "less");
        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
        assertThat(drives.openConflicts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a, b", "b, a"})
    void anEditorThatKeepsABackupUnderAnExcludedNameUpdatesTheFile(String backup, String fresh) {
        drives.options("select.exclude=*.bak");
        drives.synced(backup, DRIVE, ONEDRIVE, "text.txt");
        drives.plan();

        drives.sourceFile(backup, DRIVE, "text.txt.bak", "old");
        drives.sourceFile(fresh, DRIVE, "text.txt", "new content");
        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /text.txt");
        assertThat(drives.openConflicts()).isEmpty();
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("text.txt");
    }

    @Test
    void aNameThatAnExcludedFileStillHasIsNotTaken() {
        drives.options("select.max-size=5B");
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "a.txt", "large content");
        drives.sourceFile("b", DRIVE, "a.txt", "new");

        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE)).hasSize(2).contains("a.txt");
        assertThat(drives.destination("there-a").size()).isEqualTo(3);
    }

    @Test
    void aYoungFileWaitsUntilItIsOldEnoughWithoutAnythingNewInTheFeed() {
        drives.options("select.min-age=10m");
        drives.keep(Side.SOURCE, changedAt("a", "a", NOW.minusSeconds(60)));
        drives.plan();
        assertThat(drives.queue()).isEmpty();

        drives.later(Duration.ofMinutes(8));
        assertThat(drives.plan().skipped()).isEmpty();
        assertThat(drives.queue()).isEmpty();

        drives.later(Duration.ofMinutes(1));
        drives.plan();
        assertThat(drives.queue()).containsExactly("CREATE /a");
    }

    @Test
    void anEditWaitsTooAndADeletionDoesNot() {
        drives.synced("a", DRIVE, ONEDRIVE, "a");
        drives.synced("b", DRIVE, ONEDRIVE, "b");
        drives.options("select.min-age=10m");
        drives.keep(Side.SOURCE, changedAt("a", "new content", NOW));
        drives.keep(Side.SOURCE, changedAt("b", "new content", NOW));
        drives.plan();
        assertThat(drives.queue()).isEmpty();

        drives.gone(Side.SOURCE, "b");
        drives.plan();
        assertThat(drives.queue()).containsExactly("DELETE /b");

        drives.later(Duration.ofMinutes(10));
        drives.plan();
        assertThat(drives.queue()).containsExactly("DELETE /b", "UPDATE /a");
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void aFileThatGrewTooOldIsLeftAloneUntilItIsEdited() {
        drives.synced("a", DRIVE, ONEDRIVE, "a");
        drives.synced("b", DRIVE, ONEDRIVE, "b");
        drives.options("select.max-age=100d");

        drives.gone(Side.SOURCE, "b");
        drives.plan();
        assertThat(drives.queue()).isEmpty();

        drives.keep(Side.SOURCE, changedAt("a", "new content", NOW));
        drives.plan();
        assertThat(drives.queue()).containsExactly("UPDATE /a");
        assertThat(drives.openConflicts()).isEmpty();
    }

    private static Item changedAt(String name, String content, Instant time) {
        Item item = PlanFixture.file(name, DRIVE, name, content, "s:");
        return PlanFixture.item(name, DRIVE, name, Item.Kind.FILE, item.size(), item.hash(), time);
    }
}
