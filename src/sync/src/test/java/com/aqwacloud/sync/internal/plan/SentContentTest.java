package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.NOW;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.SentContent;
import com.aqwacloud.sync.internal.store.Side;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an attempt sent is ours, even if no answer told that it arrived. */
class SentContentTest {
    /** What OneDrive calls this application. */
    private static final String US = "4423e6ce";

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

    /** An attempt sends what is then damaged, and ends so much later. */
    private void sent(SentContent content, Duration until) {
        long id = drives.job("a").id();
        drives.database.change(
                tx -> {
                    drives.attempts.sends(tx, id, "d:sent", content);
                    drives.attempts.ended(tx, id, NOW.plus(until));
                });
    }

    private void arrived(String content, Instant modified) {
        arrived(content, "d:" + content, modified, null);
    }

    private void arrivedThrough(String application, String content, Instant modified) {
        drives.knownAs(US);
        arrived(content, "d:" + content, modified, application);
    }

    private void arrived(String content, String hash, Instant modified, String application) {
        Item item =
                PlanFixture.item(
                        "there-a",
                        ONEDRIVE,
                        "a.txt",
                        Item.Kind.FILE,
                        content.length(),
                        hash,
                        modified);
        drives.keep(Side.DESTINATION, PlanFixture.through(application, item));
        drives.plan();
    }

    private void assertReplaced() {
        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.queue()).containsExactly("UPDATE /a.txt");
        assertThat(drives.work("a").destination()).isEqualTo(drives.destination("there-a"));
        assertThat(drives.baseline("a").isToBeCompared()).isFalse();
    }

    /** Of one size, the two are compared first, and then are a conflict. */
    private void assertAPersons() {
        assertThat(drives.baseline("a").destinationHash()).isEqualTo("d:old");
        assertThat(drives.work("a").action()).isEqualTo(Action.ADOPT);
    }

    @Test
    void whatWasDamagedOnItsWayIsReplaced() {
        sent(SentContent.untimed(4, NOW), Duration.ofSeconds(20));
        arrivedThrough(US, "sEnt", NOW.plusSeconds(10));

        assertReplaced();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "an-editor")
    void whatOneDriveDoesNotCallOursIsAPersonsThoughItIsOfThatSizeAndTime(String application) {
        sent(SentContent.untimed(4, NOW), Duration.ofSeconds(20));
        arrivedThrough(application, "sEnt", NOW.plusSeconds(10));

        assertAPersons();
    }

    @Test
    void soItIsWhileItIsNotKnownWhatOneDriveCallsUs() {
        sent(SentContent.untimed(4, NOW), Duration.ofSeconds(20));
        arrived("sEnt", "d:sEnt", NOW.plusSeconds(10), US);

        assertAPersons();
    }

    @Test
    void whatHasNoHashYetMayBeWhatWasSent() {
        sent(SentContent.untimed(4, NOW), Duration.ofSeconds(20));
        arrived("sent", null, NOW.plusSeconds(10), null);

        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.baseline("a").isToBeCompared()).isTrue();
    }

    @Test
    void whatHasNoHashYetIsAPersonsIfOneDriveSaysSo() {
        sent(SentContent.untimed(4, NOW), Duration.ofSeconds(20));
        drives.knownAs(US);
        arrived("sEnt", null, NOW.plusSeconds(10), "an-editor");

        assertAPersons();
    }

    @Test
    void soItIsAfterTheProcessEnded() {
        Job job = drives.job("a");
        drives.database.change(
                tx -> {
                    drives.jobs.start(tx, job.id(), NOW);
                    drives.attempts.sends(tx, job.id(), "d:sent", SentContent.untimed(4, NOW));
                });
        drives.later(Duration.ofHours(5));
        drives.recover();
        arrivedThrough(US, "sEnt", NOW.plusSeconds(10));

        assertReplaced();
    }

    @Test
    void whatWasDamagedIsDeletedWhenTheSourceWas() {
        sent(SentContent.untimed(4, NOW), Duration.ofSeconds(20));
        drives.gone(Side.SOURCE, "a");
        arrivedThrough(US, "sEnt", NOW.plusSeconds(10));

        assertThat(drives.queue()).containsExactly("DELETE /a.txt");
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void anEditOfAnotherSizeIsAConflictThoughItIsOfThatTime() {
        sent(SentContent.untimed(4, NOW), Duration.ofSeconds(20));
        arrivedThrough(US, "a person's", NOW.plusSeconds(10));

        assertThat(drives.openConflicts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-10, 30})
    void anEditOfThatSizeIsAPersonsIfItIsOfAnotherTime(int seconds) {
        sent(SentContent.untimed(4, NOW), Duration.ofSeconds(20));
        arrivedThrough(US, "sEnt", NOW.plusSeconds(seconds));

        assertAPersons();
    }

    /** What is sent arrives within minutes or never, however long the process is down. */
    @Test
    void anEditWhileTheProcessIsDownIsAPersons() {
        sent(SentContent.untimed(4, NOW), Duration.ofHours(5));
        arrivedThrough(US, "sEnt", NOW.plus(Duration.ofHours(1)));

        assertAPersons();
    }

    @Test
    void whatIsThereInsteadOfWhatWasRefusedIsAPersons() {
        sent(SentContent.untimed(4, NOW), Duration.ofSeconds(20));
        long id = drives.job("a").id();
        drives.database.change(tx -> drives.attempts.refused(tx, id, NOW));
        arrivedThrough(US, "sEnt", NOW.plusSeconds(10));

        assertAPersons();
    }

    @Test
    void whatAnEarlierAttemptLeftIsKnownThoughALaterOneIsRefused() {
        sent(SentContent.untimed(4, NOW), Duration.ofSeconds(20));
        long id = drives.job("a").id();
        drives.database.change(tx -> drives.attempts.refused(tx, id, NOW.plusSeconds(30)));
        arrivedThrough(US, "sEnt", NOW.plusSeconds(10));

        assertReplaced();
    }

    @Test
    void whatWasDamagedIsKnownByTheTimeThatWasSentAlong() {
        sent(SentContent.timed(4, NOW.minusMillis(3_700_000)), Duration.ofSeconds(20));
        arrived("sEnt", NOW.minusSeconds(3_700));

        assertReplaced();
    }

    @Test
    void whatBearsThatTimeIsAPersonsIfOneDriveSaysSo() {
        sent(SentContent.timed(4, NOW.minusSeconds(3_700)), Duration.ofSeconds(20));
        arrivedThrough("an-editor", "sEnt", NOW.minusSeconds(3_700));

        assertAPersons();
    }

    @Test
    void whereATimeWasSentAlongAnyOtherIsAPersons() {
        sent(SentContent.timed(4, NOW.minusSeconds(3_700)), Duration.ofSeconds(20));
        arrivedThrough(US, "sEnt", NOW.plusSeconds(10));

        assertAPersons();
    }

    @Test
    void aRowHasRoomForWhatManyAttemptsSent() {
        long id = drives.job("a").id();
        drives.database.change(
                tx -> {
                    for (int i = 0; i < 50; i++) {
                        String hash = "of-twenty-eight-characters" + i + "=";
                        Instant now = NOW.plusSeconds(i);
                        long size = (250L << 30) + i;
                        drives.attempts.sends(tx, id, hash, SentContent.untimed(size, now));
                        drives.attempts.unheard(tx, id, now, now);
                    }
                });

        assertThat(sentAndKnown(50 - 21)).isTrue();
        assertThat(sentAndKnown(50 - 22)).isFalse();
    }

    private boolean sentAndKnown(int number) {
        String hash = "of-twenty-eight-characters" + number + "=";
        return drives.database.read(
                tx -> drives.attempts.perhapsSent(tx, PlanFixture.SESSION, "a", hash));
    }
}
