package com.aqwacloud.sync.internal.history;

import com.aqwacloud.sync.api.ConflictPreference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories that once did not end as they must, as short as they could be made. */
class KeptHistoriesTest {
    private static final List<ConflictPreference> DECIDED = List.of(ConflictPreference.values());

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
    void aFolderThatAGatewayHidIsOursThoughTheSourceRenamedItMeanwhile() {
        check(
                ConflictPreference.SOURCE,
                "S_DIR 0 0, POLL 0 0, LOSE_ANSWER 1 0, RUN 0 0, S_RENAME 5 1, READ_SOURCE 2 0,"
                        + " RUN 0 0");
    }

    @Test
    void aFileThatAGatewayHidIsKnownByItsHash() {
        check(
                ConflictPreference.SOURCE,
                "S_NEW 0 0, POLL 0 0, LOSE_ANSWER 1 0, RUN 0 0, S_RENAME 5 1, READ_SOURCE 2 0,"
                        + " RUN 0 0");
        check(
                ConflictPreference.KEEP_BOTH,
                "S_NEW 0 4, POLL 0 0, STEP 0 0, STEP 0 0, REFUSE 0 0, D_NEW 0 4, STEP 0 0");
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

    @Test
    void aFileThatIsRestoredInDriveAfterItWasDeletedInOneDriveUnnoticedComesBack() {
        check(
                ConflictPreference.SOURCE,
                "S_TRASH 2 0, POLL 0 0, STEP 0 0, STEP 0 0, S_RESTORE 0 0, CRASH 0 0");
        check(
                ConflictPreference.SOURCE,
                "S_TRASH 0 0, POLL 0 0, STEP 0 0, STEP 0 0, S_RESTORE 0 0, CRASH 0 0");
    }

    @Test
    void aFileThatIsRestoredInDriveBeforeItIsKnownThatItWasDeletedInOneDriveComesBack() {
        check(
                ConflictPreference.KEEP_BOTH,
                "S_BECOME_FOLDER 0 0, POLL 0 0, STEP 0 0, STEP 0 0, CRASH 2 0, S_RESTORE 0 0, POLL 0 0,"
                        + " STEP 0 0");
    }

    @Test
    void aFolderThatIsRestoredInDriveBeforeItIsKnownThatItWasDeletedInOneDriveComesBack() {
        check(
                ConflictPreference.SOURCE,
                "S_TRASH 0 0, POLL 0 0, STEP 0 0, STEP 0 0, CRASH 2 0, S_RESTORE 0 0, POLL 0 0,"
                        + " STEP 0 0");
    }

    @Test
    void aFolderThatIsRestoredInDriveWhileItIsDeletedInOneDriveComesBackWithAllThatWasInIt() {
        check(
                ConflictPreference.SOURCE,
                "S_TRASH 0 0, POLL 0 0, STEP 0 0, STEP 0 0, S_RESTORE 0 0");
    }

    @Test
    void theNameOfAFileThatIsKeptBesideIsTakenByWhomItIsDueTo() {
        check(
                ConflictPreference.KEEP_BOTH,
                "S_TRASH 1 0, S_RENAME 1 1, D_EDIT 0 1, S_RENAME 2 0, S_EDIT 0 0");
    }

    @Test
    void aFileThatIsRenamedBackGetsItsOldNameThoughNothingToldThatItGotTheNewOne() {
        check(
                ConflictPreference.KEEP_BOTH,
                "S_RENAME 4 0, POLL 0 0, LOSE_ANSWER 0 0, S_RENAME 4 2, RUN 0 0");
    }

    @Test
    void whatWasMovedOutOfTheSessionBeforeItWentIsNoLostAccess() {
        check(ConflictPreference.SOURCE, "S_MOVE 0 3, POLL 0 0, S_PURGE 0 0");
    }

    @Test
    void aFileThatMovesIntoANewFolderOfItsNameGetsThere() {
        check(ConflictPreference.KEEP_BOTH, "S_DIR 1 0, S_MOVE 2 3");
    }

    @Test
    void whatLeftAFolderThatWasToGoGoesThoughTheFolderStays() {
        check(ConflictPreference.KEEP_BOTH, "S_MOVE 2 3, S_TRASH 0 0, POLL 0 0, S_RESTORE 0 0");
    }

    @Test
    void whatIsInARestoredFolderIsThereThoughOnlyTheFolderIsTold() {
        check(
                ConflictPreference.KEEP_BOTH,
                "S_TRASH 1 0, FORGET_SOURCE 0 0, POLL 0 0, S_RESTORE 0 0");
        check(
                ConflictPreference.DESTINATION,
                "S_MOVE 2 2, S_TRASH 1 0, READ_SOURCE 0 0, S_RESTORE 0 0");
    }

    @Test
    void aNameIsTakenOnceItIsFreeThoughNobodyAgreedOnWhoHadIt() {
        check(ConflictPreference.SOURCE, "S_MOVE 2 2, S_RENAME 0 3, D_MOVE 2 0");
        check(
                ConflictPreference.DESTINATION,
                "D_DELETE 1 0, D_RENAME 0 1, S_MOVE 0 2, S_RENAME 1 1");
    }

    @Test
    void nobodyWaitsForTheNameOfAFolderThatCannotMove() {
        check(ConflictPreference.KEEP_BOTH, "D_MOVE 1 1, S_SWAP 0 4");
    }

    @Test
    void whatStayedInAFolderThatWasGivenUpMovesIntoTheOneThatTakesItsPlace() {
        check(ConflictPreference.SOURCE, "D_NEW 2 0, S_SWAP 1 2, S_MOVE 0 3, POLL 0 0, S_MOVE 0 0");
    }

    @Test
    void whatIsDeepInAFolderThatWasLeftOutIsLeftOutToo() {
        check(
                ConflictPreference.DESTINATION,
                "S_SWAP 1 2, S_INTO_CHILD 0 0, D_NEW 0 0, S_BECOME_FOLDER 2 0, S_NEW 3 0, D_DELETE 1 0");
    }

    @Test
    void whatAPersonMovedStaysIfSoDecidedAndWithItItsFolder() {
        check(ConflictPreference.DESTINATION, "S_BECOME_FOLDER 2 0, D_MOVE 4 0");
        check(
                ConflictPreference.DESTINATION,
                "LOSE_ANSWER 0 0, S_EDIT 0 0, POLL 0 0, RUN 0 0, S_TRASH 0 0");
    }

    @Test
    void whatTakesThePlaceOfAFileThatIsKeptBesideIsWhereAPersonMovedThat() {
        check(ConflictPreference.KEEP_BOTH, "D_EDIT 2 0, S_EDIT 2 0, D_MOVE 4 0");
    }

    @Test
    void anEditArrivesThoughTheFileCannotMoveIntoAFolderThatWasLeftOut() {
        check(
                ConflictPreference.DESTINATION,
                "S_BECOME_FOLDER 1 0, D_EDIT 1 0, S_TRASH 1 0, S_MOVE 1 2, S_EDIT 0 0");
    }

    @Test
    void aFileTakesTheNameOfTheFolderThatItLeavesAndThatGoes() {
        check(ConflictPreference.SOURCE, "D_RENAME 0 0, S_MOVE 2 0, S_TRASH 0 0");
        check(ConflictPreference.DESTINATION, "S_MOVE 2 3, S_SWAP 2 0");
        check(
                ConflictPreference.SOURCE,
                "S_NEW 0 0, POLL 0 0, S_TRASH 1 0, S_RENAME 0 1, POLL 0 0, S_MOVE 2 0, STEP 1 0,"
                        + " S_TRASH 0 0");
    }

    @Test
    void aFileThatWasMadeUnnoticedIsOursThoughItWasEditedBeforeTheNextTry() {
        check(
                ConflictPreference.DESTINATION,
                "LOSE_ANSWER 0 0, D_MOVE 2 2, S_NEW 2 7, POLL 0 0, RUN 0 0, S_EDIT 3 0,"
                        + " READ_SOURCE 0 0, STEP 0 0, S_PURGE 0 0");
    }

    @Test
    void whatIsNewInAFolderThatWaitedToGoIsMadeOnceThatIsBack() {
        check(
                ConflictPreference.KEEP_BOTH,
                "D_EDIT 2 0, S_DIR 2 0, S_TRASH 1 0, POLL 0 0, S_RESTORE 0 0");
        check(
                ConflictPreference.KEEP_BOTH,
                "D_EDIT 2 0, S_DIR 2 0, S_MOVE 1 4, POLL 0 0, S_MOVE 1 0");
    }

    @Test
    void theNameThatAPersonGaveAFileIsTakenOnceThatIsDeleted() {
        check(ConflictPreference.SOURCE, "D_RENAME 3 2, S_BECOME_FOLDER 1 0, S_RENAME 2 2");
    }

    @Test
    void whatAPersonDeletedBeforeItsMakerHeardOfItIsKnownToBeGone() {
        check(
                ConflictPreference.DESTINATION,
                "S_DIR 2 0, D_DELETE 0 0, POLL 0 0, STEP 0 0, S_TRASH 1 0, STEP 0 0, D_DELETE 0 0");
    }

    @Test
    void newNamesOfBothSidesThatDifferInCaseAloneAreOne() {
        check(ConflictPreference.KEEP_BOTH, "D_RENAME 4 3, S_RENAME 4 0");
    }

    @Test
    void whatACutOffAttemptMadeIsNoStrangerToOthersThatWantItsName() {
        check(
                ConflictPreference.KEEP_BOTH,
                "S_NEW 0 7, POLL 0 0, S_NEW 0 3, LOSE_ANSWER 0 0, RUN 0 0");
        check(
                ConflictPreference.SOURCE,
                "S_BECOME_FOLDER 2 0, S_RESTORE 0 0, POLL 0 0, S_NEW 1 0, LOSE_ANSWER 0 0,"
                        + " S_MOVE 5 1, CRASH 1 1, POLL 0 0, S_RENAME 6 2, RUN 0 0, STEP 0 0");
    }

    @Test
    void anEditAfterALostAnswerIsNoConflict() {
        check(
                ConflictPreference.DESTINATION,
                "S_EDIT 0 0, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, S_EDIT 0 1");
        check(
                ConflictPreference.DESTINATION,
                "S_EDIT 0 0, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, READ_SOURCE 0 0, S_EDIT 0 1,"
                        + " READ_SOURCE 0 0, RUN 0 0");
    }

    @Test
    void whatWasInAFolderThatWentGoesThoughAnotherFolderTakesItsPlace() {
        check(
                ConflictPreference.DESTINATION,
                "S_DIR 0 0, S_MOVE 0 3, D_RENAME 1 1, S_TRASH 1 0, S_BECOME_FOLDER 0 0, S_RENAME 2 1");
        check(
                ConflictPreference.SOURCE,
                "S_PURGE 2 0, S_BECOME_FOLDER 0 0, D_RENAME 1 0, S_RENAME 3 0, S_TRASH 1 0,"
                        + " S_INTO_CHILD 0 0");
    }

    @Test
    void whatLeavesAFolderInDriveThatWasDeletedUnnoticedComesBack() {
        check(
                ConflictPreference.DESTINATION,
                "S_MOVE 0 3, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, S_SWAP 1 2");
    }

    @Test
    void foldersThatAreToGoIntoEachOtherAreDecidedAboutInTheEnd() {
        check(
                ConflictPreference.SOURCE,
                "S_SWAP 1 2, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, S_INTO_CHILD 0 0");
    }

    @Test
    void aPersonsFileIsNotTakenForWhatAnAttemptMade() {
        check(ConflictPreference.KEEP_BOTH, "S_NEW 0 4, POLL 0 0, REFUSE 0 0, D_NEW 0 4, RUN 0 0");
        check(
                ConflictPreference.SOURCE,
                "S_NEW 1 2, POLL 0 0, CRASH 1 1, STEP 0 0, POLL 0 0, D_NEW 1 2");
        // Made after all that may have been sent was, though the attempts went on.
        check(
                ConflictPreference.KEEP_BOTH,
                "S_NEW 0 4, POLL 0 0, STEP 0 0, STEP 0 0, REFUSE 1 0, D_NEW 0 4, STEP 0 0");
        check(
                ConflictPreference.KEEP_BOTH,
                "S_NEW 0 4, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, D_DELETE 5 0, D_NEW 0 4,"
                        + " S_RENAME 5 1, READ_SOURCE 2 0, REFUSE 0 0, RUN 0 0");
    }

    @Test
    void filesThatWantEachOthersPlacesUnderNamesOfOneDriveGetThem() {
        check(
                ConflictPreference.DESTINATION,
                "S_MOVE 4 1, CRASH 3 7, STEP 6 10, STEP 7 6, D_EDIT 0 8, S_MOVE 2 10, D_RENAME 4 11,"
                        + " LOSE_ANSWER 1 1, D_EDIT 4 5, POLL 0 3, D_RESTORE 1 0, D_RENAME 6 1,"
                        + " S_RESTORE 5 6");
    }

    @Test
    void whatIsInAFolderThatGoesDoesNotWaitForThatWhichWaitsForIt() {
        check(ConflictPreference.SOURCE, "S_MOVE 2 2, S_TRASH 0 0, POLL 0 0, S_TRASH 0 0");
        check(
                ConflictPreference.SOURCE,
                "S_EDIT 2 0, POLL 0 0, STEP 0 0, STEP 0 0, STEP 0 0, S_TRASH 1 0, POLL 0 0,"
                        + " CRASH 0 0");
    }

    @Test
    void whatAnAttemptMadeThatAPersonGaveUpAndTookUpAgainIsOurs() {
        check(
                ConflictPreference.SOURCE,
                "S_DIR 0 0, POLL 0 0, STEP 0 0, CANCEL 0 0, RETRY 0 0, LOSE_ANSWER 0 0, STEP 0 0,"
                        + " S_RENAME 5 1, READ_SOURCE 2 0, RUN 0 0");
        check(
                ConflictPreference.SOURCE,
                "S_DIR 0 0, POLL 0 0, STEP 0 0, CANCEL 0 0, LOSE_ANSWER 0 0, STEP 0 0, RETRY 0 0,"
                        + " S_RENAME 5 1, READ_SOURCE 2 0, RUN 0 0");
    }

    @Test
    void anEditThatIsReadWhileTheOneBeforeArrivesIsNoConflict() {
        check(
                ConflictPreference.DESTINATION,
                "S_EDIT 0 0, S_RENAME 2 2, POLL 0 0, STEP 0 0, STEP 0 0, READ_DESTINATION 2 0,"
                        + " STEP 0 0, STEP 0 0, S_EDIT 0 1, READ_SOURCE 2 0, RUN 0 0, PLAN 0 0");
    }

    @Test
    void whatIsGoneBeforeAnybodyKnewItIsForgotten() {
        check(
                ConflictPreference.SOURCE,
                "S_NEW 0 0, POLL 0 0, STEP 0 0, D_NEW 0 1, D_DELETE 5 0, READ_DESTINATION 2 0");
    }

    @Test
    void whatAnAttemptPlacedUnheardIsPlacedByNobodyElse() {
        check(
                ConflictPreference.DESTINATION,
                "S_RENAME 3 0, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, S_TRASH 3 0, READ_SOURCE 0 0,"
                        + " RUN 0 0");
        check(
                ConflictPreference.DESTINATION,
                "S_RENAME 3 0, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, S_TRASH 2 0, READ_SOURCE 0 0,"
                        + " RUN 0 0");
        check(
                ConflictPreference.DESTINATION,
                "S_RENAME 2 1, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, S_TRASH 7 0, READ_SOURCE 0 0,"
                        + " RUN 0 0");
    }

    @Test
    void whatAnAttemptDeletedUnheardIsMadeAnewIfItIsBackAndElsewhere() {
        check(
                ConflictPreference.DESTINATION,
                "S_BECOME_FOLDER 2 2, POLL 0 0, CRASH 1 1, S_RESTORE 7 1, RUN 0 0, S_RENAME 4 1,"
                        + " READ_SOURCE 2 0, STEP 0 0");
        check(
                ConflictPreference.DESTINATION,
                "S_SWAP 2 3, S_BECOME_FOLDER 3 3, POLL 0 0, CRASH 1 1, RUN 0 0, S_RESTORE 4 2,"
                        + " READ_SOURCE 2 0, RUN 0 0");
    }

    @Test
    void whatWentUnheardWithItsFolderIsMadeAnewWhereItIsNow() {
        check(
                ConflictPreference.DESTINATION,
                "S_MOVE 5 3, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, S_SWAP 3 1, READ_SOURCE 2 0,"
                        + " STEP 0 0");
        check(
                ConflictPreference.DESTINATION,
                "S_MOVE 5 3, POLL 0 0, STEP 1 0, STEP 0 0, S_SWAP 6 2, CRASH 2 1, S_TRASH 6 2,"
                        + " READ_SOURCE 0 0, READ_SOURCE 2 0, RUN 0 0");
    }

    @Test
    void whatIsJustBeingMadeIsNotTakenForWhatAnotherWasAboutToMakeThere() {
        check(
                ConflictPreference.DESTINATION,
                "S_BECOME_FOLDER 0 3, S_DIR 5 0, POLL 0 0, RUN 0 0, S_RESTORE 2 1, STEP 1 0,"
                        + " STEP 0 0, REFUSE 0 0, STEP 1 0, STEP 0 0");
    }

    @Test
    void whatAnAttemptMadeUnheardIsLookedForBeforeItsJobGivesWay() {
        check(
                ConflictPreference.DESTINATION,
                "S_DIR 1 3, POLL 0 0, CRASH 1 1, RUN 0 0, S_TRASH 2 0, READ_SOURCE 2 0, RUN 0 0");
        check(
                ConflictPreference.DESTINATION,
                "S_DIR 1 2, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, S_SWAP 5 3, READ_SOURCE 2 0,"
                        + " RUN 0 0");
        check(
                ConflictPreference.DESTINATION,
                "S_NEW 2 2, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, S_RENAME 4 1, READ_SOURCE 2 0,"
                        + " STEP 0 0");
        check(
                ConflictPreference.DESTINATION,
                "S_DIR 4 3, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, S_BECOME_FOLDER 3 1,"
                        + " READ_SOURCE 2 0, STEP 0 0");
    }

    @Test
    void whatAnAttemptDidInThePlaceOfWhatIsGoneIsNoEditOfThat() {
        check(
                ConflictPreference.DESTINATION,
                "S_NEW 4 3, POLL 0 0, LOSE_ANSWER 0 0, S_TRASH 2 1, READ_SOURCE 0 0, RUN 0 0");
        check(
                ConflictPreference.DESTINATION,
                "S_TRASH 7 0, S_NEW 7 3, POLL 0 0, REFUSE 0 0, STEP 1 0, RUN 0 0, STEP 0 0");
        check(
                ConflictPreference.DESTINATION,
                "S_NEW 4 1, POLL 0 0, S_BECOME_FOLDER 1 0, READ_SOURCE 0 0, LOSE_ANSWER 0 0,"
                        + " RUN 0 0");
    }

    @Test
    void whatAnAttemptMadeUnheardIsOursOnceItsNameIsFoundTaken() {
        check(
                ConflictPreference.DESTINATION,
                "S_NEW 6 3, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, S_DIR 6 0, RUN 0 0");
    }

    @Test
    void whatTheFeedTellsBetweenTwoPlansIsPerhapsWhatAnAttemptMade() {
        check(
                ConflictPreference.DESTINATION,
                "S_DIR 3 3, S_NEW 0 0, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, READ_DESTINATION 0 0,"
                        + " STEP 0 0");
    }

    @Test
    void anEditOfWhatWentWithItsFolderIsNoConflictThoughNothingToldThatTheFolderWent() {
        check(
                ConflictPreference.DESTINATION,
                "S_TRASH 6 1, POLL 0 0, S_RESTORE 6 3, S_EDIT 2 0, STEP 1 0, STEP 0 0");
        check(
                ConflictPreference.DESTINATION,
                "S_MOVE 5 3, POLL 0 0, LOSE_ANSWER 0 0, S_EDIT 3 3, RUN 0 0, S_MOVE 7 2");
    }

    @Test
    void aFolderThatTakesThePlaceOfOneThatWentGetsItsNameInItsOwnLetters() {
        check(
                ConflictPreference.DESTINATION,
                "S_RENAME 0 3, S_NEW 2 1, POLL 0 0, RUN 0 0, S_TRASH 6 1, S_DIR 4 0");
    }

    @Test
    void whatWasMadeUnheardIsOursThoughAnotherIsJustToGetItsName() {
        check(
                ConflictPreference.DESTINATION,
                "S_DIR 5 1, POLL 0 0, LOSE_ANSWER 0 0, STEP 0 0, S_SWAP 5 2, POLL 0 0, STEP 0 0,"
                        + " S_INTO_CHILD 0 3, STEP 1 0");
    }

    @Test
    void aFolderGoesThoughAnAttemptPutSomethingIntoItUnheard() {
        check(
                ConflictPreference.DESTINATION,
                "S_SWAP 1 3, POLL 0 0, LOSE_ANSWER 0 0, STEP 1 0, STEP 0 0, S_SWAP 6 3, S_TRASH 5 2,"
                        + " READ_SOURCE 0 0, STEP 0 0");
    }

    @Test
    void whatAPersonEditsWhileItIsComparedStays() {
        check(
                ConflictPreference.DESTINATION,
                "S_EDIT 6 1, POLL 0 0, LOSE_ANSWER 0 0, RUN 1 0, READ_DESTINATION 1 0, STEP 0 0,"
                        + " D_EDIT 6 0");
    }

    @Test
    void whatOutgrewItsPlanIsSentAsFarAsThatWent() {
        check(
                ConflictPreference.DESTINATION,
                "S_EDIT 5 3, POLL 0 0, REFUSE 0 0, RUN 1 0, S_EDIT 5 4, LOSE_ANSWER 0 0, RUN 0 0,"
                        + " S_TRASH 6 0");
    }

    @Test
    void whatAPersonPutsIntoAFolderThatIsJustToGoGoesToo() {
        check(
                ConflictPreference.DESTINATION,
                "D_EDIT 0 2, S_TRASH 5 4, S_TRASH 2 0, POLL 0 0, STEP 1 0, D_MOVE 5 2");
    }

    @Test
    void whatBothSidesMovedAndOnlyTheSourceMovedBackStaysWhereAPersonPutIt() {
        check(ConflictPreference.KEEP_BOTH, "S_TRASH 2 4, D_MOVE 5 2, S_SWAP 7 0, S_SWAP 4 3");
    }

    @Test
    void whatAPersonTakesElsewhereBeforeItIsKnownToBeOursIsThePersons() {
        check(
                ConflictPreference.SOURCE,
                "LOSE_ANSWER 0 0, S_NEW 4 1, POLL 0 0, RUN 0 0, D_MOVE 5 3");
    }

    @Test
    void aFolderThatAPersonMadeKeepsItsLettersBesideAnotherToo() {
        check(
                ConflictPreference.SOURCE,
                "S_MOVE 7 4, S_DIR 2 3, D_DIR 5 0, POLL 0 0, S_INTO_CHILD 0 0");
    }

    @Test
    void whatIsMadeUnheardInPlaceOfWhatAPersonDeletedIsOurs() {
        check(
                ConflictPreference.SOURCE,
                "D_DELETE 2 0, S_EDIT 0 0, POLL 0 0, DECIDE 0 0, LOSE_ANSWER 0 0, RUN 0 0,"
                        + " S_RENAME 2 2, READ_SOURCE 2 0, RUN 0 0");
    }

    @Test
    void whatTakesThePlaceOfWhatWasJustRenamedGetsItsNameInItsOwnLetters() {
        check(
                ConflictPreference.DESTINATION,
                "S_RENAME 1 4, POLL 0 0, S_TRASH 1 0, STEP 0 0, STEP 0 0, S_BECOME_FOLDER 4 2,"
                        + " S_DIR 0 3, S_MOVE 6 3");
    }

    @Test
    void whatOneOfSeveralMadeUnheardIsFoundToBeItsOwn() {
        check(
                ConflictPreference.DESTINATION,
                "S_TRASH 2 3, S_NEW 3 3, S_DIR 0 3, POLL 0 0, REFUSE 0 0, STEP 1 0, STEP 1 0,"
                        + " STEP 1 0, LOSE_ANSWER 0 0, RUN 1 0, S_EDIT 2 3");
    }

    @Test
    void whatWasJustOnItsWayIntoAFolderThatStaysGoesWithWhatIsInIt() {
        check(
                ConflictPreference.DESTINATION,
                "S_NEW 6 0, S_MOVE 1 1, POLL 0 0, STEP 0 0, STEP 0 0, D_NEW 5 0, S_TRASH 6 0");
    }

    @Test
    void whatAPersonEditsBeforeItIsKnownToBeOursIsNotReplacedUndecided() {
        check(
                ConflictPreference.KEEP_BOTH,
                "S_NEW 6 0, POLL 0 0, LOSE_ANSWER 0 0, RUN 1 0, D_EDIT 3 0");
        check(
                ConflictPreference.DESTINATION,
                "S_NEW 2 4, POLL 0 0, CRASH 2 1, STEP 1 0, STEP 0 0, STEP 0 0, D_EDIT 3 2,"
                        + " POLL 0 0");
    }

    @Test
    void whatAnAttemptDeletedUnheardIsMadeAnewThoughItsContentWasComparedSince() {
        check(
                ConflictPreference.DESTINATION,
                "S_EDIT 5 0, POLL 0 0, STEP 1 0, LOSE_ANSWER 0 0, STEP 1 0, STEP 1 0, RUN 1 0,"
                        + " S_TRASH 1 0, READ_SOURCE 2 0, STEP 0 0, LOSE_ANSWER 0 0, STEP 1 0,"
                        + " S_RESTORE 2 1, READ_SOURCE 2 0, STEP 1 0");
    }

    @Test
    void aFolderGoesThoughTheFeedIsBehindWithWhatLeftIt() {
        check(
                ConflictPreference.DESTINATION,
                "S_TRASH 2 4, S_MOVE 2 0, POLL 0 0, STEP 1 0, S_TRASH 0 2, D_EDIT 4 2, POLL 0 0,"
                        + " STEP 0 0, STEP 0 0, STEP 1 0, STEP 1 0");
    }

    @Test
    void whatAPersonRenamesBeforeItIsKnownToBeOursIsThePersons() {
        check(
                ConflictPreference.KEEP_BOTH,
                "S_DIR 7 2, S_SWAP 6 1, POLL 0 0, S_TRASH 6 2, RUN 1 0, S_DIR 3 3, D_DELETE 1 1,"
                        + " READ_SOURCE 1 0, RUN 0 0, POLL 0 0, LOSE_ANSWER 0 0, RUN 0 0, D_RENAME 6 0");
    }

    @Test
    void whatAPersonEditedIsNotKnownIfThePowerFailedBeforeItWasKept() {
        check(
                ConflictPreference.SOURCE,
                "S_TRASH 0 1, POLL 0 0, CRASH 2 1, D_EDIT 4 1, POLL 0 0, STEP 1 0");
    }

    @Test
    void theNameThatAPersonGaveGoesWithTheFileThatIsKeptBesideAnother() {
        check(
                ConflictPreference.KEEP_BOTH,
                "S_TRASH 7 3, POLL 0 0, RUN 0 0, S_EDIT 0 4, D_EDIT 0 0, S_MOVE 2 2, D_RENAME 6 0");
    }

    @Test
    void whatWasDamagedUnheardIsNoEditOfAPerson() {
        for (var preference : DECIDED) {
            check(
                    preference,
                    "S_EDIT 0 0, POLL 0 0, DAMAGE 0 0, LOSE_ANSWER 0 0, RUN 0 0, POLL 0 0");
            check(
                    preference,
                    "S_EDIT 0 0, POLL 0 0, DAMAGE 0 0, LOSE_ANSWER 1 0, RUN 0 0, S_EDIT 0 1,"
                            + " READ_DESTINATION 0 0, PLAN 0 0");
            check(
                    preference,
                    "S_EDIT 0 0, POLL 0 0, CLAIM 0 0, DAMAGE 0 0, STEP 0 0, STEP 0 0, STEP 0 0,"
                            + " CRASH 0 0, POLL 0 0");
        }
    }

    @Test
    void whatAPersonMakesOfWhatWasDamagedUnheardIsThePersons() {
        for (var preference : DECIDED) {
            check(
                    preference,
                    "S_EDIT 0 0, POLL 0 0, DAMAGE 0 0, LOSE_ANSWER 0 0, RUN 0 0, D_EDIT 0 0,"
                            + " POLL 0 0");
        }
    }

    @Test
    void whatAPersonPutIntoAFolderThatIsJustDeletedIsMadeAnew() {
        check(
                ConflictPreference.DESTINATION,
                "S_MOVE 11 7, POLL 6 1, D_EDIT 4 11, STEP 10 1, D_MOVE 10 2,"
                        + " FORGET_DESTINATION 6 8, D_DELETE 8 11");
    }

    @Test
    void aFolderGoesThoughWhatAPersonPutIntoItIsToHaveTheNameOfWhatGoesWithIt() {
        for (var preference : DECIDED) {
            check(preference, "S_MOVE 10 7, D_MOVE 11 10, S_RENAME 1 1");
            check(preference, "S_RENAME 1 3, S_MOVE 0 3, D_MOVE 1 1");
        }
    }

    @Test
    void whereAPersonPutsWhatIsJustRenamedItStays() {
        for (var preference : DECIDED) {
            check(preference, "S_RENAME 1 0, D_MOVE 1 1, POLL 0 0, D_MOVE 1 0, STEP 0 0");
        }
    }

    @Test
    void whatCannotGetItsPlaceIsNoConflictAboutThatPlace() {
        for (var preference : DECIDED) {
            check(preference, "S_TRASH 2 0, S_SWAP 1 2, D_RENAME 1 0, D_MOVE 0 2");
        }
    }

    @Test
    void whatDriveEditsAfterItWasDecidedAgainstItFollows() {
        check(
                ConflictPreference.DESTINATION,
                "S_EDIT 0 0, D_EDIT 0 0, POLL 0 0, RUN 0 0, S_EDIT 0 0, DECIDE 0 0");
    }

    @Test
    void aNewNameThatIsTakenIsDecidedOnceAfterItWasDecidedThatBothStay() {
        for (var preference : DECIDED) {
            check(preference, "S_SWAP 0 4, S_MOVE 0 3, D_RENAME 2 2, D_RENAME 4 0");
        }
    }

    @Test
    void whatAPersonPutsThereWhileNothingWasSentIsThePersons() {
        for (var preference : DECIDED) {
            check(preference, "S_NEW 0 4, POLL 0 0, S_EDIT 3 0, STEP 0 0, D_NEW 0 4");
        }
    }

    @Test
    void aFileThatIsToHaveTheNameOfAFolderThatWaitsForItTakesAnother() {
        for (var preference : DECIDED) {
            check(preference, "S_SWAP 2 1, S_TRASH 0 0, D_MOVE 2 2");
        }
    }

    @Test
    void whatAPersonPutsThereWhileTheProcessIsDownIsThePersons() {
        for (var preference : DECIDED) {
            check(preference, "S_NEW 0 0, S_EDIT 3 1, POLL 0 0, STEP 0 0, D_NEW 0 4, CRASH 0 0");
        }
    }

    @Test
    void whatWentOutOfSightStaysThoughItsFolderComesBack() {
        for (var preference : DECIDED) {
            check(preference, "S_TRASH 0 0, S_MOVE 0 2, S_PURGE 1 0, POLL 0 0, S_MOVE 0 0");
        }
    }

    @Test
    void aFolderThatGaveWayAndMeanwhileStandsForOneOfDriveGetsThatOnesName() {
        for (var preference : DECIDED) {
            check(preference, "S_NEW 0 0, D_DIR 0 0, POLL 0 0, S_DIR 0 0, DECIDE 0 0, STEP 0 0");
        }
    }

    @Test
    void whatIsRenamedThereAndHereForAMomentAlikeIsThePersons() {
        for (var preference : DECIDED) {
            check(preference, "S_SWAP 1 3, D_RENAME 1 1, POLL 0 0, S_SWAP 1 3");
        }
    }

    @Test
    void whatIsDecidedBeforeItsFolderIsFollowsOnceTheFolderIsThere() {
        for (var preference : DECIDED) {
            check(preference, "S_DIR 2 0, S_EDIT 2 0, S_INTO_CHILD 0 0, D_NEW 0 0, D_DELETE 1 0");
        }
    }

    @Test
    void whatIsDeletedForEverInAFolderThatIsThenPutIntoANewOneGoes() {
        check(
                ConflictPreference.DESTINATION,
                "POLL 9 7, S_DIR 5 8, S_INTO_CHILD 5 5, S_PURGE 10 8, S_TRASH 9 0");
    }

    @Test
    void whatWasSentIsKnownByItsHashThoughAnotherIsToHaveThatNameByNow() {
        for (var preference : DECIDED) {
            check(
                    preference,
                    "S_NEW 2 0, S_NEW 2 0, S_NEW 0 0, S_NEW 0 0, POLL 0 0, S_EDIT 3 0, STEP 0 0,"
                            + " STEP 0 0, S_PURGE 1 0, RUN 0 0, STEP 0 0");
        }
    }

    @Test
    void aFileThatWasDeletedAndCannotBeMadeAnewIsNoConflictAsLongAsThatIsSo() {
        check(ConflictPreference.NEWER, "S_EDIT 0 0, D_NEW 0 0, S_RENAME 0 0, D_DELETE 0 0");
    }

    @Test
    void whatAPersonEditedJustBeforeItWasBroughtIntoAFolderDoesNotGoWithThat() {
        for (var preference : DECIDED) {
            check(preference, "S_MOVE 3 2, POLL 0 0, D_EDIT 1 0, S_TRASH 1 0, STEP 0 0");
        }
    }

    @Test
    void whatMeetsAPersonsFolderWhereItMayHaveGoneUnheardIsDecidedOnce() {
        for (var preference : DECIDED) {
            check(
                    preference,
                    "S_TRASH 1 0, POLL 0 0, STEP 0 0, D_DELETE 4 0, S_RESTORE 0 0, D_RENAME 1 0,"
                            + " D_DIR 2 2");
        }
    }

    @Test
    void aFolderStaysForWhatCannotLeaveIt() {
        for (var preference : DECIDED) {
            check(preference, "S_BECOME_FOLDER 0 0, S_MOVE 3 3, D_EDIT 0 0, S_PURGE 1 0");
        }
    }

    @Test
    void aNameInOtherLettersThatAPersonChangesOnceItMetDrivesIsThePersons() {
        for (var preference : DECIDED) {
            check(
                    preference,
                    "D_DIR 2 0, S_TRASH 1 0, S_DIR 0 0, D_RENAME 1 3, D_DELETE 0 0, POLL 0 0,"
                            + " D_RENAME 0 1");
        }
    }

    @Test
    void whatAPersonTouchesOrRenamesBeforeItHasItsTimesGetsThoseOfDrive() {
        for (var preference : DECIDED) {
            check(preference, "S_NEW 0 0, POLL 0 0, STEP 0 0, STEP 0 0, STEP 0 0, D_TOUCH 3 0");
            check(preference, "S_NEW 0 0, POLL 0 0, STEP 0 0, STEP 0 0, STEP 0 0, D_RENAME 5 1");
        }
    }

    @Test
    void whatAPersonEditsBeforeItHasItsTimesKeepsThePersons() {
        for (var preference : DECIDED) {
            check(preference, "S_NEW 0 0, POLL 0 0, STEP 0 0, STEP 0 0, STEP 0 0, D_EDIT 3 0");
        }
    }

    @Test
    void aNameIsTakenThoughOnlyAJobHeardThatAPersonLeftIt() {
        for (var preference : DECIDED) {
            check(
                    preference,
                    "S_RENAME 3 0, POLL 0 0, RUN 0 0, S_EDIT 0 0, POLL 0 0, D_MOVE 2 0, RUN 0 0");
            check(
                    preference,
                    "S_RENAME 3 0, POLL 0 0, RUN 0 0, S_EDIT 0 0, POLL 0 0, D_DELETE 2 0,"
                            + " RUN 0 0");
        }
    }

    @Test
    void aNameIsTakenWhereAPersonPutWhatIsJustRenamed() {
        for (var preference : DECIDED) {
            check(preference, "D_DIR 0 0, S_RENAME 1 0, POLL 0 0, D_MOVE 1 3, RUN 0 0");
        }
    }

    @Test
    void whatAPersonRenamesAndAnAttemptMovesUnheardIsPlacedByNobodyElse() {
        for (var preference : DECIDED) {
            check(
                    preference,
                    "S_MOVE 1 1, POLL 0 0, D_RENAME 1 2, S_INTO_CHILD 0 0, LOSE_ANSWER 0 0,"
                            + " RUN 0 0");
        }
    }

    @Test
    void whatADeletionThatWasGivenUpDeletedUnheardIsMadeAnewIfItIsBack() {
        for (var preference : DECIDED) {
            check(
                    preference,
                    "LOSE_ANSWER 0 0, S_TRASH 0 0, POLL 0 0, RUN 0 0, S_RESTORE 0 0, CANCEL 0 0");
            check(
                    preference,
                    "LOSE_ANSWER 0 0, S_TRASH 0 0, POLL 0 0, RUN 0 0, S_RESTORE 0 0, CANCEL 0 0,"
                            + " POLL 0 0");
        }
    }

    @Test
    void aFolderStaysForWhatAPersonTookOutOfItUnheard() {
        check(
                ConflictPreference.LARGER,
                "S_TRASH 0 0, S_RENAME 0 0, D_EDIT 0 0, D_EDIT 2 0, POLL 0 0, S_TRASH 0 0,"
                        + " DECIDE 0 0, POLL 0 0, D_MOVE 4 0, ANSWER 0 0, RUN 0 0");
    }

    @Test
    void whatAPersonTouchedOrRenamedBeforeItWasDecidedIsDecided() {
        check(
                ConflictPreference.KEEP_BOTH,
                "S_EDIT 1 0, D_EDIT 1 0, POLL 0 0, RUN 0 0, D_TOUCH 1 0, ANSWER 0 0, S_TRASH 0 0");
        check(
                ConflictPreference.SOURCE,
                "D_RENAME 2 2, S_EDIT 1 0, D_EDIT 1 0, POLL 0 0, RUN 0 0, D_RENAME 3 0,"
                        + " ANSWER 0 0, POLL 0 0, S_BECOME_FOLDER 1 0");
    }

    @Test
    void whatDriveEditedJustBeforeItWasDecidedAgainstFollows() {
        for (var preference : DECIDED) {
            check(
                    preference,
                    "S_EDIT 0 0, D_EDIT 0 1, POLL 0 0, S_EDIT 0 0, READ_SOURCE 2 0, DECIDE 0 0");
        }
    }

    @Test
    void whatIsToHaveTheNameOfWhatWaitsForADecisionIsMadeOnceThatIsDecided() {
        check(
                ConflictPreference.NEWER,
                "D_DELETE 2 0, S_EDIT 0 0, D_EDIT 0 0, S_RENAME 3 2, D_RENAME 2 0");
    }

    @Test
    void aJobThatIsTriedAgainWhileItIsUnderWayDoesWhatItIsToDoByThen() {
        for (var preference : DECIDED) {
            check(preference, "S_RENAME 2 1, POLL 0 0, STEP 0 0, S_TRASH 2 0, CANCEL 0 0");
            check(preference, "S_RENAME 4 0, POLL 0 0, STEP 0 0, S_TOUCH 2 0, CANCEL 0 0");
            check(
                    preference,
                    "S_MOVE 4 0, S_TRASH 0 0, S_TRASH 0 0, POLL 0 0, STEP 1 0, CANCEL 0 0,"
                            + " S_TRASH 0 0");
        }
    }

    @Test
    void whatWasDecidedJustBeforeThePowerFailedIsDecided() {
        check(ConflictPreference.NEWER, "S_EDIT 0 1, D_EDIT 0 0, POLL 0 0, CRASH 1 2, DECIDE 0 0");
    }

    @Test
    void whatAJobMadeUnheardThatWasGivenUpIsOursForTheNext() {
        check(
                ConflictPreference.KEEP_BOTH,
                "S_NEW 0 0, LOSE_ANSWER 0 0, POLL 0 0, RUN 0 0, CANCEL 0 0, S_EDIT 3 0, POLL 0 0");
    }

    @Test
    void aFolderMayStayForWhatAJobMadeInItUnheardThatWasGivenUp() {
        check(
                ConflictPreference.KEEP_BOTH,
                "S_NEW 2 0, LOSE_ANSWER 0 0, POLL 0 0, RUN 0 0, CANCEL 0 0, S_TRASH 1 0, POLL 0 0");
    }

    @Test
    void aNameThatIsFreeOnceItWasDecidedThatOneDriveWinsIsTaken() {
        check(
                ConflictPreference.DESTINATION,
                "S_RENAME 4 0, D_MOVE 4 1, POLL 0 0, RUN 0 0, D_DELETE 2 0, S_EDIT 2 0, D_EDIT 1 0");
    }

    @Test
    void whatWasDecidedAgainstIsDueOnceThatIsTakenBack() {
        check(
                ConflictPreference.DESTINATION,
                "S_EDIT 0 0, D_EDIT 0 0, POLL 0 0, RUN 0 0, DECIDE 0 0, UNDO 0 0");
        check(
                ConflictPreference.SOURCE,
                "S_EDIT 0 0, D_EDIT 0 0, POLL 0 0, RUN 0 0, DECIDE 0 0, RUN 0 0, UNDO 0 0");
        check(
                ConflictPreference.SOURCE,
                "S_TRASH 2 0, D_EDIT 0 0, POLL 0 0, DECIDE 0 0, RUN 0 0, UNDO 0 0");
    }

    @Test
    void aFileHasTheTimesOfDrivesThoughAPersonTouchedItTwice() {
        for (var preference : ConflictPreference.values()) {
            check(preference, "D_TOUCH 0 0, S_TOUCH 0 0, POLL 0 0, D_TOUCH 0 0, S_TOUCH 0 0");
        }
    }

    @Test
    void aFolderThatStaysInOneDriveGetsTheLettersOfTheOneThatTakesItsPlace() {
        for (var preference : ConflictPreference.values()) {
            check(preference, "S_RENAME 1 3, POLL 0 0, RUN 0 0, D_NEW 2 0, S_TRASH 1 0, S_DIR 0 0");
        }
        check(
                ConflictPreference.KEEP_BOTH,
                "D_DELETE 0 0, D_NEW 1 0, S_RENAME 0 0, S_RENAME 1 3, S_EDIT 0 0, POLL 0 0, RUN 0 0,"
                        + " S_TRASH 1 0");
    }

    @Test
    void aFolderStaysWhereItIsIfAFileStaysWhereOneAboveItsNewFolderIsToBe() {
        check(
                ConflictPreference.LARGER,
                "S_SWAP 4 2, S_BECOME_FOLDER 0 0, S_BECOME_FOLDER 1 0, D_DELETE 0 0, S_INTO_CHILD 1 0,"
                        + " D_NEW 0 0, S_MOVE 1 1");
    }

    @Test
    void whatIsBackInDriveWhenItIsDecidedThatOneDriveWinsIsAsIfOnlyOneDriveHadChanged() {
        for (var preference : ConflictPreference.values()) {
            check(
                    preference,
                    "D_EDIT 1 0, S_TRASH 0 0, POLL 0 0, S_RESTORE 0 0, READ_SOURCE 2 0, DECIDE 0 0");
            check(
                    preference,
                    "D_EDIT 1 0, S_TRASH 0 0, POLL 0 0, D_DELETE 3 0, S_RESTORE 0 0,"
                            + " READ_SOURCE 2 0, DECIDE 0 0");
            check(preference, "S_NEW 2 2, S_TRASH 4 0, D_EDIT 2 0, POLL 0 0, S_RESTORE 0 0");
        }
    }

    @Test
    void whatAPersonTookOutOfAFolderGoesThoughTheFolderWentUnheard() {
        for (var preference : ConflictPreference.values()) {
            check(
                    preference,
                    "D_MOVE 2 0, POLL 0 0, S_MOVE 0 3, POLL 0 0, STEP 0 0, LOSE_ANSWER 0 0,"
                            + " STEP 0 0");
        }
    }

    @Test
    void aDecisionIsNotTakenBackWhileATransferOfTheFileIsBoundToIt() {
        check(
                ConflictPreference.SOURCE,
                "S_EDIT 2 0, S_RENAME 4 1, D_RENAME 4 0, POLL 0 0, ANSWER 3 0, UNDO 0 0");
        check(
                ConflictPreference.SOURCE,
                "S_EDIT 2 0, S_RENAME 4 1, D_RENAME 4 0, POLL 0 0, ANSWER 3 0, STEP 0 0, STEP 0 0,"
                        + " STEP 0 0, STEP 0 0, UNDO 0 0");
        check(
                ConflictPreference.SOURCE,
                "S_RENAME 4 1, D_RENAME 4 0, POLL 0 0, ANSWER 3 0, S_EDIT 2 0, POLL 0 0, STEP 0 0,"
                        + " STEP 0 0, UNDO 0 0");
    }

    @Test
    void whatWasDamagedIsReplacedThoughAPersonDeletedAndRestoredItMeanwhile() {
        for (var preference : ConflictPreference.values()) {
            check(
                    preference,
                    "S_EDIT 2 1, POLL 0 0, DAMAGE 0 0, RUN 0 0, D_DELETE 1 0, D_RESTORE 0 0");
        }
    }

    @Test
    void theNameThatWasDecidedWithAnEditStaysThoughTheEditIsTakenBack() {
        for (var preference : ConflictPreference.values()) {
            check(
                    preference,
                    "S_RENAME 4 0, D_RENAME 4 1, D_EDIT 2 0, S_EDIT 2 0, POLL 0 0, RUN 0 0,"
                            + " ANSWER 3 0, UNDO 0 0");
        }
    }

    @Test
    void whatIsJustBeingMovedIsTakenOverByNobody() {
        for (var preference : ConflictPreference.values()) {
            check(
                    preference,
                    "S_SWAP 0 4, POLL 0 0, S_TRASH 0 0, STEP 0 0, S_BECOME_FOLDER 0 0, D_EDIT 0 0");
        }
    }

    @Test
    void whatWentWithItsFoldersIsForgottenPollByPoll() {
        for (var preference : ConflictPreference.values()) {
            check(
                    preference,
                    "D_DELETE 0 0, S_MOVE 0 2, S_EDIT 0 0, POLL 0 0, S_TRASH 1 0, D_EDIT 0 0");
        }
    }

    @Test
    void thatOneDriveWinsOverADeletionSaysNothingOfWhatCameBackEdited() {
        for (var preference : ConflictPreference.values()) {
            check(
                    preference,
                    "D_EDIT 2 0, S_EDIT 2 0, S_TRASH 1 0, POLL 0 0, S_RESTORE 0 0,"
                            + " READ_SOURCE 0 0, ANSWER 3 0, S_EDIT 2 0");
        }
    }

    @Test
    void whatIsInAFolderWhoseNewPlaceIsNotReadYetIsNeitherDeletedNorForgotten() {
        for (var preference : ConflictPreference.values()) {
            check(
                    preference,
                    "S_EDIT 0 1, POLL 0 0, S_DIR 0 3, S_MOVE 0 3, S_RENAME 5 1, READ_SOURCE 0 0,"
                            + " RUN 0 0");
            check(
                    preference,
                    "S_NEW 1 3, POLL 0 0, S_DIR 0 3, S_MOVE 0 3, S_RENAME 6 1, READ_SOURCE 0 0,"
                            + " RUN 0 0");
        }
    }

    @Test
    void whatWasDecidedToStayOrKeptGoesNotWithTheOneThatIsGone() {
        for (var preference : ConflictPreference.values()) {
            check(
                    preference,
                    "S_TRASH 2 0, D_EDIT 0 1, POLL 0 0, S_NEW 1 0, POLL 0 0, ANSWER 2 0, ANSWER 3 0,"
                            + " RUN 0 0");
            check(
                    preference,
                    "S_TRASH 2 0, D_EDIT 0 1, POLL 0 0, S_NEW 1 0, POLL 0 0, ANSWER 2 0, ANSWER 4 0,"
                            + " RUN 0 0, RUN 0 0");
        }
    }

    @Test
    void aNewFileInOtherLettersThatTakesTheEditedPlaceOfOneThatIsGoneGetsItsLetters() {
        for (var preference : ConflictPreference.values()) {
            check(preference, "S_TRASH 2 0, D_EDIT 0 1, S_NEW 1 7, POLL 0 0, RUN 0 0");
        }
    }

    @Test
    void theNameThatAPersonGivesOnceBothSidesHadTheSameStaysThoughARenameWaits() {
        for (var preference : ConflictPreference.values()) {
            check(
                    preference,
                    "S_RENAME 1 9, POLL 0 0, CLAIM 0 0, D_RENAME 1 9, POLL 0 0, D_RENAME 1 3,"
                            + " RUN 0 0");
        }
    }

    @Test
    void whereAPersonPutsAFolderThatIsJustRenamedOrMovedItIsNotTakenFromUnheard() {
        for (var preference : ConflictPreference.values()) {
            check(preference, "S_RENAME 1 9, POLL 0 0, STEP 0 0, D_RENAME 1 3, RUN 0 0");
            check(preference, "S_RENAME 1 9, POLL 0 0, STEP 0 0, D_MOVE 1 1, RUN 0 0");
            check(preference, "S_MOVE 1 1, POLL 0 0, STEP 0 0, D_RENAME 1 3, RUN 0 0");
            check(
                    preference,
                    "S_DIR 0 3, D_DIR 0 4, POLL 0 0, RUN 0 0, S_MOVE 1 1, POLL 0 0, STEP 0 0,"
                            + " D_MOVE 1 3, RUN 0 0");
        }
    }

    @Test
    void whatAPersonBringsBackAndEditsWhileItsDeletionEndsGoesWithNoFolder() {
        for (var preference : ConflictPreference.values()) {
            check(
                    preference,
                    "S_TRASH 2 0, POLL 0 0, STEP 0 0, S_NEW 1 0, POLL 0 0, STEP 0 0, D_RESTORE 10 5,"
                            + " S_NEW 5 1, S_TRASH 0 0, POLL 0 0, S_TRASH 2 0, D_EDIT 0 11,"
                            + " POLL 0 0, S_NEW 1 11, READ_SOURCE 2 0, POLL 0 0, RUN 0 0");
        }
    }

    @Test
    void aFolderThatHoldsWhatAPersonDecidedNotToDeleteStays() {
        for (var preference : ConflictPreference.values()) {
            check(
                    preference,
                    "S_TRASH 2 0, POLL 0 0, CANCEL 0 0, S_TRASH 0 0, POLL 0 0, RUN 0 0, POLL 0 0");
            check(
                    preference,
                    "S_TRASH 2 0, POLL 0 0, CANCEL 0 0, D_EDIT 0 1, POLL 0 0, S_NEW 1 0, POLL 0 0");
        }
    }

    @Test
    void whatIsInAFolderFollowsItOnceTheFileInItsPlaceIsAway() {
        check(
                ConflictPreference.NEWER,
                "D_COPY 6 8, S_NEW 5 0, S_TRASH 4 0, S_NEW 9 11, S_NEW 6 9, S_TRASH 0 0, POLL 0 0,"
                        + " S_NEW 9 11, S_DIR 0 2, RUN 0 0, RUN 0 0, RUN 0 0, CANCEL 3 0, S_NEW 5 5,"
                        + " RUN 0 6, POLL 0 0, D_EDIT 0 4, POLL 0 0, ANSWER 2 0, ANSWER 11 0,"
                        + " RUN 0 0, RUN 0 0, D_MOVE 11 11");
    }

    @Test
    void aFileThatAPersonDecidedToKeepIsAConflictWithTheFolderInItsPlace() {
        for (var preference : ConflictPreference.values()) {
            check(preference, "S_BECOME_FOLDER 8 7, POLL 6 0, CANCEL 9 0, STEP 0 0");
        }
    }

    @Test
    void aNameThatStayedBeginsAnewOnceThatIsTakenBack() {
        for (var preference : ConflictPreference.values()) {
            String before =
                    "S_RENAME 6 8, D_RENAME 6 10, POLL 0 0, ANSWER 8 0, S_RENAME 1 2, D_RENAME 1 0,";
            check(preference, before + " UNDO 0 0");
            check(preference, before + " POLL 0 0, UNDO 0 0");
        }
    }

    private static void check(ConflictPreference preference, String acts) {
        Histories.check(preference, Histories.parse(acts));
    }
}
