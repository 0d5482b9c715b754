package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.NOW;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ExportFormat;
import com.aqwacloud.sync.internal.store.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of documents of Google's editors, which have no bytes of their own. */
class DocumentsTest {
    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void close() {
        drives.close();
    }

    @ParameterizedTest
    @CsvSource({
        "document, Plan.docx",
        "spreadsheet, Plan.xlsx",
        "presentation, Plan.pptx",
        "drawing, Plan.png"
    })
    void aDocumentBecomesAFileOfItsUsualFormat(String kind, String name) {
        drives.document("d", "Plan", kind, NOW);

        Planned planned = drives.plan();

        assertThat(planned.skipped()).isEmpty();
        assertThat(drives.queue()).containsExactly("CREATE /" + name);
        Decision.Work work = drives.work("d");
        assertThat(work.name()).isEqualTo(name);
        assertThat(work.content()).isTrue();
        assertThat(work.source().modifiedAt()).isEqualTo(NOW);
    }

    @Test
    void theFormatIsThatOfTheOptions() {
        drives.options("export.documents=md");
        drives.document("d", "Plan", "document", NOW);

        assertThat(drives.work("d").name()).isEqualTo("Plan.md");
        assertThat(drives.origin("d")).isEqualTo(new Origin.Exported("d", ExportFormat.MD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Plan.docx", "Plan.DOCX"})
    void aNameThatHasTheEndingKeepsIt(String name) {
        drives.document("d", name, "document", NOW);

        assertThat(drives.work("d").name()).isEqualTo(name);
    }

    @Test
    void aTypeThatIsLeftOutIsSkippedWithTheReason() {
        drives.options("export.documents=skip");
        drives.document("d", "Plan", "document", NOW);

        Planned planned = drives.plan();

        assertThat(planned.skipped())
                .containsExactly(
                        new Planned.Skipped(
                                "/Plan",
                                "the session leaves out each Google Docs document"
                                        + " (export.documents)"));
        assertThat(drives.queue()).isEmpty();
        assertThat(drives.plan().skipped()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "site", "map", "jam", "vid", "script"})
    void whatHasNoExportIsSkippedWithTheReason(String kind) {
        drives.document("d", "Plan", kind, NOW);

        assertThat(drives.plan().skipped())
                .singleElement()
                .satisfies(
                        skipped ->
                                assertThat(skipped.reason())
                                        .contains("no file content to transfer", kind));
        assertThat(drives.queue()).isEmpty();
    }

    @Test
    void aRenameMovesNoContent() {
        exported("Plan");

        drives.document("d", "Idea", "document", NOW);
        drives.plan();

        assertThat(drives.queue()).containsExactly("RENAME /Idea.docx");
        Decision.Work work = drives.work("d");
        assertThat(work.name()).isEqualTo("Idea.docx");
        assertThat(work.content()).isFalse();
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("Idea.docx");
    }

    @Test
    void onlyAnEditIsExportedAgain() {
        exported("Plan");

        drives.document("d", "Plan", "document", NOW);
        drives.plan();
        assertThat(drives.queue()).isEmpty();

        drives.document("d", "Plan", "document", NOW.plusSeconds(1));
        drives.plan();
        assertThat(drives.queue()).containsExactly("UPDATE /Plan.docx");
        assertThat(drives.work("d").content()).isTrue();
    }

    @Test
    void aDeletedDocumentTakesItsFileAlong() {
        exported("Plan");

        drives.gone(Side.SOURCE, "d");
        drives.plan();

        assertThat(drives.queue()).hasSize(1);
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).isEmpty();
    }

    // ---- options that change

    @Test
    void aFormatThatChangesIsExportedAgainUnderTheNewName() {
        exported("Plan");

        drives.options("export.documents=pdf");
        drives.plan();

        assertThat(drives.queue()).containsExactly("UPDATE /Plan.pdf");
        Decision.Work work = drives.work("d");
        assertThat(work.name()).isEqualTo("Plan.pdf");
        assertThat(work.place()).isTrue();
        assertThat(work.content()).isTrue();
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("Plan.pdf");
    }

    @Test
    void aTypeThatIsNoLongerLeftOutIsTransferred() {
        drives.options("export.documents=skip");
        drives.document("d", "Plan", "document", NOW);
        drives.plan();
        assertThat(drives.queue()).isEmpty();

        drives.options("export.documents=docx");
        drives.plan();

        assertThat(drives.queue()).containsExactly("CREATE /Plan.docx");
    }

    @Test
    void aTypeThatIsLeftOutLaterKeepsItsFileUntilItIsTakenUpAgain() {
        exported("Plan");

        drives.options("export.documents=skip");
        drives.document("d", "Plan", "document", NOW.plusSeconds(1));
        assertThat(drives.plan().skipped()).hasSize(1);
        assertThat(drives.queue()).isEmpty();
        assertThat(drives.names(ONEDRIVE)).containsExactly("Plan.docx");

        drives.options("export.documents=docx");
        drives.plan();
        assertThat(drives.queue()).containsExactly("UPDATE /Plan.docx");
    }

    @Test
    void aFileDoesNotWaitForTheNameOfADocumentThatIsLeftOutLater() {
        exported("Plan");
        drives.options("export.documents=skip");
        drives.plan();

        drives.sourceFile("f", DRIVE, "Plan.docx", "hello");
        drives.plan();

        Decision.Work work = drives.work("f");
        assertThat(work.action()).isEqualTo(Action.CREATE);
        assertThat(work.name()).startsWith("Plan (").endsWith(").docx");
    }

    // ---- names that others have

    @Test
    void aDocumentGetsTheNameThatAFileHadOnceItIsFree() {
        drives.synced("f", DRIVE, ONEDRIVE, "Plan.docx");
        drives.document("d", "Plan", "document", NOW);
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).hasSize(2).contains("Plan.docx");

        drives.gone(Side.SOURCE, "f");
        drives.plan();
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE)).containsExactly("Plan.docx");
        assertThat(drives.baseline("d").destinationName()).isEqualTo("Plan.docx");
    }

    @Test
    void aFileThatIsThereAlreadyIsComparedAlthoughNoSizeIsKnown() {
        drives.destinationFile("there", ONEDRIVE, "Plan.docx", "some export");
        drives.document("d", "Plan", "document", NOW);

        drives.plan();

        assertThat(drives.queue()).containsExactly("ADOPT /Plan.docx");
        assertThat(drives.openConflicts()).isEmpty();
    }

    private void exported(String name) {
        drives.document("d", name, "document", NOW);
        drives.plan();
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly(name + ".docx");
    }
}
