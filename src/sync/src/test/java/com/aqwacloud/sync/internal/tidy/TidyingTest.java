package com.aqwacloud.sync.internal.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.GoneItems;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.Tx;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever writes waits for a hundred rows at most, however much there is to forget. */
class TidyingTest {
    private static final String SESSION = "s1";
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final int FOLDERS = 3;
    private static final int FILES = 150;

    private final MemoryStore store = new MemoryStore();
    private final Items items = new Items();
    private final List<Long> gone = new ArrayList<>();

    @AfterEach
    void drop() throws SQLException {
        store.close();
    }

    @Test
    void whatWasInLargeFoldersThatWereDeletedForEverGoesAHundredAtATime() {
        new Database(store.dataSource()).change(tx -> fill(tx));
        var database = new Database(watched(store.dataSource()));

        new Tidying(database, Clock.fixed(NOW, ZoneOffset.UTC)).items(NOW.toEpochMilli());

        assertThat(store.rows("SELECT id FROM item")).isEmpty();
        assertThat(store.rows("SELECT id FROM gone_item")).isEmpty();
        assertThat(gone).as("how many are gone, by transaction").hasSizeGreaterThan(8);
        for (int i = 1; i < gone.size(); i++) {
            assertThat(Math.abs(gone.get(i) - gone.get(i - 1))).isLessThanOrEqualTo(100);
        }
    }

    private void fill(Tx tx) {
        for (int i = 0; i < FOLDERS; i++) {
            Item folder = item("m" + i, "root", Item.Kind.FOLDER);
            items.put(tx, SESSION, Side.SOURCE, folder, false);
            items.put(tx, SESSION, Side.SOURCE, folder.gone(), false);
            new GoneItems().forEver(tx, SESSION, folder.id());
            for (int j = 0; j < FILES; j++) {
                // Some follow their folder, and some precede it.
                String id = (j % 2 == 0 ? "a" : "z") + i + "-" + j;
                items.put(tx, SESSION, Side.SOURCE, item(id, "m" + i, Item.Kind.FILE), false);
            }
        }
    }

    /** Notes after each transaction how many items are gone. */
    private DataSource watched(DataSource source) {
        return (DataSource)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getConnection")
                                        ? watched(source.getConnection())
                                        : method.invoke(source, arguments));
    }

    private Connection watched(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            Object result = method.invoke(connection, arguments);
                            if (method.getName().equals("commit")) {
                                gone.add((long) store.rows("SELECT id FROM gone_item").size());
                            }
                            return result;
                        });
    }

    private static Item item(String id, String parent, Item.Kind kind) {
        return new Item(id, parent, id, kind, null, 0, NOW, NOW, null, null, null, null, true);
    }
}
