package com.aqwacloud.sync.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.plan.Planner;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.JobAttempts;
import com.aqwacloud.sync.internal.store.JobTargets;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.MemoryStore;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an attempt sent that was cut off may arrive after the first look for it. */
class LateArrivalsTest {
    private static final Instant END = Instant.parse("2026-03-04T05:06:07Z");
    private static final Job.Target TARGET = new Job.Target("folder", "a.txt", 3);

    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final Jobs jobs = new Jobs();

    @AfterEach
    void close() throws SQLException {
        store.close();
    }

    @Test
    void itIsLookedForOnceMoreIfItsAttemptHasOnlyJustEnded() {
        Job job = lookedForInVain(END.plusSeconds(4));

        assertThat(job.state()).isEqualTo(JobState.PENDING);
        assertThat(job.target()).isEqualTo(TARGET);
        assertThat(job.notBefore()).isEqualTo(END.plusSeconds(10));
    }

    @Test
    void itIsNotThereIfItsAttemptEndedLongBefore() {
        Job job = lookedForInVain(END.plusSeconds(10));

        assertThat(job.state()).isEqualTo(JobState.PENDING);
        assertThat(job.target()).isNull();
        assertThat(job.notBefore()).isEqualTo(END.plusSeconds(10));
    }

    /** An attempt ended unheard; what it was to make is looked for at that time. */
    private Job lookedForInVain(Instant now) {
        long id =
                database.write(
                        tx -> {
                            long queued =
                                    jobs.insert(
                                            tx,
                                            "s1",
                                            "a",
                                            Action.CREATE,
                                            "/a.txt",
                                            3,
                                            null,
                                            null,
                                            null,
                                            END);
                            new JobTargets().aim(tx, queued, TARGET);
                            new JobAttempts().unheard(tx, queued, END.minusSeconds(1), END);
                            jobs.start(tx, queued, now);
                            return queued;
                        });
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(AqwaHeaders.JOB, id);

        new EarlierAttempts(database, new Planner(database, clock), clock).unseen(exchange);

        return database.read(tx -> jobs.get(tx, id));
    }
}
