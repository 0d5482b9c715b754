package com.aqwacloud.sync.internal.plan;

import static com.aqwacloud.sync.internal.plan.PlanFixture.DRIVE;
import static com.aqwacloud.sync.internal.plan.PlanFixture.ONEDRIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Thousands of files that wait for each other's names are planned at once, on any thread. */
class LongChainsTest {
    private static final int COUNT = 3000;

    /** What the distribution gives its threads. */
    private static final int STACK_BYTES = 512 * 1024;

    private final PlanFixture drives = new PlanFixture();

    @AfterEach
    void forget() {
        drives.close();
    }

    @Test
    void eachOfThousandsOfScansGetsTheNumberOfTheNext() throws Exception {
        synced(LongChainsTest::scan);
        renamed(n -> scan(n + 1));

        planOnAThreadOfTheDistribution();

        assertThat(jobs()).isEqualTo(COUNT);
        for (int n = COUNT - 1; n >= COUNT - 50; n--) {
            assertThat(drives.claimable()).extracting(Job::sourceId).containsExactly(scan(n));
            drives.carryOut(scan(n));
            assertThat(drives.destination("there-" + scan(n)).name()).isEqualTo(scan(n + 1));
        }
    }

    @Test
    void theLastOfThousandsOfScansGetsTheNumberOfTheFirst() throws Exception {
        synced(LongChainsTest::scan);
        renamed(n -> scan((n + 1) % COUNT));

        planOnAThreadOfTheDistribution();

        assertThat(jobs()).isEqualTo(COUNT);
        assertThat(drives.claimable()).hasSize(1);
        drives.carryOut(scan(0));
        drives.carryOut(scan(COUNT - 1));
        assertThat(drives.destination("there-" + scan(COUNT - 1)).name()).isEqualTo(scan(0));
    }

    private static String scan(int number) {
        return "scan-%04d".formatted(number);
    }

    private void synced(IntFunction<String> name) {
        drives.database.change(
                tx -> {
                    for (int n = 0; n < COUNT; n++) {
                        Item item = file(n, DRIVE, name, "s:");
                        Item there = file(n, ONEDRIVE, name, "d:");
                        drives.items.put(tx, PlanFixture.SESSION, Side.SOURCE, item, false);
                        drives.items.put(tx, PlanFixture.SESSION, Side.DESTINATION, there, false);
                        drives.baselines.put(
                                tx, PlanFixture.SESSION, Baseline.of(item, there), PlanFixture.NOW);
                    }
                });
    }

    private void renamed(IntFunction<String> name) {
        drives.database.change(
                tx -> {
                    for (int n = 0; n < COUNT; n++) {
                        Item item = file(n, DRIVE, name, "s:");
                        drives.items.put(tx, PlanFixture.SESSION, Side.SOURCE, item, true);
                    }
                });
    }

    private static Item file(int n, String folder, IntFunction<String> name, String mark) {
        String id = folder.equals(DRIVE) ? scan(n) : "there-" + scan(n);
        return PlanFixture.file(id, folder, name.apply(n), "old", mark);
    }

    private void planOnAThreadOfTheDistribution() throws Exception {
        var planned = new CompletableFuture<Planned>();
        Runnable plan =
                () -> {
                    try {
                        planned.complete(drives.plan());
                    } catch (RuntimeException | Error e) {
                        planned.completeExceptionally(e);
                    }
                };
        new Thread(null, plan, "plan", STACK_BYTES).start();
        planned.get();
    }

    private long jobs() {
        return drives.database.jobCounts().now().get(JobState.PENDING);
    }
}
