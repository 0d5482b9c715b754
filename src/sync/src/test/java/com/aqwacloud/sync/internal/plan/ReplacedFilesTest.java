package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.internal.store.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What another of its name takes the place of in Drive, while OneDrive's was edited. */
class ReplacedFilesTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void whatWasDecidedToStayIsNotDeletedForTheOneThatIsGone() {
        replacedAndEditedThere("edited there");
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
