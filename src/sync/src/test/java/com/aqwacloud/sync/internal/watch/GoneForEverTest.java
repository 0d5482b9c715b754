package com.aqwacloud.sync.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.GoneItems;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSessions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the feed no longer tells of was deleted for ever, or is out of sight and may come back. */
class GoneForEverTest {
    private static final String SESSION = RunningSession.ID;
    private static final Instant TIME = RunningSession.TIME;

    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());

    @BeforeEach
    void start() {
        RunningSession.in(database, Map.of());
        database.change(tx -> new StoredSessions().setRoots(tx, SESSION, "root", "there", ""));
    }

    @AfterEach
    void close() throws SQLException {
        store.close();
    }

    @Test
    void aFolderThatWasInTheTrashIsDeletedForEver() {
        keep(folder());
        keep(folder().gone());

        removed();

        assertThat(gone()).extracting(GoneItems.Gone::forEver).containsExactly(true);
    }

    /** Somebody else's, in a folder of the account's own. */
    @Test
    void aFolderThatTheAccountNoLongerSeesMayComeBack() {
        keep(folder());

        removed();

        assertThat(gone()).extracting(GoneItems.Gone::forEver).containsExactly(false);
    }

    private void keep(Item told) {
        database.change(tx -> new SourceItems().keep(tx, SESSION, told));
    }

    private void removed() {
        database.change(tx -> new SourceItems().gone(tx, SESSION, "f", SourceItems.ACCOUNT));
    }

    private List<GoneItems.Gone> gone() {
        var drive = new GoneItems.Drive(SESSION, Side.SOURCE);
        return database.read(tx -> new GoneItems().after(tx, drive, "", 10));
    }

    private static Item folder() {
        return new Item(
                "f",
                "root",
                "f",
                Item.Kind.FOLDER,
                null,
                0,
                TIME,
                TIME,
                null,
                null,
                null,
                null,
                true);
    }
}
