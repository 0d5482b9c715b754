package com.aqwacloud.sync.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of the queue without a look into it is what a look would find. */
class JobCountsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final Jobs jobs = new Jobs();
    private int items;

    @AfterEach
    void drop() throws Exception {
        store.close();
    }

    @Test
    void everyWayOfAJobIsCounted() {
        long done = insert("s1");
        long failed = insert("s1");
        long tried = insert("s1");
        long again = insert("s2");
        insert("s2");
        isCounted(Map.of(JobState.PENDING, 5L));

        database.change(tx -> jobs.start(tx, done, NOW));
        database.change(tx -> jobs.start(tx, tried, NOW));
        isCounted(Map.of(JobState.PENDING, 3L, JobState.TRANSFERRING, 2L));

        database.change(tx -> jobs.complete(tx, done, 1, NOW));
        database.change(tx -> jobs.finish(tx, failed, JobState.FAILED, "It is broken.", NOW));
        database.change(tx -> jobs.putBack(tx, tried, "Not yet.", NOW, true, NOW));
        database.change(tx -> jobs.finish(tx, again, JobState.CANCELLED, "Given up.", NOW));
        isCounted(
                Map.of(
                        JobState.PENDING,
                        2L,
                        JobState.COMPLETED,
                        1L,
                        JobState.FAILED,
                        1L,
                        JobState.CANCELLED,
                        1L));

        database.change(tx -> jobs.reopen(tx, again, NOW));
        database.change(tx -> jobs.start(tx, tried, NOW));
        database.change(tx -> jobs.recover(tx, NOW));
        isCounted(Map.of(JobState.PENDING, 3L, JobState.COMPLETED, 1L, JobState.FAILED, 1L));

        database.change(tx -> jobs.forget(tx, "s2"));
        isCounted(Map.of(JobState.PENDING, 1L, JobState.COMPLETED, 1L, JobState.FAILED, 1L));
    }

    @Test
    void whatFailedNoLongerCountsOnceAnotherOfItsItemFollows() {
        long first = insert("s1", "f");
        long other = insert("s2", "f");
        for (long job : new long[] {first, other}) {
            database.change(tx -> jobs.finish(tx, job, JobState.FAILED, "It is broken.", NOW));
        }

        insert("s1", "f");

        isCounted(Map.of(JobState.PENDING, 1L, JobState.FAILED, 1L, JobState.CANCELLED, 1L));
        Job followed = database.read(tx -> jobs.get(tx, first));
        assertThat(followed)
                .extracting(Job::state, Job::error)
                .containsExactly(JobState.CANCELLED, "It is broken.");
        List<Job> failed = database.read(tx -> jobs.list(tx, JobState.FAILED, null, 10));
        assertThat(failed).extracting(Job::id).containsExactly(other);
    }

    @Test
    void whatFailedAndWasFollowedInAnEarlierVersionIsCountedSoAtTheStart() {
        insert("s1", "f");
        insert("s1", "f");
        database.change(tx -> tx.update("UPDATE job SET state = 'FAILED'"));
        database.recountJobs();
        isCounted(Map.of(JobState.FAILED, 2L));

        database.change(tx -> jobs.recover(tx, NOW));

        isCounted(Map.of(JobState.FAILED, 1L, JobState.CANCELLED, 1L));
        database.recountJobs();
        isCounted(Map.of(JobState.FAILED, 1L, JobState.CANCELLED, 1L));
    }

    @Test
    void whatIsTakenBackIsNotCounted() {
        insert("s1");

        assertThatThrownBy(
                        () ->
                                database.change(
                                        tx -> {
                                            insert(tx, "s1");
                                            throw new IllegalStateException("taken back");
                                        }))
                .hasMessage("taken back");

        isCounted(Map.of(JobState.PENDING, 1L));
    }

    @Test
    void whatWasThereBeforeIsCountedAtTheNextStart() {
        database.change(tx -> jobs.start(tx, insert(tx, "s1"), NOW));
        insert("s1");

        assertThat(new Database(store.dataSource()).jobCounts().now())
                .isEqualTo(all(Map.of(JobState.PENDING, 1L, JobState.TRANSFERRING, 1L)));
    }

    @Test
    void whatARouteDeletedIsNoLongerCountedAfterARecount() {
        insert("s1");
        database.change(tx -> tx.update("DELETE FROM job"));
        isCounted(Map.of(JobState.PENDING, 1L));

        database.recountJobs();

        isCounted(Map.of());
    }

    /** An end and its entry are one: neither is there without the other. */
    @Test
    void eachStepIsInTheAuditTogetherWithItsEffect() {
        long job = insert("s1");

        assertThatThrownBy(
                        () ->
                                database.change(
                                        tx -> {
                                            jobs.complete(tx, job, 1, NOW);
                                            throw new IllegalStateException("taken back");
                                        }))
                .hasMessage("taken back");
        assertThat(store.rows("SELECT * FROM audit")).isEmpty();

        database.change(tx -> jobs.begin(tx, jobs.find(tx, job).orElseThrow(), NOW));
        database.change(tx -> jobs.putBack(tx, job, "Not yet.", NOW, true, NOW.plusMillis(1)));
        database.change(tx -> jobs.complete(tx, job, 1, NOW.plusMillis(2)));

        assertThat(store.rows("SELECT step, task, path, detail FROM audit ORDER BY at_millis"))
                .extracting(
                        row -> row.get("STEP"), row -> row.get("TASK"), row -> row.get("DETAIL"))
                .containsExactly(
                        tuple("started", "create-folder", null),
                        tuple("pending", "create-folder", "Not yet."),
                        tuple("completed", "create-folder", null));
    }

    private void isCounted(Map<JobState, Long> expected) {
        assertThat(database.jobCounts().now()).isEqualTo(all(expected));
    }

    private static Map<JobState, Long> all(Map<JobState, Long> some) {
        var all = new EnumMap<JobState, Long>(JobState.class);
        for (JobState state : JobState.values()) {
            all.put(state, some.getOrDefault(state, 0L));
        }
        return all;
    }

    private long insert(String session) {
        return database.write(tx -> insert(tx, session));
    }

    private long insert(Tx tx, String session) {
        return insert(tx, session, "f" + items++);
    }

    private long insert(String session, String item) {
        return database.write(tx -> insert(tx, session, item));
    }

    private long insert(Tx tx, String session, String item) {
        return jobs.insert(tx, session, item, Action.CREATE_FOLDER, "/f", 0, null, null, null, NOW);
    }
}
