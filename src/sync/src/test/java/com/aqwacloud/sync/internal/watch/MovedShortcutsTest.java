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
import org.junit.jupiter.api.Test;

/** What is seen through a shortcut comes past the session's filter with it, or behind it. */
class MovedShortcutsTest {
    private static final String SESSION = RunningSession.ID;
    private static final Instant TIME = RunningSession.TIME;
    private static final String SHORTCUT = "application/vnd.google-apps.shortcut";

    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final Items items = new Items();

    @AfterEach
    void close() throws SQLException {
        store.close();
    }

    @Test
    void whatIsSeenThroughAShortcutIsPlannedAgainWhenThatIsRenamed() {
        session(Map.of("shortcuts", "follow", "select.exclude", "/Way/inner/"));
        keep(shortcut("Way", "folder"));
        sight("s~inner", "s", Item.Kind.FOLDER, null);
        sight("s~link", "s~inner", Item.Kind.OTHER, SHORTCUT);
        sight("s~link~deep", "s~link", Item.Kind.FILE, null);

        keep(shortcut("Path", "folder"));

        List<String> dirty = database.read(tx -> items.dirty(tx, SESSION, Side.SOURCE, "", 10));
        assertThat(dirty).containsExactly("s", "s~inner", "s~link", "s~link~deep");
    }

    private void session(Map<String, String> options) {
        RunningSession.in(database, options);
    }

    private void keep(Item told) {
        database.change(tx -> new SourceItems().keep(tx, SESSION, told));
    }

    private void sight(String id, String folder, Item.Kind kind, String type) {
        database.change(
                tx -> items.put(tx, SESSION, Side.SOURCE, item(id, folder, id, kind, type), false));
    }

    private static Item shortcut(String name, String target) {
        Item item = item("s", "root", name, Item.Kind.OTHER, SHORTCUT);
        return new Item(
                item.id(),
                item.parentId(),
                item.name(),
                item.kind(),
                item.mimeType(),
                item.size(),
                item.modifiedAt(),
                item.createdAt(),
                item.hash(),
                target,
                item.etag(),
                item.modifiedBy(),
                item.present());
    }

    private static Item item(String id, String folder, String name, Item.Kind kind, String type) {
        return new Item(id, folder, name, kind, type, 0, TIME, TIME, null, null, null, null, true);
    }
}
