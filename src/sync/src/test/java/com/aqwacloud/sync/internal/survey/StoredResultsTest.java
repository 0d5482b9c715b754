package com.aqwacloud.sync.internal.survey;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.ConflictType;
import com.aqwacloud.sync.api.DryRun;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionReport;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.api.TaskState;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.TaskResults;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredResultsTest {
    private static final Instant THEN = Instant.parse("2026-11-22T19:31:48.222333Z");

    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final StoredResults<DryRun> results = results(database);

    private static StoredResults<DryRun> results(Database database) {
        return new StoredResults<>(
                database, "dry-run", DryRun.class, plan -> plan(half(plan.steps())));
    }

    private static List<DryRun.Step> half(List<DryRun.Step> steps) {
        return steps.subList(0, steps.size() / 2);
    }

    @BeforeEach
    void keepSession() {
        var session =
                new Session(
                        "s1",
                        "One",
                        "google",
                        "onedrive",
                        SessionState.STOPPED,
                        null,
                        SessionOptions.DEFAULTS,
                        THEN,
                        null);
        database.change(tx -> new StoredSessions().insert(tx, session));
    }

    @AfterEach
    void drop() throws Exception {
        store.close();
    }

    @Test
    void theLastResultIsThereAfterARestartAsItWas() {
        DryRun plan =
                plan(
                        List.of(
                                new DryRun.Step(Action.CREATE_FOLDER, null, null, "/a", 0),
                                new DryRun.Step(null, ConflictType.DELETE_EDIT, null, "/b", 7),
                                new DryRun.Step(null, null, "is \"left\" out", "/ü", 0)));
        results.keep("s1", plan(List.of()));
        results.keep("s1", plan);

        assertThat(results(new Database(store.dataSource())).find("s1")).contains(plan);
        assertThat(results.find("s2")).isEmpty();
        assertThat(store.rows("SELECT task FROM task_result")).hasSize(1);
    }

    @Test
    void aResultThatIsTooLongLosesStepsAndNothingElse() {
        var step = new DryRun.Step(Action.CREATE, null, null, "/" + "x".repeat(6_000), 1);
        results.keep("s1", plan(Collections.nCopies(200, step)));

        assertThat(results.find("s1")).contains(plan(Collections.nCopies(100, step)));
    }

    @Test
    void ofASessionThatIsGoneNothingIsKept() {
        results.keep("s2", plan(List.of()));

        assertThat(store.rows("SELECT task FROM task_result")).isEmpty();
    }

    @Test
    void whatCannotBeReadIsAsIfItWereNotThere() {
        database.change(
                tx ->
                        new TaskResults()
                                .put(tx, "s1", "dry-run", "{\"state\":\"of another kind\"}"));

        assertThat(results.find("s1")).isEmpty();
    }

    private static DryRun plan(List<DryRun.Step> steps) {
        return new DryRun(
                "s1",
                TaskState.DONE,
                THEN,
                THEN.plusSeconds(3),
                5,
                6,
                Map.of(Action.CREATE_FOLDER, new SessionReport.Total(1, 0)),
                Map.of(ConflictType.DELETE_EDIT, 1L),
                1,
                0,
                new DryRun.Estimate(1, 2, 3, 4, 5, 6, "quota.google"),
                steps,
                null);
    }
}
