package com.aqwacloud.sync.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Side;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a cut-off attempt had OneDrive copy is known by its hash: a copy has its original's times.
 */
class CopiedFilesTest {
    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    private final PlanFixture plan = new PlanFixture();

    @AfterEach
    void close() {
        plan.close();
    }

    @Test
    void aCopyThatACrashLeftFollowsItsSource() {
        leftBehind("d:content");
        plan.sourceFile("f", PlanFixture.DRIVE, "renamed", "content");

        plan.reclaim("f");

        Decision.Work work = plan.work("f");
        assertThat(work.action()).isEqualTo(Action.UPDATE);
        assertThat(work.destination().id()).isEqualTo("copy");
        assertThat(work.place()).isTrue();
        assertThat(work.name()).isEqualTo("renamed");
    }

    @Test
    void aCopyThatACrashLeftGoesWithItsSource() {
        leftBehind("d:content");
        plan.gone(Side.SOURCE, "f");

        plan.reclaim("f");

        assertThat(plan.work("f").action()).isEqualTo(Action.DELETE);
    }

    @Test
    void whatHoldsSomethingElseIsAStrangers() {
        leftBehind("d:another");
        plan.gone(Side.SOURCE, "f");

        plan.reclaim("f");

        assertThat(plan.baseline("f")).isNull();
        assertThat(plan.decide("f")).isInstanceOf(Decision.Nothing.class);
    }

    /** An old file of that content is at the target of a copy that was cut off. */
    private void leftBehind(String copied) {
        plan.sourceFile("f", PlanFixture.DRIVE, "name", "content");
        plan.plan();
        Job job = plan.job("f");
        plan.database.change(
                tx ->
                        plan.targets.aim(
                                tx,
                                job.id(),
                                new Job.Target(PlanFixture.ONEDRIVE, "name", 7, copied)));
        Item there = PlanFixture.file("copy", PlanFixture.ONEDRIVE, "name", "content", "d:");
        plan.keep(Side.DESTINATION, PlanFixture.createdAt(there, LONG_AGO));
    }
}
