package com.aqwacloud.sync.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.internal.tidy.Tidying;
import java.lang.Thread.State;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final FeedCursors cursors = new FeedCursors();
    private final Items items = new Items();
    private final StoredConflicts conflicts = new StoredConflicts();

    @AfterEach
    void drop() throws Exception {
        store.close();
    }

    @Test
    void aStoreThatIsOpenedAgainKeepsWhatItHas() {
        database.change(tx -> cursors.put(tx, "s1", Side.SOURCE, cursor("7")));

        var again = new Database(store.dataSource());

        assertThat(again.<Object>read(tx -> cursors.find(tx, "s1", Side.SOURCE).orElseThrow()))
                .isEqualTo(cursor("7"));
    }

    @Test
    void aStoreOfANewerVersionIsRefusedWithTheReason() throws Exception {
        try (var connection = store.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO schema_version VALUES (999, 'future.sql')");
        }

        assertThatThrownBy(() -> new Database(store.dataSource()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("999")
                .hasMessageContaining("newer");
    }

    @Test
    void whatConflictsOfBeforeAreAboutIsToldFromTheirItems() throws Exception {
        database.change(
                tx -> {
                    items.put(tx, "s1", Side.SOURCE, item("a"), true);
                    items.put(tx, "s1", Side.DESTINATION, item("b").as(Item.Kind.FOLDER), true);
                    ConflictSide there =
                            new ConflictSide("b", true, null, "b", 0, null, null, null, null);
                    ConflictSide gone =
                            new ConflictSide("b", false, null, null, 0, null, null, null, null);
                    for (ConflictSide destination : List.of(there, gone)) {
                        conflicts.insert(
                                tx,
                                "s1",
                                "a",
                                1,
                                ConflictType.NAME,
                                "/a",
                                new ConflictSide(null, true, null, "a", 0, null, null, null, null),
                                destination,
                                null,
                                Instant.EPOCH);
                    }
                });
        try (var connection = store.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE conflict DROP COLUMN source_kind");
            statement.execute("ALTER TABLE conflict DROP COLUMN destination_kind");
            statement.execute("ALTER TABLE conflict DROP COLUMN settled_content");
            statement.execute("ALTER TABLE item DROP COLUMN application");
            statement.execute("DROP TABLE own_application");
            statement.execute("DROP TABLE quota_use");
            statement.execute("DROP TABLE delete_guard");
            statement.execute("DROP TABLE cancelled_delete");
            statement.execute("DROP TABLE name_twin");
            statement.execute("DROP TABLE left_to_heir");
            statement.execute("DROP TABLE gone_item");
            statement.execute("ALTER TABLE job DROP COLUMN allowed_files");
            statement.execute("DROP TABLE hidden_name");
            statement.execute("DELETE FROM schema_version WHERE version >= 11");
        }

        var again = new Database(store.dataSource());

        List<Conflict> found = again.read(conflicts::open);
        assertThat(found)
                .extracting(each -> each.source().kind(), each -> each.destination().kind())
                .containsExactly(
                        tuple(ConflictSide.Kind.FILE, ConflictSide.Kind.FOLDER),
                        tuple(ConflictSide.Kind.FILE, null));
    }

    @Test
    void namesThatWereStoredBeforeAreFoundByWhatOneDriveTakesForThem() throws Exception {
        Item sign = named("sign", "5\u00B5m.csv");
        Item plain = named("plain", "Plan.txt");
        database.change(
                tx -> {
                    items.put(tx, "s1", Side.DESTINATION, sign, true);
                    items.put(tx, "s1", Side.DESTINATION, plain, true);
                });
        try (var connection = store.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE item SET name_key = LOWER(name)");
            statement.execute("DROP TABLE name_twin");
            statement.execute("DROP TABLE left_to_heir");
            statement.execute("DROP TABLE gone_item");
            statement.execute("ALTER TABLE job DROP COLUMN allowed_files");
            statement.execute("DROP TABLE hidden_name");
            statement.execute("DELETE FROM schema_version WHERE version >= 17");
        }

        var again = new Database(store.dataSource());

        assertThat(named(again, "5\u03BCm.csv")).containsExactly(sign);
        assertThat(named(again, "plan.TXT")).containsExactly(plain);
    }

    /** A build of then had a store whose guard of deletes counted otherwise. */
    @Test
    void theGuardOfDeletesCountsByHoursInAnyStore() throws Exception {
        try (var connection = store.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE delete_guard DROP COLUMN files_before");
            statement.execute("DROP TABLE gone_item");
            statement.execute("ALTER TABLE job DROP COLUMN allowed_files");
            statement.execute("DROP TABLE hidden_name");
            statement.execute("DELETE FROM schema_version WHERE version >= 19");
        }

        var again = new Database(store.dataSource());

        Instant now = Instant.parse("2026-03-04T05:06:07Z");
        var guard = new GuardedDeletes();
        again.change(tx -> guard.letGo(tx, "s1", 3, now));
        assertThat(again.<Long>read(tx -> guard.recent(tx, "s1", now))).isEqualTo(3);
    }

    /** Since when nobody knows. */
    @Test
    void whatIsGoneInAStoreOfBeforeIsGoneFromItsNextTidyingOn() throws Exception {
        database.change(
                tx -> {
                    items.put(tx, "s1", Side.SOURCE, item("there"), false);
                    items.put(tx, "s1", Side.SOURCE, item("gone"), false);
                    items.put(tx, "s1", Side.SOURCE, item("gone").gone(), false);
                });
        try (var connection = store.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE gone_item");
            statement.execute("ALTER TABLE job DROP COLUMN allowed_files");
            statement.execute("DROP TABLE hidden_name");
            statement.execute("ALTER TABLE delete_guard DROP COLUMN answered");
            statement.execute("DELETE FROM schema_version WHERE version >= 20");
        }

        var again = new Database(store.dataSource());

        Instant now = Instant.parse("2026-03-04T05:06:07Z");
        assertThat(goneIn(again)).containsExactly(new GoneItems.Gone("gone", null, false));
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        new Tidying(again, clock).items(now.minusSeconds(1).toEpochMilli());
        assertThat(goneIn(again)).containsExactly(new GoneItems.Gone("gone", now, false));
    }

    private static List<GoneItems.Gone> goneIn(Database store) {
        var drive = new GoneItems.Drive("s1", Side.SOURCE);
        return store.read(tx -> new GoneItems().after(tx, drive, "", 10));
    }

    private List<Item> named(Database store, String name) {
        return store.read(tx -> items.named(tx, "s1", Side.DESTINATION, "folder", name));
    }

    private static Item named(String id, String name) {
        return NamedFile.in("folder", id, name);
    }

    /** A crash between a page and its cursor loses neither. */
    @Test
    void aCursorAndWhatItBroughtAreKeptTogetherOrNotAtAll() {
        database.change(tx -> cursors.put(tx, "s1", Side.SOURCE, cursor("7")));

        assertThatThrownBy(
                        () ->
                                database.change(
                                        tx -> {
                                            items.put(tx, "s1", Side.SOURCE, item("a"), true);
                                            cursors.put(tx, "s1", Side.SOURCE, cursor("8"));
                                            tx.update("INSERT INTO no_such_table VALUES (1)");
                                        }))
                .isInstanceOf(StoreException.class);

        assertThat(database.<Object>read(tx -> cursors.find(tx, "s1", Side.SOURCE).orElseThrow()))
                .isEqualTo(cursor("7"));
        boolean kept = database.read(tx -> items.find(tx, "s1", Side.SOURCE, "a").isPresent());
        assertThat(kept).isFalse();
    }

    /** What writers remember of rows is never more than what was kept. */
    @Test
    void aRowThatWasTakenBackIsReadAsItWas() {
        database.change(tx -> items.put(tx, "s1", Side.SOURCE, item("a"), true));

        assertThatThrownBy(
                        () ->
                                database.change(
                                        tx -> {
                                            items.put(
                                                    tx, "s1", Side.SOURCE, item("a").gone(), true);
                                            items.put(tx, "s1", Side.SOURCE, item("b"), true);
                                            throw new IllegalStateException("taken back");
                                        }))
                .hasMessage("taken back");

        assertThat(database.<Object>write(tx -> items.find(tx, "s1", Side.SOURCE, "a")))
                .isEqualTo(Optional.of(item("a")));
        assertThat(database.<Object>write(tx -> items.find(tx, "s1", Side.SOURCE, "b")))
                .isEqualTo(Optional.empty());
    }

    @Test
    void whatFollowsACommitIsNotDoneAfterARollback() {
        var done = new ArrayList<String>();
        database.change(tx -> tx.afterCommit(() -> done.add("committed")));
        assertThatThrownBy(
                        () ->
                                database.change(
                                        tx -> {
                                            tx.afterCommit(() -> done.add("rolled back"));
                                            throw new IllegalStateException("halfway");
                                        }))
                .hasMessage("halfway");

        assertThat(done).containsExactly("committed");
    }

    /** Writers who come while another writes share its next commit; who fails, fails alone. */
    @Test
    void aWriterThatFailsTakesNothingOfTheOthersBack() throws Exception {
        var first = new CountDownLatch(1);
        var failures = new ConcurrentLinkedQueue<String>();
        int writers = 40;
        var threads = Executors.newFixedThreadPool(writers + 1);
        try {
            threads.execute(() -> database.change(tx -> await(first)));
            for (int i = 0; i < writers; i++) {
                String id = "item-" + i;
                boolean fails = i % 4 == 0;
                threads.execute(
                        () -> {
                            try {
                                database.change(tx -> put(tx, id, fails));
                            } catch (IllegalStateException e) {
                                failures.add(e.getMessage());
                            }
                        });
            }
            first.countDown();
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }

        List<String> kept = database.read(tx -> items.dirty(tx, "s1", Side.SOURCE, "", 100));
        assertThat(kept).hasSize(30).doesNotContain("item-0", "item-4");
        assertThat(failures).hasSize(10).contains("item-0", "item-4");
    }

    @Test
    void writersWhoComeWhileAnotherWritesAreCommittedTogether() throws Exception {
        var commits = new AtomicInteger();
        var counted = new Database(counting(store.dataSource(), commits));
        var first = new CountDownLatch(1);
        commits.set(0);
        int writers = 40;
        var threads = new ArrayList<Thread>();
        threads.add(new Thread(() -> counted.change(tx -> await(first))));
        threads.get(0).start();
        awaitWaiting(threads);
        for (int i = 0; i < writers; i++) {
            String id = "item-" + i;
            threads.add(new Thread(() -> counted.change(tx -> put(tx, id, false))));
        }
        threads.subList(1, threads.size()).forEach(Thread::start);
        awaitWaiting(threads);
        first.countDown();
        for (Thread each : threads) {
            each.join();
        }

        assertThat(commits).hasValue(2);
    }

    /** Whoever commits for all may be told to end just then. */
    @Test
    void aThreadThatIsToldToEndLosesNothing() {
        Thread.currentThread().interrupt();
        database.change(tx -> put(tx, "a", false));
        boolean kept = database.read(tx -> items.find(tx, "s1", Side.SOURCE, "a").isPresent());

        assertThat(Thread.interrupted()).as("it is still told to end").isTrue();
        assertThat(kept).isTrue();
    }

    private static void awaitWaiting(List<Thread> threads) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> threads.stream().allMatch(each -> each.getState() == State.WAITING));
    }

    private void put(Tx tx, String id, boolean fails) {
        items.put(tx, "s1", Side.SOURCE, item(id), true);
        if (fails) {
            throw new IllegalStateException(id);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource counting(DataSource real, AtomicInteger commits) {
        return proxy(
                DataSource.class,
                real,
                (method, result) ->
                        result instanceof Connection connection
                                ? proxy(
                                        Connection.class,
                                        connection,
                                        (inner, answer) -> {
                                            if (inner.equals("commit")) {
                                                commits.incrementAndGet();
                                            }
                                            return answer;
                                        })
                                : result);
    }

    private static <T> T proxy(
            Class<T> type, T real, BiFunction<String, Object, Object> afterwards) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) ->
                                afterwards.apply(
                                        method.getName(), method.invoke(real, arguments))));
    }

    private static FeedCursor cursor(String token) {
        return new FeedCursor(FeedCursor.Phase.FEED, token, null);
    }

    static Item item(String id) {
        return new Item(
                id, null, id, Item.Kind.FILE, null, 1, null, null, null, null, null, null, true);
    }
}
