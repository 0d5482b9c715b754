package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What both sides did to one file, and what comes of it: a conflict only where neither can yield.
 */
class ConflictMatrixTest {
    private PlanFixture drives;

    @BeforeEach
    void sync() {
        drives = new PlanFixture();
        drives.syncedFolder("f", "f");
        drives.syncedFolder("g", "g");
        drives.syncedFolder("h", "h");
        drives.synced("a", "f", "there-f", "a.txt");
    }

    @AfterEach
    void forget() {
        drives.close();
    }

    @ParameterizedTest(name = "{0} here, {1} there: {2}")
    @CsvSource({
        "same, same, nothing",
        "same, edited, nothing",
        "same, renamed, nothing",
        "same, moved, nothing",
        "same, deleted, nothing",
        "edited, same, UPDATE f/a.txt",
        "edited, edited, SIMULTANEOUS_EDIT",
        "edited, edited to the same size, ADOPT f/a.txt",
        "edited, renamed, UPDATE f/c.txt",
        "edited, moved, UPDATE h/a.txt",
        "edited, edited and renamed, SIMULTANEOUS_EDIT",
        "edited, deleted, DELETE_EDIT",
        "renamed, same, RENAME f/b.txt",
        "renamed, edited, RENAME f/b.txt",
        "renamed, renamed, EDIT_RENAME",
        "renamed, renamed alike, nothing",
        "renamed, moved, RENAME h/b.txt",
        "renamed, edited and renamed, EDIT_RENAME",
        "renamed, deleted, nothing",
        "moved, same, MOVE g/a.txt",
        "moved, edited, MOVE g/a.txt",
        "moved, renamed, MOVE g/c.txt",
        "moved, moved, EDIT_RENAME",
        "moved, moved alike, nothing",
        "moved, deleted, nothing",
        "edited and renamed, same, UPDATE f/b.txt",
        "edited and renamed, edited, SIMULTANEOUS_EDIT",
        "edited and renamed, edited to the same size, ADOPT f/a.txt",
        "edited and renamed, renamed, EDIT_RENAME",
        "edited and renamed, renamed alike, UPDATE f/b.txt",
        "edited and renamed, moved, UPDATE h/b.txt",
        "edited and renamed, deleted, DELETE_EDIT",
        "deleted, same, DELETE f/a.txt",
        "deleted, edited, DELETE_EDIT",
        "deleted, renamed, DELETE_EDIT",
        "deleted, moved, DELETE_EDIT",
        "deleted, deleted, nothing"
    })
    void whatBothSidesDidComesTo(String here, String there, String outcome) {
        doHere(here);
        doThere(there);

        drives.plan();

        assertThat(outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0} here, {1} there, {2} wins: {3} in f, {4} in g, {5} in h")
    @CsvSource({
        "edited, edited, SOURCE, a.txt=here, '', ''",
        "edited, edited, DESTINATION, a.txt=there, '', ''",
        "edited, edited, KEEP_BOTH, 'a (OneDrive, 2025-01-01).txt=there a.txt=here', '', ''",
        "edited and renamed, edited, SOURCE, b.txt=here, '', ''",
        "edited and renamed, edited, DESTINATION, b.txt=there, '', ''",
        "edited and renamed, edited, KEEP_BOTH,"
                + " 'a (OneDrive, 2025-01-01).txt=there b.txt=here', '', ''",
        "edited and renamed, edited to the same size, SOURCE, b.txt=here, '', ''",
        "renamed, renamed, SOURCE, b.txt=old, '', ''",
        "renamed, renamed, DESTINATION, c.txt=old, '', ''",
        "renamed, renamed, KEEP_BOTH, 'b.txt=old c.txt=old', '', ''",
        "edited and renamed, renamed, DESTINATION, c.txt=here, '', ''",
        "moved, moved, SOURCE, '', a.txt=old, ''",
        "moved, moved, DESTINATION, '', '', a.txt=old",
        "moved, moved, KEEP_BOTH, '', a.txt=old, a.txt=old",
        "deleted, edited, SOURCE, '', '', ''",
        "deleted, edited, DESTINATION, a.txt=there, '', ''",
        "deleted, edited, KEEP_BOTH, a.txt=there, '', ''",
        "deleted, renamed, SOURCE, '', '', ''",
        "deleted, renamed, DESTINATION, c.txt=old, '', ''",
        "deleted, moved, KEEP_BOTH, '', '', a.txt=old",
        "edited, deleted, SOURCE, a.txt=here, '', ''",
        "edited, deleted, DESTINATION, '', '', ''"
    })
    void aDecisionLeavesNeitherSideAConflict(
            String here,
            String there,
            ConflictPreference winner,
            String inF,
            String inG,
            String inH) {
        doHere(here);
        doThere(there);
        drives.plan();

        if (!drives.openConflicts().isEmpty()) {
            drives.resolve("a", winner);
        }
        for (int poll = 0; poll < 3; poll++) {
            drives.plan();
            drives.carryOutAll();
        }
        assertThat(drives.dirty("a")).isFalse();
        drives.database.change(tx -> drives.items.soil(tx, SESSION, Side.SOURCE, "a"));
        drives.plan();

        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.queue()).isEmpty();
        assertThat(List.of(files("there-f"), files("there-g"), files("there-h")))
                .containsExactly(inF, inG, inH);
    }

    /** The rename was done before the process ended, and its answer never seen. */
    @Test
    void aNameThatACutOffAttemptGaveIsNotAnotherSidesWish() {
        doHere("renamed");
        drives.plan();
        drives.cutOff("a", "there-f", "b.txt", 0);
        drives.destinationFile("there-a", "there-f", "b.txt", "old");
        drives.sourceFile("a", "f", "d.txt", "old");

        assertThat(drives.work("a").name()).isEqualTo("d.txt");
    }

    @Test
    void bothFoldersMayBeRenamedApart() {
        drives.sourceFolder("g", DRIVE, "g here");
        drives.destinationFolder("there-g", ONEDRIVE, "g there");
        drives.plan();
        assertThat(outcome()).isEqualTo("EDIT_RENAME");

        drives.resolve("g", ConflictPreference.KEEP_BOTH);
        drives.carryOutAll();

        assertThat(drives.names(ONEDRIVE)).containsExactly("f", "g here", "h");
    }

    // ---- never in sync

    @ParameterizedTest
    @CsvSource({
        "n.txt, other content, SIZE_MISMATCH",
        "N.TXT, other content, CASE_COLLISION",
        "n.txt, same size, nothing",
        "N.TXT, same size, nothing"
    })
    void whatOneDriveHadBeforeIsAConflictIfItDiffers(String name, String there, String type) {
        drives.sourceFile("n", "f", "n.txt", "same siZe");
        drives.destinationFile("stranger", "there-f", name, there);

        drives.plan();

        assertThat(drives.openConflicts())
                .extracting(conflict -> conflict.type().name())
                .isEqualTo(type.equals("nothing") ? List.of() : List.of(type));
    }

    @ParameterizedTest
    @CsvSource({
        "n.txt, n.txt, TIMESTAMP",
        "n.txt, N.TXT, CASE_COLLISION",
        "a:b.txt, a：B.txt, CASE_COLLISION",
        "a:b.txt, a：b.txt, TIMESTAMP"
    })
    void whatDiffersInContentAloneIsNamedByTheNames(String here, String there, ConflictType type) {
        var source = drives.sourceFile("n", "f", here, "one");
        var destination = drives.destinationFile("stranger", "there-f", there, "two");

        assertThat(Difference.of(source, destination, null)).isEqualTo(type);
        assertThat(Difference.of(source, destination, drives.baseline("a")))
                .isEqualTo(ConflictType.SIMULTANEOUS_EDIT);
    }

    @ParameterizedTest
    @CsvSource({
        "SOURCE, a.txt=old n.txt=here",
        "DESTINATION, 'N.TXT=there a.txt=old'",
        "KEEP_BOTH, 'N (OneDrive, 2025-01-01).TXT=there a.txt=old n.txt=here'"
    })
    void namesThatDifferInCaseAloneAreDecided(ConflictPreference winner, String files) {
        drives.sourceFile("n", "f", "n.txt", "here");
        drives.destinationFile("stranger", "there-f", "N.TXT", "there");
        drives.plan();

        drives.resolve("n", winner);
        drives.carryOutAll();

        assertThat(files("there-f")).isEqualTo(files);
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void aConflictAboutANameSaysWhichSideIsTheFolder() {
        drives.sourceFile("n", DRIVE, "n", "here");
        drives.destinationFolder("stranger", ONEDRIVE, "n");

        drives.plan();

        Conflict found = drives.openConflicts().get(0);
        assertThat(found.type()).isEqualTo(ConflictType.NAME);
        assertThat(found.source().kind()).isEqualTo(ConflictSide.Kind.FILE);
        assertThat(found.destination().kind()).isEqualTo(ConflictSide.Kind.FOLDER);
    }

    @ParameterizedTest
    @CsvSource({
        "SOURCE, 'f g h n n (OneDrive, 2025-01-01)'",
        "KEEP_BOTH, 'f g h n n (OneDrive, 2025-01-01)'",
        "DESTINATION, f g h n"
    })
    void aFileInAFoldersPlaceIsDecidedOnce(ConflictPreference winner, String names) {
        drives.sourceFile("n", DRIVE, "n", "here");
        drives.destinationFolder("stranger", ONEDRIVE, "n");
        drives.plan();
        assertThat(outcome()).isEqualTo("NAME");

        drives.resolve("n", winner);
        drives.carryOutAll();
        drives.database.change(tx -> drives.items.soil(tx, SESSION, Side.SOURCE, "n"));
        drives.plan();

        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.queue()).isEmpty();
        assertThat(String.join(" ", drives.names(ONEDRIVE))).isEqualTo(names);
    }

    @Test
    void whatWasLeftOutTakesNothingAlongWhenItGoes() {
        drives.sourceFile("n", DRIVE, "n", "here");
        drives.destinationFolder("stranger", ONEDRIVE, "n");
        drives.sourceFolder("m", DRIVE, "m");
        drives.sourceFile("in-m", "m", "inner.txt", "here");
        drives.destinationFile("other", ONEDRIVE, "m", "there");
        drives.plan();
        drives.resolve("n", ConflictPreference.DESTINATION);
        drives.resolve("m", ConflictPreference.DESTINATION);

        Planned planned = drives.plan();
        assertThat(planned.skipped())
                .extracting(Planned.Skipped::path)
                .containsExactly("/m/inner.txt");
        assertThat(drives.dirty("in-m")).isFalse();
        drives.gone(Side.SOURCE, "n");
        drives.gone(Side.SOURCE, "m");
        drives.gone(Side.SOURCE, "in-m");
        drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(drives.openConflicts()).isEmpty();
    }

    @Test
    void whatWasLeftOutIsMovedOnceTheNameIsFree() {
        drives.sourceFile("n", DRIVE, "n", "here");
        drives.destinationFolder("stranger", ONEDRIVE, "n");
        drives.plan();
        drives.resolve("n", ConflictPreference.DESTINATION);

        drives.destinationFolder("stranger", ONEDRIVE, "another name");
        drives.plan();

        assertThat(drives.queue()).containsExactly("CREATE /n");
    }

    // ---- what was kept

    @Test
    void aKeptCopyThatMeetsAnotherIsNoConflict() {
        drives.sourceFile("k", "f", "a (OneDrive, 2025-01-01).txt", "copied into Drive by hand");
        drives.destinationFile("kept", "there-f", "a (OneDrive, 2025-01-01).txt", "kept");
        drives.plan();

        drives.carryOutAll();

        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.names("there-f"))
                .contains(
                        "a (OneDrive, 2025-01-01).txt",
                        NameRule.beside("a (OneDrive, 2025-01-01).txt", "k"));
    }

    @Test
    void aKeptCopyIsNotMarkedTwice() {
        drives.synced("k", "f", "there-f", "k (OneDrive, 2024-12-31).txt");
        drives.sourceFile("k", "f", "k (OneDrive, 2024-12-31).txt", "here");
        drives.destinationFile("there-k", "there-f", "k (OneDrive, 2024-12-31).txt", "there");
        drives.plan();

        drives.resolve("k", ConflictPreference.KEEP_BOTH);
        drives.carryOutAll();

        assertThat(drives.names("there-f"))
                .containsExactly(
                        "a.txt", "k (OneDrive, 2024-12-31).txt", "k (OneDrive, 2025-01-01).txt");
    }

    /** Renamed in OneDrive before the process ended, and never noted. */
    @Test
    void aKeptCopyThatACutOffAttemptMadeIsNoConflictWithItsOwnFile() {
        doHere("edited");
        doThere("edited");
        drives.plan();
        drives.resolve("a", ConflictPreference.KEEP_BOTH);
        Job job = drives.job("a");

        drives.destinationFile(
                "there-a", "there-f", "a (OneDrive, 2025-01-01).txt", "and edited there");
        drives.plan();

        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.job("a").id()).isEqualTo(job.id());
        drives.carryOutAll();
        assertThat(files("there-f")).isEqualTo("a (OneDrive, 2025-01-01).txt=there a.txt=here");
    }

    /** Renamed in OneDrive before the process ended, and never noted. */
    @Test
    void aRenameThatACutOffAttemptMadeIsNoConflictWithADeletion() {
        doHere("renamed");
        drives.plan();
        drives.cutOff("a", "there-f", "b.txt", 3);
        long job = drives.job("a").id();
        drives.database.change(
                tx -> drives.jobs.putBack(tx, job, null, PlanFixture.NOW, false, PlanFixture.NOW));
        doThere("renamed alike");

        drives.gone(Side.SOURCE, "f");
        drives.plan();

        assertThat(drives.queue()).containsExactly("DELETE /f");

        drives.sourceFolder("f", PlanFixture.DRIVE, "f");
        doHere("deleted");
        drives.plan();

        assertThat(drives.openConflicts()).isEmpty();
        assertThat(drives.queue()).containsExactly("DELETE /f/b.txt");
    }

    // ---- what people did

    private void doHere(String what) {
        switch (what) {
            case "same" -> {}
            case "edited" -> drives.sourceFile("a", "f", "a.txt", "edited here");
            case "renamed" -> drives.sourceFile("a", "f", "b.txt", "old");
            case "moved" -> drives.sourceFile("a", "g", "a.txt", "old");
            case "edited and renamed" -> drives.sourceFile("a", "f", "b.txt", "edited here");
            case "deleted" -> drives.gone(Side.SOURCE, "a");
            default -> throw new IllegalArgumentException(what);
        }
    }

    private void doThere(String what) {
        switch (what) {
            case "same" -> {}
            case "edited" -> thereIs("there-f", "a.txt", "and edited there");
            case "edited to the same size" -> thereIs("there-f", "a.txt", "EDITED HERE");
            case "renamed" -> thereIs("there-f", "c.txt", "old");
            case "renamed alike" -> thereIs("there-f", "b.txt", "old");
            case "moved" -> thereIs("there-h", "a.txt", "old");
            case "moved alike" -> thereIs("there-g", "a.txt", "old");
            case "edited and renamed" -> thereIs("there-f", "c.txt", "and edited there");
            case "deleted" -> drives.gone(Side.DESTINATION, "there-a");
            default -> throw new IllegalArgumentException(what);
        }
    }

    private void thereIs(String folder, String name, String content) {
        drives.destinationFile("there-a", folder, name, content);
    }

    private String outcome() {
        List<Conflict> conflicts = drives.openConflicts();
        if (!conflicts.isEmpty()) {
            assertThat(drives.queue()).isEmpty();
            return conflicts.get(0).type().name();
        }
        return drives.decide("a") instanceof Decision.Work work
                ? work.action() + " " + place(work)
                : "nothing";
    }

    private static String place(Decision.Work work) {
        boolean goes = work.name() == null;
        String folder = goes ? work.destination().parentId() : work.parentId();
        return folder.replace("there-", "")
                + "/"
                + (goes ? work.destination().name() : work.name());
    }

    /** Files of the destination's folder as name=whose content. */
    private String files(String folder) {
        var files =
                drives.database.read(
                        tx -> drives.items.children(tx, SESSION, Side.DESTINATION, folder));
        return String.join(
                " ",
                files.stream()
                        .map(file -> file.name() + "=" + whose(file.hash()))
                        .sorted()
                        .toList());
    }

    private static String whose(String hash) {
        return switch (hash) {
            case "d:edited here", "d:here" -> "here";
            case "d:and edited there", "d:EDITED HERE", "d:there" -> "there";
            case "d:old" -> "old";
            default -> throw new IllegalArgumentException(hash);
        };
    }
}
