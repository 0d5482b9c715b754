package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.SESSION;
import static com.aqwacloud.sync.internal.plan.PlanFixture.STORE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Loser;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.store.GoneItems;
import com.aqwacloud.sync.internal.store.HeldContent;
import com.aqwacloud.sync.internal.store.HeldContents;
import com.aqwacloud.sync.internal.store.HiddenNames;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.NameTwins;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSessions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of what is over the store keeps what somebody may still need, and no more. */
class TidiedStoreTest {
    private static final List<String> TABLES =
            List.of(
                    "item",
                    "gone_item",
                    "baseline",
                    "job",
                    "conflict",
                    "held_content",
                    "excluded",
                    "unplaced",
                    "lost_access",
                    "shared_folder",
                    "folder_shortcut",
                    "cancelled_delete",
                    "left_to_heir",
                    "name_twin",
                    "hidden_name");

    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void filesThatCameAndWentLeaveNothingAfterAMonth() {
        for (int i = 0; i < 120; i++) {
            String id = "a" + i;
            drives.sourceFile(id, DRIVE, id + ".txt", "content " + i);
            drives.plan();
            drives.carryOut(id);
            String there = drives.baseline(id).destinationId();
            drives.database.change(
                    tx ->
                            new HeldContents()
                                    .put(tx, SESSION, new HeldContent(there, "sha", 1, "q")));
            drives.gone(Side.SOURCE, id);
            drives.plan();
            drives.carryOut(id);
            drives.plan();
        }

        drives.tidy();

        assertThat(rows()).containsEntry("item", 240L).containsEntry("job", 240L);
        assertThat(rows()).containsEntry("held_content", 0L);
        drives.later(Duration.ofDays(29));
        drives.tidy();
        assertThat(rows()).containsEntry("item", 240L).containsEntry("job", 240L);

        drives.later(Duration.ofDays(2));
        drives.tidy();

        assertThat(rows().values()).containsOnly(0L);
    }

    @Test
    void foldersGoWithAllThatWentWithThem() {
        drives.syncedFolder("f", "f");
        drives.sourceFolder("a-folder", "f", "inner");
        drives.destinationFolder("there-inner", "there-f", "inner");
        drives.agree("a-folder", "there-inner");
        drives.synced("z", "a-folder", "there-inner", "z.txt");
        drives.gone(Side.SOURCE, "z");
        drives.gone(Side.SOURCE, "a-folder");
        drives.gone(Side.SOURCE, "f");
        drives.plan();
        drives.carryOutAll();

        drives.aMonthOfTidying();

        assertThat(rows().values()).containsOnly(0L);
    }

    @Test
    void whatIsRestoredFromTheTrashLaterIsSentAgain() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.carryOutAll();
        drives.aMonthOfTidying();
        assertThat(isKnown(Side.SOURCE, "a")).isFalse();

        drives.sourceFile("a", DRIVE, "a.txt", "old");
        drives.plan();

        assertThat(drives.queue()).containsExactly("CREATE /a.txt");
        drives.carryOutAll();
        assertThat(drives.names(ONEDRIVE)).containsExactly("a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        assertThat(drives.queue()).containsExactly("DELETE /a.txt");
    }

    @Test
    void whatWasInAFolderThatIsDeletedForEverGoesWithIt() {
        drives.syncedFolder("f", "f");
        drives.sourceFolder("inner", "f", "inner");
        drives.destinationFolder("there-inner", "there-f", "inner");
        drives.agree("inner", "there-inner");
        drives.synced("a", "inner", "there-inner", "a.txt");
        drives.gone(Side.SOURCE, "f");
        drives.database.change(tx -> new GoneItems().forEver(tx, SESSION, "f"));
        drives.plan();
        drives.carryOutAll();
        drives.tidy();
        assertThat(isKnown(Side.SOURCE, "a")).isTrue();

        drives.aMonthOfTidying();

        assertThat(rows().values()).containsOnly(0L);
    }

    /** What is told of late is not in a folder that nobody knows anything about. */
    @Test
    void whatIsSelectedIsKnownToBeGoneForEver() {
        drives.select("f");
        var options = SessionOptions.DEFAULTS.with(Map.of("selection", "f"));
        drives.database.change(tx -> new StoredSessions().setOptions(tx, SESSION, options));
        drives.syncedFolder("f", "f");
        drives.gone(Side.SOURCE, "f");
        drives.plan();
        drives.carryOutAll();

        drives.aMonthOfTidying();

        drives.sourceFile("late", "f", "late.txt", "told of late");
        drives.plan();
        assertThat(drives.queue()).isEmpty();
        assertThat(drives.dirty("late")).as("waits for ever").isFalse();
    }

    @Test
    void aShortcutIsStillKnownToLeadToNothing() {
        drives.options("shortcuts=link");
        drives.sourceFile("target", "elsewhere", "target.txt", "t");
        drives.shortcut("s", "s", "target");
        drives.gone(Side.SOURCE, "target");
        drives.plan();
        assertThat(drives.queue()).isEmpty();

        drives.aMonthOfTidying();
        drives.soil("s");
        drives.plan();

        assertThat(drives.queue()).isEmpty();
        drives.gone(Side.SOURCE, "s");
        drives.plan();
        drives.aMonthOfTidying();
        drives.tidy();
        assertThat(rows().values()).containsOnly(0L);
    }

    @Test
    void whatIsOutOfSightIsForgottenWithItsNote() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.accessLost("a");
        drives.plan();

        drives.aMonthOfTidying();

        assertThat(isKnown(Side.SOURCE, "a")).isFalse();
        assertThat(rows()).containsEntry("lost_access", 0L);
        drives.sourceFile("a", DRIVE, "a.txt", "old");
        drives.plan();
        assertThat(drives.queue()).containsExactly("ADOPT /a.txt");
    }

    @Test
    void aDeleteThatAPersonGaveUpStaysSoForAsLongAsItsFileStays() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.giveUp("a");

        drives.aMonthOfTidying();
        drives.soil("a");
        drives.plan();

        assertThat(drives.queue()).isEmpty();
        assertThat(rows()).containsEntry("cancelled_delete", 1L).containsEntry("job", 1L);
        drives.tryAgain("a");
        drives.giveUp("a");

        drives.gone(Side.DESTINATION, "there-a");
        drives.plan();
        drives.aMonthOfTidying();
        drives.tidy();

        assertThat(rows().values()).containsOnly(0L);
    }

    @Test
    void aTransferThatFailedCanBeTriedAgainForAsLongAsItsFileIsThere() {
        drives.sourceFile("a", DRIVE, "a.txt", "new");
        drives.plan();
        drives.fail("a");

        drives.aMonthOfTidying();

        assertThat(drives.lastState("a")).isEqualTo(JobState.FAILED);
        drives.gone(Side.SOURCE, "a");
        drives.tidy();
        assertThat(rows()).containsEntry("job", 1L);
        drives.plan();
        drives.aMonthOfTidying();
        drives.tidy();
        assertThat(rows().values()).containsOnly(0L);
    }

    @Test
    void aConflictThatIsOpenStaysWithAllThatItIsAbout() {
        conflict("a");
        drives.gone(Side.SOURCE, "a");

        drives.plan();
        drives.aMonthOfTidying();

        assertThat(drives.openConflicts()).hasSize(1);
        assertThat(isKnown(Side.SOURCE, "a")).isTrue();
        drives.resolve("a", ConflictPreference.SOURCE);
        assertThat(drives.queue()).containsExactly("DELETE /a.txt");
    }

    /** OneDrive's version history keeps what gave way for as long as the file is there. */
    @Test
    void aDecisionIsKeptForAsLongAsItCanBeTakenBack() {
        decided("a", Loser.Place.VERSION_HISTORY);

        drives.aMonthOfTidying();
        drives.later(Duration.ofDays(365));
        drives.tidy();

        assertThat(rows()).containsEntry("conflict", 1L).containsEntry("job", 0L);

        drives.gone(Side.SOURCE, "a");
        drives.plan();
        drives.carryOut("a");
        drives.plan();
        drives.aMonthOfTidying();
        drives.tidy();
        assertThat(rows().values()).containsOnly(0L);
    }

    @Test
    void ofTheDecisionsAboutAFileTheLastIsKept() {
        for (int i = 0; i < 5; i++) {
            decided("a", Loser.Place.VERSION_HISTORY);
        }
        List<Long> all = conflicts();

        drives.aMonthOfTidying();

        assertThat(conflicts()).containsExactly(all.get(4));
    }

    @Test
    void whatTheRecycleBinMayHoldCanBeTakenBack() {
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "edited there");
        drives.plan();
        drives.resolve("a", ConflictPreference.SOURCE);
        drives.carryOutAll();
        place("a", Loser.Place.RECYCLE_BIN);

        drives.aMonthOfTidying();

        assertThat(conflicts()).hasSize(1);
        assertThat(isKnown(Side.DESTINATION, "there-a")).isTrue();
        drives.later(Duration.ofDays(70));
        drives.tidy();
        assertThat(rows().values()).containsOnly(0L);
    }

    @Test
    void aDecisionWhoseWorkFailedIsKeptForAsLongAsThatCanBeTriedAgain() {
        drives.sourceFile("a", DRIVE, "a.txt", "here");
        drives.destinationFile("there-a", ONEDRIVE, "a.txt", "there");
        drives.plan();
        drives.resolve("a", ConflictPreference.SOURCE);
        drives.fail("a");

        drives.aMonthOfTidying();

        assertThat(conflicts()).hasSize(1);
        drives.tryAgain("a");
        drives.carryOut("a");
        place("a", Loser.Place.VERSION_HISTORY);
        assertThat(STORE.rows("SELECT loser_item FROM conflict"))
                .containsExactly(Map.of("LOSER_ITEM", "there-a"));
    }

    @Test
    void theBeginningsOfJobsThatAreNotOverStayInTheAudit() {
        drives.synced("done", DRIVE, ONEDRIVE, "done.txt");
        drives.synced("a", DRIVE, ONEDRIVE, "a.txt");
        drives.gone(Side.SOURCE, "a");
        drives.gone(Side.SOURCE, "done");
        drives.plan();
        Job done = drives.job("done");
        drives.begin("done");
        drives.carryOut("done");
        Job waiting = drives.job("a");
        drives.begin("a");

        drives.aMonthOfTidying();

        assertThat(steps(done)).isEmpty();
        assertThat(steps(waiting)).containsExactly("started");
        boolean begun = drives.database.read(tx -> drives.jobs.wasBegun(tx, waiting));
        assertThat(begun).isTrue();
    }

    @Test
    void namesThatAreOneAreForgottenOnceTheyAreTooMany() {
        twins(0, 1000);
        drives.tidy();
        assertThat(rows()).containsEntry("name_twin", 1000L);

        twins(1000, 1001);
        drives.tidy();

        assertThat(rows()).containsEntry("name_twin", 0L);
    }

    @Test
    void aHiddenNameIsFoundOutAnewEachDay() {
        var names = new HiddenNames();
        drives.database.change(tx -> names.add(tx, SESSION, ONEDRIVE, "a.txt"));

        drives.tidy();

        assertThat(rows()).containsEntry("hidden_name", 0L);
        boolean known = drives.database.write(tx -> names.contains(tx, SESSION, ONEDRIVE, "a.txt"));
        assertThat(known).isFalse();
    }

    private void twins(int from, int to) {
        drives.database.change(
                tx -> {
                    for (int i = from; i < to; i++) {
                        var pair = new NameTwins.Pair("one" + i, "other" + i);
                        new NameTwins().add(tx, SESSION, pair);
                    }
                });
    }

    private void conflict(String id) {
        if (drives.baseline(id) == null) {
            drives.synced(id, DRIVE, ONEDRIVE, id + ".txt");
        }
        int before = conflicts().size();
        drives.sourceFile(id, DRIVE, id + ".txt", "edited here " + before);
        drives.destinationFile("there-" + id, ONEDRIVE, id + ".txt", "and edited there " + before);
        drives.plan();
    }

    /** A conflict that was decided for Google Drive's file. */
    private void decided(String id, Loser.Place place) {
        conflict(id);
        drives.resolve(id, ConflictPreference.SOURCE);
        drives.carryOut(id);
        place(id, place);
    }

    private void place(String id, Loser.Place place) {
        drives.database.change(
                tx ->
                        drives.conflicts
                                .lost(tx, SESSION, id, new Loser(place, "there-" + id, id + ".txt"))
                                .ifPresent(
                                        conflict ->
                                                drives.baselines
                                                        .bySource(tx, SESSION, id)
                                                        .ifPresent(
                                                                agreed ->
                                                                        drives.conflicts.settled(
                                                                                tx,
                                                                                conflict,
                                                                                agreed
                                                                                        .sourceContent()))));
    }

    private static List<Long> conflicts() {
        return STORE.rows("SELECT id FROM conflict ORDER BY id").stream()
                .map(row -> ((Number) row.get("ID")).longValue())
                .toList();
    }

    private static List<String> steps(Job job) {
        return STORE.rows("SELECT step FROM audit WHERE job_id = " + job.id()).stream()
                .map(row -> row.get("STEP").toString())
                .toList();
    }

    private boolean isKnown(Side side, String id) {
        return drives.database
                .read(tx -> drives.items.find(tx, SESSION, side, id))
                .map(Item::id)
                .isPresent();
    }

    private static Map<String, Long> rows() {
        var counts = new LinkedHashMap<String, Long>();
        for (String table : TABLES) {
            Object count = STORE.rows("SELECT COUNT(*) AS n FROM " + table).get(0).get("N");
            counts.put(table, ((Number) count).longValue());
        }
        return counts;
    }
}
