package com.aqwacloud.sync.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.internal.announce.TransferViews;
import com.aqwacloud.sync.internal.store.AwaitedJobs;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.StoreException;
import com.aqwacloud.sync.internal.store.StoredSessions;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which jobs are claimed when places are few. */
class TransferQueueTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String SESSION = "s1";
    private static final long HUGE = 1_000_000_000;
    private static final long LARGE = 100_000_000;
    private static final long SMALL = 1_000;
    private static final String OTHER = "s2";
    private static final int ALL_PLACES = 4;
    private static final int PLACES = SessionOptions.DEFAULTS.maxConcurrentTransfers();

    private final AtomicBoolean failing = new AtomicBoolean();
    private final Database database = new Database(failing(new MemoryStore().dataSource()));
    private final Jobs jobs = new Jobs();
    private final Set<String> paused = new HashSet<>();
    private TransferQueue queue = queue(ALL_PLACES);

    @BeforeEach
    void session() {
        run(SESSION);
    }

    private void run(String id) {
        var session =
                new Session(
                        id,
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
                    for (String session : List.of(SESSION, OTHER)) {
                        jobs.forget(tx, session);
                        new StoredSessions().delete(tx, session);
                    }
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
    void hugeFilesLeaveAPlaceForSmallOnesThatAreStillToCome() {
        for (int i = 0; i < 5; i++) {
            queue("huge" + i, HUGE);
        }

        assertThat(claim()).containsExactly("huge0", "huge1");
        assertThat(claim()).as("the last place").isEmpty();
        queue("small", SMALL);
        assertThat(claim()).containsExactly("small");
    }

    @Test
    void filesThatTurnOutToBeHugeLeaveAPlace() {
        queue("grown0", SMALL);
        queue("grown1", SMALL);
        for (Job job : queue.claim()) {
            database.change(tx -> jobs.replan(tx, job.id(), job.action(), job.path(), HUGE, null));
            queue.began(database.read(tx -> jobs.find(tx, job.id())).orElseThrow());
        }
        queue("huge", HUGE);

        assertThat(claim()).as("the last place").isEmpty();
        queue("small", SMALL);
        assertThat(claim()).containsExactly("small");
    }

    @Test
    void thePlaceThatHugeFilesLeaveIsTakenByWhatIsLarge() {
        for (int i = 0; i < 5; i++) {
            queue("huge" + i, HUGE);
        }
        queue("large", LARGE);

        assertThat(claim()).containsExactly("huge0", "huge1", "large");
    }

    @Test
    void hugeFilesOfAllSessionsTogetherLeaveAPlace() {
        run(OTHER);
        for (int i = 0; i < 3; i++) {
            queue("huge" + i, HUGE);
            queue(OTHER, "other" + i, HUGE);
        }

        assertThat(claim()).hasSize(ALL_PLACES - 1);
        queue("small", SMALL);
        assertThat(claim()).containsExactly("small");
    }

    @Test
    void largeFilesComeToTheirTurnThoughOnlyOneIsTransferredAtATime() {
        queue = queue(1);
        queue("large", LARGE);
        queue("small", SMALL);
        queue("smaller", SMALL);

        assertThat(claim()).containsExactly("large");
        finish("large");
        assertThat(claim()).containsExactly("small");
    }

    @Test
    void sessionsShareWhatPlacesThereAre() {
        run(OTHER);
        for (int i = 0; i < 5; i++) {
            queue("mine" + i, SMALL);
        }
        assertThat(claim()).containsExactly("mine0", "mine1", "mine2");
        for (int i = 0; i < 5; i++) {
            queue(OTHER, "other" + i, SMALL);
        }

        assertThat(claim()).as("the last of all places").containsExactly("other0");
        assertThat(claim()).as("none is left").isEmpty();
        finish("mine0");
        assertThat(claim()).as("who has fewer comes first").containsExactly("other1");
        finish("mine1");
        finish("other0");
        assertThat(claim()).as("one each").containsExactly("mine3", "other2");
    }

    @Test
    void whatTheStoreCouldNotWriteIsClaimedAgain() {
        queue("one", SMALL);
        failing.set(true);
        assertThatThrownBy(this::claim).isInstanceOf(StoreException.class);
        failing.set(false);

        assertThat(claim()).containsExactly("one");
    }

    @Test
    void nobodyNeedWaitOnlyIfNoOtherIsStillToCome() {
        queue("one", SMALL);
        queue("other", SMALL);
        assertThat(queue.isNoneToCome(Set.of())).as("both wait").isFalse();
        claim();
        long one = id("one");
        long other = id("other");
        queue.release(one);
        queue.release(other);

        assertThat(queue.isNoneToCome(Set.of(one))).as("the other stands behind it").isFalse();
        assertThat(queue.isNoneToCome(Set.of(one, other))).isTrue();
        database.change(tx -> jobs.finish(tx, other, JobState.COMPLETED, null, NOW));
        assertThat(queue.isNoneToCome(Set.of(one))).isTrue();
        database.change(tx -> jobs.finish(tx, one, JobState.CANCELLED, null, NOW));
        assertThat(queue.isNoneToCome(Set.of(one))).as("it was given up").isTrue();
    }

    @Test
    void whatCannotStartYetKeepsNobodyWaiting() {
        queue("later", SMALL);
        queue("behind", SMALL);
        queue("now", SMALL);
        long later = id("later");
        long behind = id("behind");
        database.change(
                tx -> {
                    jobs.putBack(tx, later, "locked", NOW.plusSeconds(60), true, NOW);
                    new AwaitedJobs().waitFor(tx, behind, later);
                });
        assertThat(queue.isNoneToCome(Set.of())).isFalse();

        assertThat(claim()).containsExactly("now");
        assertThat(queue.isNoneToCome(Set.of(id("now")))).isTrue();
        run(OTHER);
        queue(OTHER, "paused", SMALL);
        assertThat(queue.isNoneToCome(Set.of(id("now")))).isFalse();
        paused.add(OTHER);
        assertThat(queue.isNoneToCome(Set.of(id("now")))).isTrue();
    }

    @Test
    void aSessionInALongPauseTakesNoPlaceFromOthers() {
        run(OTHER);
        for (int i = 0; i < ALL_PLACES; i++) {
            queue("waits" + i, i == 0 ? HUGE : SMALL);
        }
        queue(OTHER, "huge", HUGE);
        queue(OTHER, "goes", SMALL);
        paused.add(SESSION);

        assertThat(claim()).containsExactly("huge", "goes");
        assertThat(claim()).isEmpty();

        paused.clear();
        assertThat(claim()).as("all places but those of the other").hasSize(ALL_PLACES - 2);
    }

    @Test
    void aClosedQueueHandsOutNothing() {
        queue("one", SMALL);

        queue.close();

        assertThat(claim()).isEmpty();
        assertThat(database.read(tx -> jobs.open(tx, SESSION, "one")).orElseThrow().state())
                .isEqualTo(JobState.PENDING);
    }

    /** A store that commits nothing while it is failing. */
    private DataSource failing(DataSource real) {
        return (DataSource)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (self, method, arguments) ->
                                method.invoke(real, arguments) instanceof Connection connection
                                        ? failing(connection)
                                        : null);
    }

    private Connection failing(Connection real) {
        return (Connection)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (self, method, arguments) -> {
                            if (method.getName().equals("commit") && failing.get()) {
                                throw new SQLException("The disk is full");
                            }
                            return method.invoke(real, arguments);
                        });
    }

    private TransferQueue queue(int places) {
        return new TransferQueue(
                database,
                new TransferViews(null),
                job -> {},
                job -> {},
                places,
                session -> paused.contains(session.id()),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void queue(String id, long size) {
        queue(SESSION, id, size);
    }

    private void queue(String session, String id, long size) {
        database.change(
                tx ->
                        jobs.insert(
                                tx,
                                session,
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

    private long id(String sourceId) {
        return database.read(tx -> jobs.open(tx, SESSION, sourceId)).orElseThrow().id();
    }

    private void finish(String id) {
        String session = id.startsWith("other") ? OTHER : SESSION;
        long job = database.read(tx -> jobs.open(tx, session, id)).orElseThrow().id();
        database.change(tx -> jobs.finish(tx, job, JobState.COMPLETED, null, NOW));
        queue.release(job);
    }
}
