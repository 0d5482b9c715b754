package com.aqwacloud.sync.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.internal.announce.Announcements;
import com.aqwacloud.sync.internal.announce.TransferViews;
import com.aqwacloud.sync.internal.event.Event;
import com.aqwacloud.sync.internal.event.EventHub;
import com.aqwacloud.sync.internal.event.ProgressMeter;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.MemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a job that goes back to the queue while a person gives it up. */
class StepAnnouncerTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String SESSION = "s1";

    /** Done once, at the next look at the rate of a transfer: just before that is told. */
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>();

    private final Clock clock =
            new Clock() {
                @Override
                public Instant instant() {
                    Runnable act = meanwhile.getAndSet(null);
                    if (act != null) {
                        act.run();
                    }
                    return NOW;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            };
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor();
    private final ProgressMeter progress = new ProgressMeter(clock, ticking, event -> {});
    private final TransferViews views = new TransferViews(progress);
    private final Announcements announcements =
            new Announcements(
                    new EventHub(
                            Clock.systemUTC(),
                            "test",
                            event ->
                                    told.add(
                                            event.json()
                                                    .replaceAll(
                                                            ".*?\"state\":\"(\\w+)\".*", "$1"))),
                    views);
    private final Database database = new Database(new MemoryStore().dataSource());
    private final Jobs jobs = new Jobs();
    private final TransferQueue queue =
            new TransferQueue(
                    database,
                    views,
                    job -> announcements.transfer(Event.TransferChange.State.QUEUED, job),
                    job -> announcements.transfer(Event.TransferChange.State.CANCELLED, job),
                    4,
                    session -> false,
                    Clock.fixed(NOW, ZoneOffset.UTC));
    private final StepAnnouncer announcer = new StepAnnouncer(queue, null, announcements);
    private Job job;

    @BeforeEach
    void queue() {
        // Nothing but what is told looks at the rate.
        progress.close();
        job =
                database.write(
                        tx -> {
                            long id =
                                    jobs.insert(
                                            tx,
                                            SESSION,
                                            "item",
                                            Action.CREATE,
                                            "/item",
                                            5,
                                            null,
                                            null,
                                            null,
                                            NOW);
                            return jobs.find(tx, id).orElseThrow();
                        });
        progress.started(views.of(job));
    }

    @AfterEach
    void forget() {
        ticking.shutdownNow();
        database.change(tx -> jobs.forget(tx, SESSION));
    }

    @Test
    void whatIsGivenUpWhileItsReturnIsToldIsToldAsGivenUpLast() {
        meanwhile.set(
                () -> {
                    var cancelling =
                            CompletableFuture.runAsync(() -> queue.cancel(job.id(), "test"));
                    try {
                        cancelling.get(1, TimeUnit.SECONDS);
                    } catch (TimeoutException e) {
                        // It waits until the return is told.
                        return;
                    } catch (InterruptedException | ExecutionException e) {
                        throw new IllegalStateException(e);
                    }
                });

        announce();

        await().until(() -> told.size() == 2);
        assertThat(told).containsExactly("queued", "cancelled");
    }

    @Test
    void theReturnOfWhatWasGivenUpIsNotTold() {
        queue.cancel(job.id(), "test");

        announce();

        assertThat(told).containsExactly("cancelled");
    }

    private void announce() {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(AqwaHeaders.STEP, "pending");
        exchange.getMessage().setHeader(AqwaHeaders.JOB, job.id());
        exchange.getMessage().setHeader(AqwaHeaders.TOLD, job);
        announcer.announce(exchange);
    }
}
