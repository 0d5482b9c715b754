package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.internal.store.Side;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a conflict is open about may keep its name for ever: nothing else waits for that. */
class UndecidedNamesTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void aNewFileIsTransferredThoughItsNameIsThatOfAnUndecidedOne() {
        drives.synced("old", DRIVE, ONEDRIVE, "report.docx");
        editedOnBothSides("old", "old.docx", "report.docx");
        settle();
        drives.sourceFile("new", DRIVE, "report.docx", "new");

        settle();

        assertThat(nameOfNew("new")).isEqualTo(NameRule.beside("report.docx", "new"));
        decideForDrive("old");
        assertThat(nameOf("old")).isEqualTo("old.docx");
        assertThat(nameOfNew("new")).isEqualTo("report.docx");
    }

    @Test
    void aNewFileIsTransferredWhereTheConflictShowsItselfWithIt() {
        drives.synced("old", DRIVE, ONEDRIVE, "report.docx");
        editedOnBothSides("old", "old.docx", "report.docx");
        drives.sourceFile("new", DRIVE, "report.docx", "new");

        settle();

        assertThat(nameOfNew("new")).isEqualTo(NameRule.beside("report.docx", "new"));
    }

    @Test
    void aNewFolderIsMadeThoughADeletedFileOfItsNameIsUndecided() {
        drives.synced("old", DRIVE, ONEDRIVE, "Plans");
        drives.gone(Side.SOURCE, "old");
        drives.destinationFile("there-old", ONEDRIVE, "Plans", "edited");
        drives.sourceFolder("new", DRIVE, "Plans");
        drives.sourceFile("inner", "new", "inner", "new");

        settle();

        assertThat(nameOfNew("new")).isEqualTo(NameRule.beside("Plans", "new"));
        assertThat(drives.names(drives.baseline("new").destinationId())).containsExactly("inner");
        decideForDrive("old");
        assertThat(drives.names(ONEDRIVE)).containsExactly("Plans");
        assertThat(nameOfNew("new")).isEqualTo("Plans");
    }

    @Test
    void whoSwapsNamesWithAnUndecidedOneGetsItsNameOnceThatIsDecided() {
        synced("a", "b");
        editedOnBothSides("a", "b", "a");
        drives.sourceFile("b", DRIVE, "a", "old");

        settle();

        assertThat(nameOf("a")).isEqualTo("a");
        assertThat(nameOf("b")).isEqualTo(NameRule.beside("a", "b"));
        decideForDrive("a");
        assertThat(nameOf("a")).isEqualTo("b");
        assertThat(nameOf("b")).isEqualTo("a");
    }

    @Test
    void whoeverIsUndecidedOfThreeThatPassTheirNamesOnKeepsIt() {
        for (String undecided : new String[] {"a", "b", "c"}) {
            synced("a", "b", "c");
            passedOn("a", "b", undecided);
            passedOn("b", "c", undecided);
            passedOn("c", "a", undecided);

            settle();

            assertThat(nameOf(undecided)).isEqualTo(undecided);
            assertThat(drives.openConflicts()).hasSize(1);
            decideForDrive(undecided);
            assertThat(nameOf("a")).isEqualTo("b");
            assertThat(nameOf("b")).isEqualTo("c");
            assertThat(nameOf("c")).isEqualTo("a");
        }
    }

    private void passedOn(String id, String name, String undecided) {
        if (id.equals(undecided)) {
            editedOnBothSides(id, name, id);
        } else {
            drives.sourceFile(id, DRIVE, name, "old");
        }
    }

    private void editedOnBothSides(String id, String name, String destinationName) {
        drives.sourceFile(id, DRIVE, name, "edited in Drive");
        drives.destinationFile("there-" + id, ONEDRIVE, destinationName, "edited");
    }

    private void synced(String... ids) {
        Arrays.stream(ids).forEach(id -> drives.synced(id, DRIVE, ONEDRIVE, id));
    }

    private void decideForDrive(String id) {
        drives.resolve(id, ConflictPreference.SOURCE);
        settle();
        assertThat(drives.openConflicts()).isEmpty();
    }

    /** As many polls as it takes, and some more: then nothing is left to do. */
    private void settle() {
        for (int poll = 0; poll < 5; poll++) {
            drives.plan();
            drives.carryOutAll();
        }
        assertThat(drives.queue()).isEmpty();
    }

    private String nameOf(String id) {
        return drives.destination("there-" + id).name();
    }

    private String nameOfNew(String id) {
        return drives.destination(drives.baseline(id).destinationId()).name();
    }
}
