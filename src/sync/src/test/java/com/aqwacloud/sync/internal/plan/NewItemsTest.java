package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.NOW;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is new at the source: made, adopted, or in conflict. */
class NewItemsTest {
    private static final String DOCUMENT = "application/vnd.google-apps.document";

    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

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

    /** Who starts it must know beforehand how long its place will be taken. */
    @Test
    void whatWaitsForAnotherIsAsLargeAsWhatWillBeRead() {
        drives.sourceFolder("f", DRIVE, "f");
        drives.sourceFile("new", "f", "new.txt", "hello");
        drives.keep(
                Side.SOURCE,
                new Item(
                        "doc",
                        "f",
                        "d",
                        Item.Kind.OTHER,
                        DOCUMENT,
                        0,
                        NOW,
                        NOW,
                        null,
                        null,
                        null,
                        null,
                        true));
        drives.sourceFolder("inner", "f", "inner");
        drives.synced("moved", DRIVE, ONEDRIVE, "moved.txt");
        drives.sourceFile("moved", "f", "moved.txt", "old");
        drives.synced("edited", DRIVE, ONEDRIVE, "edited.txt");
        drives.sourceFile("edited", "f", "edited.txt", "edited");

        drives.plan();

        assertThat(drives.open())
                .filteredOn(job -> job.dependsOn() != null)
                .extracting(Job::sourceId, Job::action, Job::size)
                .containsExactlyInAnyOrder(
                        tuple("new", Action.CREATE, 5L),
                        tuple("doc", Action.CREATE, 0L),
                        tuple("inner", Action.CREATE_FOLDER, 0L),
                        tuple("moved", Action.MOVE, 0L),
                        tuple("edited", Action.UPDATE, 6L));
        drives.carryOut("f");
        assertThat(drives.claimable())
                .as("once the folder is there")
                .extracting(Job::sourceId, Job::size)
                .contains(tuple("new", 5L), tuple("edited", 6L));
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
    void aFolderThatOneDriveHasGetsTheLettersOfDrivesIfItHasThoseOfAnotherThatWent() {
        drives.knownAs("us");
        Item left = drives.destinationFolder("left", ONEDRIVE, "photos");
        drives.keep(Side.DESTINATION, PlanFixture.through("us", left));
        drives.sourceFolder("f", DRIVE, "Photos");

        drives.plan();
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.baseline("f").destinationId()).isEqualTo("left");
        assertThat(drives.names(ONEDRIVE)).containsExactly("Photos");
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

    @Test
    void charactersThatOneDriveRefusesAreReplaced() {
        drives.sourceFile("a", DRIVE, "what: \"why?\" <*>|\\/. ", "hello");

        assertThat(drives.work("a").name()).isEqualTo("what： ＂why？＂ ＜＊＞｜＼／.␠");
    }

    @Test
    void aNameWithHalfOfACharacterIsKeptAndReplaced() {
        drives.sourceFile("a", DRIVE, "cut \uD83D.txt", "hello");

        assertThat(drives.work("a").name()).isEqualTo("cut \u201BD83D.txt");
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

    /** Whichever of the two is looked at first. */
    @ParameterizedTest
    @CsvSource({"a, b", "b, a"})
    void twoFilesOfOneNameAreWhatAnEarlierSessionMadeOfThem(String plain, String marked) {
        drives.sourceFile(plain, DRIVE, "a.txt", "11");
        drives.sourceFile(marked, DRIVE, "a.txt", "22");
        drives.destinationFile("there", ONEDRIVE, "a.txt", "11");
        drives.destinationFile("beside", ONEDRIVE, NameRule.beside("a.txt", marked), "22");

        drives.plan();

        assertThat(drives.work(plain).action()).isEqualTo(Action.ADOPT);
        assertThat(drives.work(plain).destination().id()).isEqualTo("there");
        assertThat(drives.work(marked).action()).isEqualTo(Action.ADOPT);
        assertThat(drives.work(marked).destination().id()).isEqualTo("beside");
        drives.carryOutAll();
        assertThat(drives.plan().queued()).isEmpty();
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void whatBearsTheMarkOfAFileThatIsNewElsewhereIsLeftAlone() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("b", DRIVE, "b.txt", "11");
        drives.destinationFile("there", ONEDRIVE, "b.txt", "11");
        drives.destinationFile("there-a", ONEDRIVE, NameRule.beside("b.txt", "b"), "old");

        drives.plan();

        assertThat(drives.work("b").destination().id()).isEqualTo("there");
    }

    @Test
    void twoFoldersOfOneNameAreWhatAnEarlierSessionMadeOfThem() {
        drives.sourceFolder("a", DRIVE, "F");
        drives.sourceFolder("b", DRIVE, "F");
        drives.destinationFolder("there", ONEDRIVE, "F");
        drives.destinationFolder("beside", ONEDRIVE, NameRule.beside("F", "a"));

        drives.plan();

        assertThat(drives.baseline("a").destinationId()).isEqualTo("beside");
        assertThat(drives.baseline("b").destinationId()).isEqualTo("there");
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

    @Test
    void whatACutOffAttemptMadeIsOursEvenIfTheSourceMovedOn() {
        drives.sourceFile("a", DRIVE, "a.txt", "hello");
        drives.plan();
        drives.cutOff("a", ONEDRIVE, "a.txt", 5);
        drives.sent("a", "hello");
        Item left = PlanFixture.file("left", ONEDRIVE, "a.txt", "hello", "d:");
        drives.keep(Side.DESTINATION, PlanFixture.createdAt(left, NOW.plusSeconds(1)));
        drives.sourceFile("a", DRIVE, "b.txt", "hello");

        drives.reclaim("a");

        assertThat(drives.baseline("a").destinationId()).isEqualTo("left");
        assertThat(drives.work("a").destination().id()).isEqualTo("left");
        assertThat(drives.work("a").name()).isEqualTo("b.txt");
    }

    /** An attempt was cut off, and in its time a file was made through an application. */
    private void madeMeanwhile(String application, String name, String content) {
        madeLater(application, name, content, 1);
    }

    private void madeLater(String application, String name, String content, int seconds) {
        drives.knownAs("us");
        drives.sourceFile("a", DRIVE, name, "hello");
        drives.plan();
        drives.cutOff("a", ONEDRIVE, name, 5);
        Item made =
                PlanFixture.createdAt(
                        PlanFixture.file("made", ONEDRIVE, name, content, "d:"),
                        NOW.plusSeconds(seconds));
        drives.keep(Side.DESTINATION, PlanFixture.through(application, made));
        drives.reclaim("a");
    }

    @ParameterizedTest
    @CsvSource({"a.txt, hEllo", "a.docx, hello with properties"})
    void whatACutOffAttemptMadeIsOursThoughItBecameAnother(String name, String content) {
        madeMeanwhile("us", name, content);

        assertThat(drives.baseline("a").destinationId()).isEqualTo("made");
        assertThat(drives.work("a").action()).isEqualTo(Action.UPDATE);
    }

    @ParameterizedTest
    @CsvSource({"30, true", "31, false"})
    void whatACutOffAttemptMadeIsOursThoughItArrivedHalfAMinuteLate(int seconds, boolean ours) {
        madeLater("us", "a.txt", "hEllo", seconds);

        assertThat(drives.baseline("a") != null).isEqualTo(ours);
    }

    @ParameterizedTest
    @CsvSource({
        ", a.txt, hEllo",
        "an-editor, a.txt, hEllo",
        "us, a.txt, of another size",
        ", a.docx, hello with properties",
        "an-editor, a.docx, hello with properties"
    })
    void whatIsNotSaidToBeOursIsAStrangersThoughItWasMadeMeanwhile(
            String application, String name, String content) {
        madeMeanwhile(application, name, content);

        assertThat(drives.baseline("a")).isNull();
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
}
