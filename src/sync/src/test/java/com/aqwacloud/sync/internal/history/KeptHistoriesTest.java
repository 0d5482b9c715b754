package com.aqwacloud.sync.internal.history;

import com.aqwacloud.sync.api.ConflictPreference;
import org.junit.jupiter.api.Test;

/** Histories that once did not end as they must, as short as they could be made. */
class KeptHistoriesTest {
    @Test
    void aFolderThatWentFollowsTheEditedFileInItOnceThatMayGo() {
        check(ConflictPreference.SOURCE, "D_EDIT 0 0, S_TRASH 0 0");
    }

    @Test
    void aFolderThatWentStaysForTheEditedFileInItIfThatStays() {
        check(ConflictPreference.DESTINATION, "D_EDIT 0 0, S_TRASH 0 0");
    }

    @Test
    void aFolderGoesEvenIfItIsPlannedBeforeWhatWasMovedOutOfIt() {
        check(ConflictPreference.DESTINATION, "S_MOVE 2 0, S_TRASH 0 0");
    }

    @Test
    void foldersThatBothSidesPutIntoEachOtherStayAsTheyAre() {
        check(ConflictPreference.KEEP_BOTH, "S_RENAME 0 0, D_MOVE 1 1, S_MOVE 0 2");
    }

    @Test
    void aFolderThatWasMadeBeforeTheProcessEndedIsOursThoughTheSourceRenamedItMeanwhile() {
        check(
                ConflictPreference.KEEP_BOTH,
                "D_DELETE 1 0, S_TRASH 0 0, S_NEW 1 0, POLL 0 0, CRASH 3 1, STEP 1 0, STEP 1 0,"
                        + " POLL 0 0, S_RENAME 0 0");
    }

    @Test
    void twoConflictsThatWantEachOthersNamesAreDecidedOnceEach() {
        check(ConflictPreference.SOURCE, "S_RENAME 2 2, S_RENAME 3 3, D_RENAME 3 2, D_RENAME 2 3");
    }

    @Test
    void whatAPersonTookOutOfAFolderInOneDriveGoesWhenTheFolderGoesInDrive() {
        check(ConflictPreference.SOURCE, "D_MOVE 2 0, S_TRASH 0 0");
        check(ConflictPreference.SOURCE, "D_MOVE 2 0, S_TRASH 0 1");
    }

    @Test
    void aFolderGoesEvenIfItHoldsWhatACutOffAttemptLeft() {
        check(
                ConflictPreference.SOURCE,
                "S_NEW 1 0, S_NEW 0 0, S_NEW 0 0, S_NEW 0 0, POLL 0 0, S_NEW 0 0, S_TRASH 0 0,"
                        + " LOSE_ANSWER 0 0, RUN 0 0");
    }

    @Test
    void aFolderThatIsRestoredBeforeItWentStaysWithAllThatIsInIt() {
        check(ConflictPreference.SOURCE, "S_TRASH 0 0, POLL 0 0, S_RESTORE 0 1");
    }

    @Test
    void aFileThatTakesTheNameOfOneThatWentGetsItInItsOwnLetters() {
        check(ConflictPreference.SOURCE, "S_NEW 1 3, POLL 0 0, S_TRASH 2 0");
    }

    private static void check(ConflictPreference preference, String acts) {
        Histories.check(preference, Histories.parse(acts));
    }
}
