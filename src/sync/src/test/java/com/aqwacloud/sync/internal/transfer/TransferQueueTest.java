package com.aqwacloud.sync.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.internal.announce.TransferViews;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.StoredSessions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which jobs are claimed when places are few. */
class TransferQueueTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String SESSION = "s1";
    private static final long LARGE = 100_000_000;
    private static final long SMALL = 1_000;
    private static final int PLACES = SessionOptions.DEFAULTS.maxConcurrentTransfers();

    private final Database database = new Database(new MemoryStore().dataSource());
    private final Jobs jobs = new Jobs();
    private final TransferQueue queue =
            new TransferQueue(
                    database,
                    new TransferViews(null),
                    job -> {},
                    job -> {},
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void session() {
        var session =
                new Session(
                        SESSION,
                        "test",
                        "google",
                        "onedrive",
                        SessionState.RUNNING,
                        null,
                        SessionOptions.DEFAULTS,
                        NOW,
                        null);
        database.change(tx -> new StoredSessions().insert(tx, session));
    }

    @AfterEach
    void forget() {
        database.change(
                tx -> {
                    jobs.forget(tx, SESSION);
                    new StoredSessions().delete(tx, SESSION);
                });
    }

    @Test
    void smallFilesDoNotWaitForTheLargeOnesBeforeThem() {
        for (int i = 0; i < 5; i++) {
            queue("large" + i, LARGE);
        }
        queue("small0", SMALL);
        queue("small1", SMALL);

        assertThat(claim()).containsExactly("large0", "large1", "small0");
        finish("small0");
        assertThat(claim()).as("the place stays one of small files").containsExactly("small1");
        finish("small1");
        assertThat(claim()).as("no small one is left").containsExactly("large2");
    }

    @Test
    void largeFilesDoNotWaitForTheSmallOnesAfterThem() {
        queue("large", LARGE);
        for (int i = 0; i < 10; i++) {
            queue("small" + i, SMALL);
        }

        assertThat(claim()).containsExactly("large", "small0", "small1");
    }

    @Test
    void noPlaceIsLeftEmptyForSmallFilesThatThereAreNot() {
        for (int i = 0; i < 5; i++) {
            queue("large" + i, LARGE);
        }

        assertThat(claim()).containsExactly("large0", "large1", "large2");
        queue("small", SMALL);
        assertThat(claim()).as("all places are taken").isEmpty();
        finish("large0");
        assertThat(claim()).as("the next free one").containsExactly("small");
    }

    @Test
    void aClosedQueueHandsOutNothing() {
        queue("one", SMALL);

        queue.close();

        assertThat(claim()).isEmpty();
        assertThat(database.read(tx -> jobs.open(tx, SESSION, "one")).orElseThrow().state())
                .isEqualTo(JobState.PENDING);
    }

    private void queue(String id, long size) {
        database.change(
                tx ->
                        jobs.insert(
                                tx,
                                SESSION,
                                id,
                                Action.CREATE,
                                "/" + id,
                                size,
                                null,
                                null,
                                null,
                                NOW));
    }

    private List<String> claim() {
        List<Job> claimed = queue.claim();
        assertThat(claimed).hasSizeLessThanOrEqualTo(PLACES);
        return claimed.stream().map(Job::sourceId).toList();
    }

    private void finish(String id) {
        long job = database.read(tx -> jobs.open(tx, SESSION, id)).orElseThrow().id();
        database.change(tx -> jobs.finish(tx, job, JobState.COMPLETED, null, NOW));
        queue.release(job);
    }
}
