package com.aqwacloud.sync.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.Side;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in a folder that moves comes past the session's filter with it, or behind it. */
class MovedFoldersTest {
    private static final String SESSION = RunningSession.ID;
    private static final Instant TIME = RunningSession.TIME;

    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final Items items = new Items();

    @BeforeEach
    void start() {
        RunningSession.in(database, Map.of("select.exclude", "/out/"));
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
    }

    /** The feed tells of each by its last change: of the child, which was renamed later, last. */
    @Test
    @Timeout(20)
    void aFolderIsToldToBeInItsFormerChildBeforeThatIsToldToHaveLeftIt() {
        keep(folder("outer", "root"));
        keep(folder("inner", "outer"));
        keep(file("deep", "inner"));
        clean();

        keep(folder("outer", "inner"));

        List<String> dirty = database.read(tx -> items.dirty(tx, SESSION, Side.SOURCE, "", 10));
        assertThat(dirty).containsExactly("deep", "inner", "outer");
    }

    private void keep(Item told) {
        database.change(tx -> new SourceItems().keep(tx, SESSION, told));
    }

    private void clean() {
        database.change(
                tx ->
                        items.dirty(tx, SESSION, Side.SOURCE, "", 10)
                                .forEach(id -> items.clean(tx, SESSION, Side.SOURCE, id)));
    }

    private static Item folder(String id, String parent) {
        return item(id, parent, Item.Kind.FOLDER);
    }

    private static Item file(String id, String parent) {
        return item(id, parent, Item.Kind.FILE);
    }

    private static Item item(String id, String parent, Item.Kind kind) {
        return new Item(id, parent, id, kind, null, 0, TIME, TIME, null, null, null, null, true);
    }
}
