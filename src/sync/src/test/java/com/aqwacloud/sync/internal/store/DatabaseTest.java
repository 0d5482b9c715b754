package com.aqwacloud.sync.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final FeedCursors cursors = new FeedCursors();
    private final Items items = new Items();

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

    private static FeedCursor cursor(String token) {
        return new FeedCursor(FeedCursor.Phase.FEED, token, null);
    }

    private static Item item(String id) {
        return new Item(
                id, null, id, Item.Kind.FILE, null, 1, null, null, null, null, null, null, true);
    }
}
