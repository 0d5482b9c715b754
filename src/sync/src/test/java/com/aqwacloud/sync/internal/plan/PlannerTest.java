package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.NOW;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    // ---- new

    @Test
    void aNewFileIsCreated() {
        drives.sourceFile("a", DRIVE, "a.txt", "hello");

        Planned planned = drives.plan();

        assertThat(planned.queued()).hasSize(1);
        assertThat(drives.queue()).containsExactly("CREATE /a.txt");
        Decision.Work work = drives.work("a");
        assertThat(work.parentId()).isEqualTo(ONEDRIVE);
        assertThat(work.content()).isTrue();
        assertThat(work.destination()).isNull();
        assertThat(drives.dirty("a")).isFalse();
    }

    @Test
    void planningAgainQueuesNothingTwice() {
        drives.sourceFile("a", DRIVE, "a.txt", "hello");
        drives.plan();
        drives.sourceFile("a", DRIVE, "a.txt", "hello again");

        assertThat(drives.plan().queued()).isEmpty();
        assertThat(drives.open()).extracting(Job::size).containsExactly(11L);
    }

    @Test
    void whatIsInANewFolderWaitsForIt() {
        drives.sourceFile("a", "f", "a.txt", "hello");
        drives.sourceFolder("f", DRIVE, "f");
        drives.sourceFolder("g", "f", "g");

        drives.plan();

        assertThat(drives.open())
                .extracting(Job::sourceId, Job::action, Job::dependsOn)
                .containsExactlyInAnyOrder(
                        tuple("f", Action.CREATE_FOLDER, null),
                        tuple("a", Action.CREATE, drives.job("f").id()),
                        tuple("g", Action.CREATE_FOLDER, drives.job("f").id()));
        assertThat(drives.claimable()).extracting(Job::sourceId).containsExactly("f");
        drives.carryOutAll();
        assertThat(drives.names(drives.baseline("f").destinationId()))
                .containsExactly("a.txt", "g");
    }

    @Test
    void aFolderThatOneDriveHasIsTakenForTheSame() {
        drives.sourceFolder("f", DRIVE, "Photos");
        drives.destinationFolder("there", ONEDRIVE, "photos");
        drives.sourceFile("a", "f", "a.txt", "hello");

        drives.plan();

        assertThat(drives.baseline("f").destinationId()).isEqualTo("there");
        assertThat(drives.queue()).containsExactly("CREATE /Photos/a.txt");
        assertThat(drives.work("a").parentId()).isEqualTo("there");
    }

    @Test
    void aFileOfTheSameSizeIsComparedBeforeItIsTakenForTheSame() {
        drives.sourceFile("a", DRIVE, "a.txt", "hello");
        drives.destinationFile("there", ONEDRIVE, "a.txt", "olleh");

        drives.plan();

        assertThat(drives.queue()).containsExactly("ADOPT /a.txt");
        assertThat(drives.baseline("a")).isNull();
    }

    @Test
    void aFileOfAnotherSizeIsAConflict() {
        drives.sourceFile("a", DRIVE, "a.txt", "hello");
        drives.destinationFile("there", ONEDRIVE, "a.txt", "longer than that");

        Planned planned = drives.plan();

        assertThat(planned.conflicts()).hasSize(1);
        assertThat(drives.openConflicts())
                .extracting(Conflict::type)
                .containsExactly(ConflictType.SIZE_MISMATCH);
        assertThat(drives.queue()).isEmpty();
    }

    @Test
    void aFileAndAFolderOfOneNameAreANameConflict() {
        drives.sourceFile("a", DRIVE, "a", "hello");
        drives.destinationFolder("there", ONEDRIVE, "a");

        drives.plan();

        assertThat(drives.openConflicts())
                .extracting(Conflict::type)
                .containsExactly(ConflictType.NAME);
    }

    // ---- names

    @Test
    void charactersThatOneDriveRefusesAreReplaced() {
        drives.sourceFile("a", DRIVE, "what: \"why?\" <*>|\\/. ", "hello");

        assertThat(drives.work("a").name()).isEqualTo("what： ＂why？＂ ＜＊＞｜＼／.␠");
    }

    @Test
    void twoFilesOfOneNameGetNamesThatStay() {
        drives.sourceFile("one", DRIVE, "a.txt", "1");
        drives.sourceFile("two", DRIVE, "a.txt", "22");
        drives.plan();
        drives.carryOutAll();

        String second = NameRule.beside("a.txt", "two");
        assertThat(drives.names(ONEDRIVE)).containsExactlyInAnyOrder("a.txt", second);

        drives.sourceFile("two", DRIVE, "a.txt", "22 edited");
        drives.plan();
        assertThat(drives.work("two").name()).isEqualTo(second);
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactlyInAnyOrder("a.txt", second);
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void twinsThatDifferInCaseGetDistinctNames() {
        drives.sourceFile("one", DRIVE, "Readme", "1");
        drives.sourceFile("two", DRIVE, "README", "22");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE))
                .containsExactlyInAnyOrder("Readme", NameRule.beside("README", "two"));
    }

    // ---- edited

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

    // ---- renamed and moved

    @Test
    void aRenameMovesNoContent() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "b.txt", "old");

        drives.plan();

        assertThat(drives.queue()).containsExactly("RENAME /b.txt");
        Decision.Work work = drives.work("a");
        assertThat(work.name()).isEqualTo("b.txt");
        assertThat(work.content()).isFalse();
        assertThat(work.place()).isTrue();
    }

    @Test
    void aMoveMovesNoContent() {
        drives.syncedFolder("f", "f");
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", "f", "a.txt", "old");

        drives.plan();

        assertThat(drives.queue()).containsExactly("MOVE /f/a.txt");
        assertThat(drives.work("a").parentId()).isEqualTo("there-f");
        assertThat(drives.work("a").content()).isFalse();
    }

    @Test
    void aMoveIntoANewFolderWaitsForIt() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", "f", "a.txt", "old");
        drives.sourceFolder("f", DRIVE, "f");

        drives.plan();

        assertThat(drives.job("a").action()).isEqualTo(Action.MOVE);
        assertThat(drives.job("a").dependsOn()).isEqualTo(drives.job("f").id());
    }

    @Test
    void aMoveWithARenameIsOneJob() {
        drives.syncedFolder("f", "f");
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", "f", "b.txt", "old");

        drives.plan();

        assertThat(drives.queue()).containsExactly("MOVE /f/b.txt");
        assertThat(drives.work("a").name()).isEqualTo("b.txt");
        assertThat(drives.work("a").parentId()).isEqualTo("there-f");
    }

    @Test
    void aRenameWithAnEditIsOneUpdateOfTheSameItem() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "b.txt", "new content");

        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /b.txt");
        Decision.Work work = drives.work("a");
        assertThat(work.destination().id()).isEqualTo("there-a");
        assertThat(work.place()).isTrue();
        assertThat(work.content()).isTrue();
    }

    @Test
    void aFolderIsRenamedWithoutItsFiles() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.sourceFolder("f", DRIVE, "g");

        drives.plan();

        assertThat(drives.queue()).containsExactly("RENAME /g");
    }

    @Test
    void aRenameToANameThatIsTakenGetsItsOwn() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.synced("b", DRIVE, ONEDRIVE, "b.txt");
        drives.sourceFile("a", DRIVE, "b.txt", "old");

        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE))
                .containsExactlyInAnyOrder("b.txt", NameRule.beside("b.txt", "a"));
    }

    @Test
    void aNameThatIsAboutToBeFreeIsWaitedFor() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "b.txt", "old");
        drives.sourceFile("c", DRIVE, "a.txt", "other");

        drives.plan();

        assertThat(drives.job("c").dependsOn()).isEqualTo(drives.job("a").id());
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt", "b.txt");
    }

    // ---- gone

    @Test
    void whatIsDeletedAtTheSourceIsDeletedUnlessItWasEditedThere() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.synced("b", DRIVE, ONEDRIVE, "b.txt");
        drives.gone(Side.SOURCE, "a");
        drives.gone(Side.SOURCE, "b");
        drives.destinationFile("there-b", ONEDRIVE, "b.txt", "edited there");

        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /a.txt");
        assertThat(drives.claimable()).hasSize(1);
        assertThat(drives.openConflicts())
                .extracting(Conflict::type, Conflict::path)
                .containsExactly(tuple(ConflictType.DELETE_EDIT, "/b.txt"));
    }

    @Test
    void aDeletedFolderIsOneJob() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.synced("b", "f", "there-f", "b.txt");
        drives.gone(Side.SOURCE, "a");
        drives.gone(Side.SOURCE, "b");
        drives.gone(Side.SOURCE, "f");

        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /f");
        assertThat(((Decision.Work) drives.decide("f")).deletedFiles()).isEqualTo(2);
    }

    @Test
    void aDeletedFolderIsOneJobEvenIfTheFeedTellsOfTheFolderAlone() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.gone(Side.SOURCE, "f");

        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /f");
    }

    @Test
    void aFolderThatHoldsWhatOnlyOneDriveHasStaysWithIt() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.destinationFile("own", "there-f", "own.txt", "mine");
        drives.gone(Side.SOURCE, "f");

        Planned planned = drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /f/a.txt");
        assertThat(planned.skipped()).extracting(Planned.Skipped::path).containsExactly("/f");
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("f");
        assertThat(drives.names("there-f")).containsExactly("own.txt");
        assertThat(drives.baseline("f")).isNull();
    }

    @Test
    void aFileMovedOutOfADeletedFolderIsMovedFirst() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.gone(Side.SOURCE, "f");
        drives.sourceFile("a", DRIVE, "a.txt", "old");

        drives.plan();

        assertThat(drives.job("a").action()).isEqualTo(Action.MOVE);
        assertThat(drives.job("f").dependsOn()).isEqualTo(drives.job("a").id());
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt");
    }

    @Test
    void aDeletionAtTheDestinationIsRespected() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.DESTINATION, "there-a");

        drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void aDeletionAtTheDestinationOfWhatIsEditedAtTheSourceIsAConflict() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.DESTINATION, "there-a");
        drives.sourceFile("a", DRIVE, "a.txt", "edited here");

        drives.plan();

        assertThat(drives.openConflicts())
                .extracting(Conflict::type)
                .containsExactly(ConflictType.DELETE_EDIT);
        drives.resolve("a", ConflictPreference.SOURCE);
        assertThat(drives.queue()).containsExactly("CREATE /a.txt");
    }

    @Test
    void aFolderDeletedAtTheDestinationIsMadeAnewForANewFile() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.gone(Side.DESTINATION, "there-a");
        drives.gone(Side.DESTINATION, "there-f");
        drives.plan();
        assertThat(drives.queue()).isEmpty();

        drives.sourceFile("b", "f", "b.txt", "new");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE)).containsExactly("f");
        assertThat(drives.names(drives.baseline("f").destinationId())).containsExactly("b.txt");
    }

    @Test
    void whatIsRestoredFromTheTrashComesBack() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).isEmpty();

        drives.sourceFile("a", DRIVE, "a.txt", "old");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt");
    }

    @Test
    void aFolderRestoredFromTheTrashBringsItsFiles() {
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.gone(Side.SOURCE, "f");
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).isEmpty();

        drives.sourceFolder("f", DRIVE, "f");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(drives.baseline("f").destinationId())).containsExactly("a.txt");
    }

    @Test
    void whatIsRestoredBeforeItsDeletionRanIsLeftAlone() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.sourceFile("a", DRIVE, "a.txt", "old");

        drives.plan();

        assertThat(drives.queue()).isEmpty();
    }

    // ---- replaced

    @Test
    void aFileReplacedByOneOfItsNameTakesItsPlace() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.sourceFile("b", DRIVE, "a.txt", "saved by an editor");

        drives.plan();

        assertThat(drives.queue()).contains("UPDATE /a.txt");
        assertThat(drives.work("b").destination().id()).isEqualTo("there-a");
        drives.carryOut("b");
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt");
        assertThat(drives.baseline("a")).isNull();
        assertThat(drives.baseline("b").destinationId()).isEqualTo("there-a");
    }

    /** Each of the two conflicts is decided once, not in turn without end. */
    @Test
    void anEditOfWhatWasDeletedWhereAnotherFileHasTheNameIsDecidedTwiceAtMost() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.DESTINATION, "there-a");
        drives.destinationFile("other", ONEDRIVE, "a.txt", "another");
        drives.sourceFile("a", DRIVE, "a.txt", "edited");
        drives.plan();

        drives.resolve("a", ConflictPreference.SOURCE);
        drives.resolve("a", ConflictPreference.SOURCE);

        assertThat(drives.openConflicts()).isEmpty();
        drives.carryOutAll();
        assertThat(drives.baseline("a").destinationId()).isEqualTo("other");
    }

    // ---- selection

    @Test
    void onlyTheSelectedFolderAndFileArrive() {
        drives.select("f", "a");
        drives.sourceFolder("f", DRIVE, "f");
        drives.sourceFile("in", "f", "in.txt", "1");
        drives.sourceFolder("g", DRIVE, "g");
        drives.sourceFile("a", "g", "a.txt", "2");
        drives.sourceFile("out", "g", "out.txt", "3");

        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt", "f");
        assertThat(drives.names(drives.baseline("f").destinationId())).containsExactly("in.txt");
        assertThat(drives.baseline("out")).isNull();
    }

    @Test
    void whatMovesOutOfTheSelectionGoesAndWhatMovesInComes() {
        drives.select("f");
        drives.syncedFolder("f", "f");
        drives.synced("a", "f", "there-f", "a.txt");
        drives.sourceFile("b", DRIVE, "b.txt", "1");
        drives.plan();
        assertThat(drives.queue()).isEmpty();

        drives.sourceFile("a", DRIVE, "a.txt", "old");
        drives.sourceFile("b", "f", "b.txt", "1");
        drives.plan();

        assertThat(drives.queue()).containsExactlyInAnyOrder("DELETE /a.txt", "CREATE /f/b.txt");
    }

    @Test
    void aFolderThatMovesIntoTheSelectionBringsItsFiles() {
        drives.select("f");
        drives.syncedFolder("f", "f");
        drives.sourceFolder("g", DRIVE, "g");
        drives.sourceFile("a", "g", "a.txt", "1");
        drives.plan();

        drives.sourceFolder("g", "f", "g");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names("there-f")).containsExactly("g");
        assertThat(drives.names(drives.baseline("g").destinationId())).containsExactly("a.txt");
    }

    // ---- while a job runs

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
                    drives.baselines.put(
                            tx,
                            SESSION,
                            com.aqwacloud.sync.internal.store.Baseline.of(work.source(), arrived),
                            NOW);
                    drives.jobs.finish(tx, job.id(), JobState.COMPLETED, null, NOW);
                });
        drives.plan();
        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
    }

    // ---- the guard

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

        drives.database.change(tx -> drives.jobs.allow(tx, SESSION));
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
    void filesBroughtBackWhileDeletesAreHeldStay() {
        for (int i = 0; i < 60; i++) {
            drives.synced("f" + i, DRIVE, ONEDRIVE, i + ".txt");
        }
        for (int i = 0; i < 60; i++) {
            drives.gone(Side.SOURCE, "f" + i);
        }
        assertThat(drives.plan().deletesHeld()).isEqualTo(60);
        drives.database.change(tx -> drives.jobs.allow(tx, SESSION));
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

    // ---- decided conflicts

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

    // ---- failures

    @Test
    void whatNeedsAFolderThatCouldNotBeMadeFailsToo() {
        drives.sourceFolder("f", DRIVE, "f");
        drives.plan();
        Job folder = drives.job("f");
        drives.database.change(
                tx -> drives.jobs.finish(tx, folder.id(), JobState.FAILED, "refused", NOW));
        drives.sourceFile("a", "f", "a.txt", "1");

        drives.plan();
        drives.plan();

        assertThat(drives.queue()).isEmpty();
        List<Job> failed =
                drives.database.read(tx -> drives.jobs.list(tx, JobState.FAILED, SESSION, 10));
        assertThat(failed)
                .filteredOn(job -> job.sourceId().equals("a"))
                .singleElement()
                .satisfies(job -> assertThat(job.error()).contains("/f "));
    }

    // ---- what a cut-off attempt left

    @Test
    void whatACutOffAttemptMadeIsOursEvenIfTheSourceMovedOn() {
        drives.sourceFile("a", DRIVE, "a.txt", "hello");
        drives.plan();
        drives.cutOff("a", ONEDRIVE, "a.txt", 5);
        Item left = PlanFixture.file("left", ONEDRIVE, "a.txt", "hello", "d:");
        drives.keep(Side.DESTINATION, PlanFixture.createdAt(left, NOW.plusSeconds(1)));
        drives.sourceFile("a", DRIVE, "b.txt", "hello");

        drives.reclaim("a");

        assertThat(drives.baseline("a").destinationId()).isEqualTo("left");
        assertThat(drives.work("a").destination().id()).isEqualTo("left");
        assertThat(drives.work("a").name()).isEqualTo("b.txt");
    }

    @Test
    void aFileThatWasThereBeforeTheAttemptIsAStrangers() {
        drives.sourceFile("a", DRIVE, "a.txt", "hello");
        drives.plan();
        drives.cutOff("a", ONEDRIVE, "a.txt", 5);
        Item stranger = PlanFixture.file("stranger", ONEDRIVE, "a.txt", "olleh", "d:");
        drives.keep(Side.DESTINATION, PlanFixture.createdAt(stranger, NOW.minusSeconds(3600)));

        drives.reclaim("a");

        assertThat(drives.baseline("a")).isNull();
        assertThat(drives.work("a").action()).isEqualTo(Action.ADOPT);
    }

    @Test
    void anOldFileThatBearsOurTimesIsOurs() {
        drives.sourceFile("a", DRIVE, "a.txt", "hello");
        drives.plan();
        drives.cutOff("a", ONEDRIVE, "a.txt", 5);
        // The fixture gives both sides the same time of creation, as an upload does.
        drives.destinationFile("left", ONEDRIVE, "a.txt", "hello");

        drives.reclaim("a");

        assertThat(drives.baseline("a").destinationId()).isEqualTo("left");
    }
}
