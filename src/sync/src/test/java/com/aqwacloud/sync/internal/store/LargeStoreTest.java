package com.aqwacloud.sync.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked for each file costs the same however large a drive or a queue is. */
class LargeStoreTest {
    private static final String SESSION = "s1";
    private static final int FILES = 3000;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** How many rows a statement looked at, and how many of them had been deleted before. */
    private static final Pattern VISITED =
            Pattern.compile(
                    "(?:Number of deleted rows visited=(\\d+)\\s+Number of pages visited=\\d+\\s+"
                            + "Number of rows qualified=\\d+\\s+)?Number of rows visited=(\\d+)");

    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final Items items = new Items();
    private final Jobs jobs = new Jobs();

    @BeforeEach
    void fill() {
        database.change(
                tx -> {
                    for (int i = 0; i < FILES; i++) {
                        items.put(tx, SESSION, Side.DESTINATION, file(i), false);
                        insert(tx, "f" + i, Action.CREATE);
                    }
                });
    }

    @AfterEach
    void drop() throws Exception {
        store.close();
    }

    @Test
    void aNameIsFoundInAFolderOfThousands() {
        assertThat(
                        visited(
                                tx ->
                                        assertThat(
                                                        items.named(
                                                                tx,
                                                                SESSION,
                                                                Side.DESTINATION,
                                                                "folder",
                                                                "NAME-700"))
                                                .hasSize(1)))
                .isLessThan(10);
    }

    @Test
    void theNextJobsAreFoundInAQueueOfThousands() {
        database.change(
                tx -> {
                    for (int id = 1; id <= 1000; id++) {
                        jobs.finish(tx, id, JobState.COMPLETED, null, NOW);
                    }
                });
        assertThat(
                        visited(
                                tx ->
                                        assertThat(
                                                        new SessionJobs()
                                                                .claimable(tx, SESSION, NOW, 16))
                                                .hasSize(16)
                                                .first()
                                                .extracting(Job::id)
                                                .isEqualTo(1001L)))
                .isLessThan(FILES / 2);
    }

    @Test
    void whetherAnyMayStartIsKnownAmongThousandsThatWaitForALaterTime() {
        var ofSession = new SessionJobs();
        assertThat(visited(tx -> assertThat(ofSession.mayAnyStart(tx, SESSION, NOW)).isTrue()))
                .isLessThan(40);
        database.change(
                tx -> {
                    for (int id = 1; id <= FILES; id++) {
                        jobs.putBack(tx, id, null, NOW.plusSeconds(60), false, NOW);
                    }
                });
        assertThat(visited(tx -> assertThat(ofSession.mayAnyStart(tx, SESSION, NOW)).isFalse()))
                .isLessThan(40);
    }

    /** Whatever Derby was told of them while they were under way. */
    @Test
    void thatNothingIsLeftToDoIsKnownAmongThousandsThatAreDone() {
        var ofSession = new SessionJobs();
        database.change(
                tx -> {
                    for (int id = 1; id <= FILES; id++) {
                        if (id <= FILES / 3) {
                            jobs.finish(tx, id, JobState.COMPLETED, null, NOW);
                        } else if (id <= FILES / 2) {
                            jobs.start(tx, id, NOW);
                        }
                    }
                });
        database.change(
                tx -> tx.update("CALL SYSCS_UTIL.SYSCS_UPDATE_STATISTICS('APP','JOB',NULL)"));
        database.change(
                tx -> {
                    for (int id = 1; id <= FILES; id++) {
                        jobs.finish(tx, id, JobState.COMPLETED, null, NOW);
                    }
                });

        assertThat(visited(tx -> assertThat(ofSession.anyPending(tx, SESSION)).isFalse()))
                .isLessThan(FILES / 2);
        assertThat(visited(tx -> assertThat(ofSession.anyUnderWay(tx, SESSION)).isFalse()))
                .isLessThan(FILES / 2);
        assertThat(visited(tx -> assertThat(ofSession.failedItems(tx, SESSION)).isEmpty()))
                .isLessThan(FILES / 2);
        assertThat(visited(tx -> assertThat(ofSession.countOpen(tx, SESSION)).isZero()))
                .isLessThan(FILES / 2);
    }

    @Test
    void whoHoldsAContentIsFoundAmongThousands() {
        var contents = new HeldContents();
        database.change(
                tx -> {
                    for (int i = 0; i < 500; i++) {
                        // A content of its own, and one that is the same in all.
                        contents.put(tx, SESSION, new HeldContent("f" + i, "own-" + i, 7, "q"));
                        contents.put(tx, SESSION, new HeldContent("g" + i, "common", 7, "q"));
                    }
                });
        assertThat(
                        visited(
                                tx ->
                                        assertThat(contents.of(tx, SESSION, "own-300", 7, 5))
                                                .extracting(HeldContent::itemId)
                                                .containsExactly("f300")))
                .isLessThan(10);
        assertThat(visited(tx -> assertThat(contents.of(tx, SESSION, "common", 7, 5)).hasSize(5)))
                .isLessThan(40);
        assertThat(visited(tx -> assertThat(contents.hashOf(tx, "common", 7)).contains("q")))
                .isLessThan(40);
    }

    @Test
    void whatIsGoneIsFoundAndForgottenAmongThousands() {
        var drive = new GoneItems.Drive(SESSION, Side.DESTINATION);
        database.change(
                tx -> {
                    items.put(tx, SESSION, Side.DESTINATION, file(700).gone(), false);
                    items.put(tx, SESSION, Side.DESTINATION, file(701).gone(), false);
                });

        assertThat(
                        visited(
                                tx ->
                                        assertThat(new GoneItems().after(tx, drive, "", 100))
                                                .extracting(GoneItems.Gone::id)
                                                .containsExactly("f700", "f701")))
                .isLessThan(40);
        var nothing = new UnneededItems.References(Set.of(), Set.of());
        assertThat(visited(tx -> new UnneededItems().forget(tx, drive, "f700", nothing)))
                .isLessThan(40);
        assertThat(
                        visited(
                                tx ->
                                        assertThat(
                                                        items.isAnyIn(
                                                                tx,
                                                                SESSION,
                                                                Side.DESTINATION,
                                                                "folder"))
                                                .isTrue()))
                .isLessThan(40);
        assertThat(database.<Integer>read(tx -> new GoneItems().after(tx, drive, "", 9).size()))
                .isEqualTo(1);
    }

    @Test
    void oldJobsAreFoundInTheOrderInWhichTheyCame() {
        database.change(
                tx -> {
                    for (int id = 1; id <= FILES; id++) {
                        jobs.finish(tx, id, JobState.COMPLETED, null, NOW);
                    }
                });
        var ended = new EndedJobs();

        assertThat(
                        visited(
                                tx ->
                                        assertThat(
                                                        ended.by(
                                                                tx,
                                                                SESSION,
                                                                JobState.COMPLETED,
                                                                NOW,
                                                                0,
                                                                10))
                                                .hasSize(10)))
                .isLessThan(20);
        database.change(tx -> ended.forget(tx, 1));
        assertThat(database.jobCounts().now()).containsEntry(JobState.COMPLETED, FILES - 1L);
    }

    /** Their beginnings stay, and lie before whatever else is old. */
    @Test
    void oldStepsAreFoundAndForgottenBehindThoseOfThousandsOfJobsThatAreNotOver() {
        var audit = new Audit();
        database.change(
                tx -> {
                    for (int id = 1; id <= FILES; id++) {
                        jobs.begin(tx, jobs.get(tx, id), NOW.plusMillis(id));
                    }
                    for (int i = 0; i < 20; i++) {
                        Instant time = NOW.plusMillis(FILES + i / 4);
                        audit.write(tx, jobs.get(tx, 1), "pending", null, time);
                    }
                });
        Instant last = NOW.plusMillis(FILES);
        assertThat(database.<Object>read(tx -> audit.unneeded(tx, NOW, last, 3)))
                .isEqualTo(List.of(last, last, last));
        database.change(tx -> audit.forget(tx, last));

        assertThat(
                        visited(
                                tx ->
                                        assertThat(
                                                        audit.unneeded(
                                                                tx, last, last.plusSeconds(1), 10))
                                                .hasSize(10)
                                                .first()
                                                .isEqualTo(last.plusMillis(1))))
                .isLessThan(80);
        assertThat(told(tx -> audit.forget(tx, last.plusMillis(1))))
                .contains("AUDIT using index AUDIT_TIME");
        assertThat(database.<Long>read(tx -> tx.number("SELECT COUNT(*) FROM audit")))
                .isEqualTo(FILES + 12L);
    }

    @Test
    void whichDeleteFailedIsFoundAmongThousandsOfJobsThatFailed() {
        var deletes = new HeldDeletes();
        database.change(
                tx -> {
                    for (int id = 1; id <= FILES; id++) {
                        jobs.finish(tx, id, JobState.FAILED, "It failed.", NOW);
                    }
                });
        assertThat(anyDeleteFailed()).isFalse();
        assertThat(visited(tx -> assertThat(deletes.anyFailed(tx, SESSION)).isFalse())).isZero();
        assertThat(visited(tx -> deletes.forgetFailed(tx, SESSION, "f700"))).isLessThan(10);

        long delete = database.write(tx -> insert(tx, "gone", Action.DELETE));
        assertThat(anyDeleteFailed()).isFalse();
        database.change(tx -> jobs.finish(tx, delete, JobState.FAILED, "It failed.", NOW));
        assertThat(anyDeleteFailed()).isTrue();
        database.change(tx -> insert(tx, "gone", Action.UPDATE));
        assertThat(anyDeleteFailed()).isFalse();
    }

    private boolean anyDeleteFailed() {
        return database.write(tx -> new HeldDeletes().anyFailed(tx, SESSION));
    }

    private long insert(Tx tx, String id, Action action) {
        return jobs.insert(tx, SESSION, id, action, "/" + id, 1, null, null, null, NOW);
    }

    private long visited(Consumer<Tx> work) {
        return VISITED.matcher(told(work)).results().mapToLong(LargeStoreTest::rows).sum();
    }

    /** What Derby tells of how it did the last of some work. */
    private String told(Consumer<Tx> work) {
        return database.write(
                tx -> {
                    tx.update("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)");
                    work.accept(tx);
                    String told =
                            tx.first(
                                            "VALUES SYSCS_UTIL.SYSCS_GET_RUNTIMESTATISTICS()",
                                            row -> row.getString(1))
                                    .orElseThrow();
                    tx.update("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(0)");
                    return told;
                });
    }

    /** What was deleted lies there until Derby finds the time to tidy up. */
    private static long rows(MatchResult told) {
        long deleted = told.group(1) == null ? 0 : Long.parseLong(told.group(1));
        return Long.parseLong(told.group(2)) - deleted;
    }

    private static Item file(int i) {
        return new Item(
                "f" + i,
                "folder",
                "name-" + i,
                Item.Kind.FILE,
                null,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                true);
    }
}
