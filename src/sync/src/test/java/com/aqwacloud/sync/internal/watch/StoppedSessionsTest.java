package com.aqwacloud.sync.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.internal.announce.Announcements;
import com.aqwacloud.sync.internal.announce.TransferViews;
import com.aqwacloud.sync.internal.event.EventHub;
import com.aqwacloud.sync.internal.event.ProgressMeter;
import com.aqwacloud.sync.internal.plan.Planner;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.ScratchStores;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Tx;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A plan goes on for as long as its session runs by the same options. */
class StoppedSessionsTest {
    private static final String SESSION = RunningSession.ID;
    private static final Instant TIME = RunningSession.TIME;
    private static final int FILES = 120;
    private static final SessionOptions PAPERS =
            SessionOptions.DEFAULTS.with(Map.of("select.include", "*.pdf"));

    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    private final StoredSessions sessions = new StoredSessions();
    private final Items items = new Items();

    @AfterEach
    void close() throws SQLException {
        scheduler.shutdownNow();
        store.close();
    }

    @Test
    void itPlansAllIfTheSessionRunsOn() {
        assertThat(plannedUnless(tx -> {})).isEqualTo(FILES);
    }

    @Test
    void itEndsWithTheSession() {
        assertThat(plannedUnless(tx -> sessions.setState(tx, SESSION, SessionState.STOPPED, null)))
                .isPositive()
                .isLessThan(FILES);
    }

    @Test
    void itEndsWhenTheSessionGoesOnByOtherOptions() {
        assertThat(plannedUnless(tx -> sessions.setOptions(tx, SESSION, PAPERS)))
                .isPositive()
                .isLessThan(FILES);
    }

    /** Plans, and has the session changed once the first are queued; returns how many were. */
    private int plannedUnless(Consumer<Tx> change) {
        RunningSession.in(database, Map.of());
        database.change(this::fill);
        Clock clock = Clock.systemUTC();
        var views = new TransferViews(new ProgressMeter(clock, scheduler, progress -> {}));
        var announcements = new Announcements(new EventHub(clock, "test", published -> {}), views);
        var watch =
                new Watch(
                        database,
                        new ScratchStores(),
                        new Planner(database, clock),
                        new PlanReport(
                                database, announcements, null, () -> database.change(change)),
                        null);
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(AqwaHeaders.SESSION, SESSION);

        watch.plan(exchange);

        return FILES - database.read(tx -> items.dirty(tx, SESSION, Side.SOURCE, "", FILES)).size();
    }

    private void fill(Tx tx) {
        sessions.setRoots(tx, SESSION, "root", "there", "");
        for (int i = 0; i < FILES; i++) {
            items.put(tx, SESSION, Side.SOURCE, file(String.format("%03d", i)), true);
        }
    }

    private static Item file(String id) {
        return new Item(
                id,
                "root",
                id + ".txt",
                Item.Kind.FILE,
                "text/plain",
                3,
                TIME,
                TIME,
                "hash",
                null,
                null,
                null,
                true);
    }
}
