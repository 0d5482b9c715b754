package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.NOW;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.Deciders;
import com.aqwacloud.sync.api.InvalidValueException;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.api.NotFoundException;
import com.aqwacloud.sync.api.ReportEntry;
import com.aqwacloud.sync.api.ReportKind;
import com.aqwacloud.sync.api.Reports;
import com.aqwacloud.sync.api.SessionReport;
import com.aqwacloud.sync.api.SessionReport.Total;
import com.aqwacloud.sync.internal.report.StoredReports;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Side;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a session's report tells of what was planned and done. */
class ReportTest {
    private final PlanFixture drives = new PlanFixture();
    private final Reports reports =
            new StoredReports(drives.database, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        drives.close();
    }

    @Test
    void whatWasSentAdoptedAndArrangedIsApart() {
        drives.sourceFolder("f", DRIVE, "Papers");
        drives.sourceFile("a", DRIVE, "a.txt", "four");
        drives.sourceFile("same", DRIVE, "same.txt", "content");
        drives.destinationFile("there", ONEDRIVE, "same.txt", "content");
        drives.plan();
        drives.carryOutAll();

        SessionReport report = reports.report(SESSION, null, null, 100);

        assertThat(report.totals())
                .containsEntry(ReportKind.TRANSFERRED, new Total(1, 4))
                .containsEntry(ReportKind.ADOPTED, new Total(1, 7))
                .containsEntry(ReportKind.ARRANGED, new Total(1, 0))
                .containsEntry(ReportKind.FAILED, Total.NONE);
        assertThat(report.inSync()).isEqualTo(new Total(2, 11));
        assertThat(report.waiting()).isZero();
        assertThat(report.next()).isNull();
        assertThat(report.entries())
                .extracting(ReportEntry::kind, ReportEntry::path, ReportEntry::action)
                .containsExactly(
                        tuple(ReportKind.ADOPTED, "/same.txt", Action.ADOPT),
                        tuple(ReportKind.TRANSFERRED, "/a.txt", Action.CREATE),
                        tuple(ReportKind.ARRANGED, "/Papers", Action.CREATE_FOLDER));
    }

    @Test
    void whatIsLeftOutSaysWhyUntilItIsNot() {
        drives.document("d", "Survey", "form", NOW);
        drives.document("p", "Plan", "document", NOW);
        drives.options("export.documents=skip");
        drives.plan();

        assertThat(entries(ReportKind.SKIPPED))
                .extracting(ReportEntry::detail)
                .satisfiesExactly(
                        form -> assertThat(form).isNotBlank(),
                        plan -> assertThat(plan).contains("export.documents"));

        drives.options("export.documents=docx");
        drives.plan();

        assertThat(entries(ReportKind.SKIPPED))
                .extracting(ReportEntry::path)
                .containsExactly("/Survey");
    }

    @Test
    void aNameThatOneDriveDoesNotTakeIsToldWithWhatItBecame() {
        drives.sourceFile("a", DRIVE, "what?.txt", "a");
        drives.sourceFile("b", DRIVE, "twin.txt", "b");
        drives.sourceFile("c", DRIVE, "twin.txt", "c");
        drives.synced("o", DRIVE, ONEDRIVE, "own.txt");
        drives.plan();
        drives.carryOutAll();
        drives.keep(
                Side.DESTINATION, PlanFixture.renamed(drives.destination("there-o"), "mine.txt"));
        drives.plan();
        drives.database.change(
                tx ->
                        drives.baselines.put(
                                tx,
                                SESSION,
                                drives.baseline("o")
                                        .placed(
                                                drives.items
                                                        .find(tx, SESSION, Side.SOURCE, "o")
                                                        .orElseThrow(),
                                                drives.items
                                                        .find(
                                                                tx,
                                                                SESSION,
                                                                Side.DESTINATION,
                                                                "there-o")
                                                        .orElseThrow()),
                                NOW));

        List<ReportEntry> renamed = entries(ReportKind.RENAMED);

        assertThat(renamed).hasSize(3);
        assertThat(detailOf(renamed, "/what?.txt")).contains("does not take the name");
        assertThat(detailOf(renamed, "/twin.txt")).contains("Another item");
        assertThat(detailOf(renamed, "/own.txt")).contains("renamed in OneDrive");
        assertThat(renamed.stream().filter(entry -> entry.path().equals("/what?.txt")))
                .singleElement()
                .extracting(ReportEntry::destinationName)
                .isEqualTo("what\uFF1F.txt");
    }

    @Test
    void aNameThatWasCutSaysSo() {
        String name = "l".repeat(300) + ".txt";
        var source = PlanFixture.file("l", DRIVE, name, "l", "s:");
        var there = PlanFixture.file("d", ONEDRIVE, NameRule.atDestination(name), "l", "d:");

        assertThat(NameReason.of(Baseline.of(source, there))).contains("too long");
    }

    @Test
    void aNameThatWasCutForItsPathSaysSo() {
        String name = "l".repeat(200) + ".txt";
        var source = PlanFixture.file("l", DRIVE, name, "l", "s:");
        String cut = NameRule.atDestination(name, false, 100);
        var there = PlanFixture.file("d", ONEDRIVE, cut, "l", "d:");

        assertThat(NameReason.of(Baseline.of(source, there))).contains("path is too long");
    }

    @Test
    void aNameThatIsRefusedBelowTheRootAloneSaysSo() {
        var source = PlanFixture.file("f", DRIVE, "forms", "f", "s:");
        var there = PlanFixture.file("d", ONEDRIVE, "\uFF46orms", "f", "d:");

        assertThat(NameReason.of(Baseline.of(source, there))).contains("does not take the name");
    }

    @Test
    void aConflictIsToldWithItsOutcome() {
        drives.sourceFile("a", DRIVE, "a.txt", "longer here");
        drives.destinationFile("there", ONEDRIVE, "a.txt", "short");
        drives.plan();

        assertThat(entries(ReportKind.CONFLICT))
                .singleElement()
                .satisfies(
                        entry -> {
                            assertThat(entry.outcome()).isEqualTo("open");
                            assertThat(entry.detail()).startsWith("size-mismatch");
                            assertThat(entry.remedy()).contains("aqwa:conflict-resolve");
                        });

        long id = drives.conflictOf("a").conflict().id();
        drives.database.change(tx -> drives.conflicts.ruled(tx, id, "/a.txt manual"));
        drives.resolve("a", ConflictPreference.SOURCE);
        var loser = new Loser(Loser.Place.VERSION_HISTORY, "there", "a.txt");
        drives.database.change(tx -> drives.conflicts.lost(tx, SESSION, "a", loser));

        String decided =
                "size-mismatch; decided by test; rule: /a.txt manual;"
                        + " what gave way: version-history, a.txt";
        assertThat(entries(ReportKind.CONFLICT))
                .singleElement()
                .satisfies(
                        entry -> {
                            assertThat(entry.outcome()).isEqualTo("source");
                            assertThat(entry.detail()).isEqualTo(decided);
                            assertThat(entry.remedy()).isNull();
                        });

        drives.database.change(tx -> drives.conflicts.undone(tx, id, Deciders.API, NOW));

        assertThat(entries(ReportKind.CONFLICT))
                .extracting(ReportEntry::outcome, ReportEntry::detail)
                .containsExactly(tuple("source", decided + "; undone by the API"));
    }

    @Test
    void aConflictThatCeasedToBeOneIsToldAsWithdrawn() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.sourceFile("a", DRIVE, "a.txt", "edited here");
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "and edited there");
        drives.plan();
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "old");
        drives.plan();

        assertThat(entries(ReportKind.CONFLICT))
                .extracting(ReportEntry::outcome, ReportEntry::detail, ReportEntry::remedy)
                .containsExactly(tuple("withdrawn", "simultaneous-edit", null));
    }

    @Test
    void aFailureIsToldWithItsRemedyUntilALaterTransferFollowsIt() {
        drives.sourceFile("a", DRIVE, "a.txt", "a");
        drives.plan();
        long failed = drives.job("a").id();
        drives.database.change(
                tx -> drives.jobs.finish(tx, failed, JobState.FAILED, "It is too large.", NOW));

        assertThat(entries(ReportKind.FAILED))
                .singleElement()
                .satisfies(
                        entry -> {
                            assertThat(entry.path()).isEqualTo("/a.txt");
                            assertThat(entry.detail()).isEqualTo("It is too large.");
                            assertThat(entry.remedy()).contains("aqwa:transfer-retry " + failed);
                        });

        drives.sourceFile("a", DRIVE, "a.txt", "smaller");
        drives.plan();
        drives.carryOutAll();

        assertThat(entries(ReportKind.FAILED)).isEmpty();
        assertThat(entries(ReportKind.TRANSFERRED)).hasSize(1);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        for (int i = 0; i < 7; i++) {
            drives.document("form" + i, "Form " + i, "form", NOW);
            drives.sourceFile("file" + i, DRIVE, "file" + i, "x");
        }
        drives.plan();
        drives.carryOutAll();

        var paged = new ArrayList<ReportEntry>();
        String next = null;
        do {
            SessionReport page = reports.report(SESSION, null, next, 3);
            assertThat(page.entries()).hasSizeBetween(1, 3);
            paged.addAll(page.entries());
            next = page.next();
        } while (next != null);

        var whole = new ArrayList<ReportEntry>();
        reports.entries(SESSION).forEachRemaining(whole::add);
        assertThat(paged).hasSize(14).doesNotHaveDuplicates().isEqualTo(whole);
    }

    @Test
    void aReportSaysFromWhenOnItIsComplete() {
        var later = Clock.fixed(NOW.plus(Duration.ofDays(100)), ZoneOffset.UTC);

        assertThat(reports.report(SESSION, null, null, 1).coversFrom()).isEqualTo(NOW);
        assertThat(
                        new StoredReports(drives.database, later)
                                .report(SESSION, null, null, 1)
                                .coversFrom())
                .isEqualTo(NOW.plus(Duration.ofDays(70)));
    }

    @Test
    void whatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> reports.report("s9", null, null, 1))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> reports.entries("s9")).isInstanceOf(NotFoundException.class);
        for (String after : List.of("", "failed", "failed.x", "lost.1")) {
            assertThatThrownBy(() -> reports.report(SESSION, null, after, 1))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("after");
        }
    }

    private List<ReportEntry> entries(ReportKind kind) {
        SessionReport report = reports.report(SESSION, kind, null, 100);
        assertThat(report.totals().get(kind).count()).isEqualTo(report.entries().size());
        return report.entries();
    }

    private static String detailOf(List<ReportEntry> entries, String path) {
        return entries.stream()
                .filter(entry -> entry.path().equals(path))
                .map(ReportEntry::detail)
                .findFirst()
                .orElseThrow();
    }
}
