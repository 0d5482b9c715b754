package com.aqwacloud.sync.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictPreference;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which action a job is told of whose attempts changed what is left to do. */
class ReplannedJobsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final Jobs jobs = new Jobs();

    @AfterEach
    void close() throws SQLException {
        store.close();
    }

    @ParameterizedTest(name = "{0}, then {1}: {2} of {3} bytes")
    @CsvSource({
        "CREATE, TOUCH, CREATE, 10",
        "UPDATE, TOUCH, UPDATE, 10",
        "ADOPT, TOUCH, ADOPT, 10",
        "CREATE, MOVE, CREATE, 10",
        "CREATE, RENAME, CREATE, 10",
        "UPDATE, MOVE, UPDATE, 10",
        "CREATE, UPDATE, CREATE, 7",
        "CREATE, ADOPT, ADOPT, 7",
        "MOVE, TOUCH, TOUCH, 7",
        "CREATE_FOLDER, MOVE, MOVE, 7",
        "CREATE, DELETE, DELETE, 7"
    })
    void oneThatWasBegun(Action begun, Action next, Action told, long size) {
        long id = insert(begun, null);
        database.change(tx -> jobs.start(tx, id, NOW));
        database.change(tx -> jobs.replan(tx, id, next, "/a", 7, null));

        assertThat(find(id).action()).isEqualTo(told);
        assertThat(find(id).size()).isEqualTo(size);
    }

    @Test
    void oneThatWasNeverBegunIsToldOfByWhatItWillDo() {
        long id = insert(Action.CREATE, null);
        database.change(tx -> jobs.replan(tx, id, Action.UPDATE, "/a", 7, null));

        assertThat(find(id).action()).isEqualTo(Action.UPDATE);
    }

    @Test
    void oneThatIsToReplaceAnothersFileIsAnUpdate() {
        long id = insert(Action.CREATE, ConflictPreference.SOURCE);
        database.change(tx -> jobs.start(tx, id, NOW));
        database.change(tx -> jobs.replan(tx, id, Action.UPDATE, "/a", 7, null));

        assertThat(find(id).action()).isEqualTo(Action.UPDATE);
    }

    private long insert(Action action, ConflictPreference decided) {
        return database.write(
                tx -> jobs.insert(tx, "s1", "f1", action, "/a", 10, null, decided, null, NOW));
    }

    private Job find(long id) {
        return database.read(tx -> jobs.find(tx, id)).orElseThrow();
    }
}
