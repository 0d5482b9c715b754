package com.aqwacloud.sync.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveComponent;
import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.internal.account.TestClock;
import com.aqwacloud.sync.internal.announce.TransferViews;
import com.aqwacloud.sync.internal.plan.Decision;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.StoredSessions;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When files that lack their times need not wait for others, and what becomes of them else. */
class TimeSettingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Session SESSION =
            new Session(
                    "s1",
                    "test",
                    "google",
                    "onedrive",
                    SessionState.RUNNING,
                    null,
                    SessionOptions.DEFAULTS,
                    NOW,
                    null);

    private final TestClock clock = new TestClock(NOW);
    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Jobs jobs = new Jobs();
    private final TransferQueue queue =
            new TransferQueue(
                    database,
                    new TransferViews(null),
                    job -> {},
                    job -> {},
                    4,
                    session -> false,
                    clock);
    private final TimeSetting times = new TimeSetting(database, queue, clock);

    @BeforeEach
    void session() {
        context.addComponent("onedrive", new MicrosoftOneDriveComponent());
        database.change(tx -> new StoredSessions().insert(tx, SESSION));
    }

    @AfterEach
    void drop() throws Exception {
        context.close();
        store.close();
    }

    @Test
    void whoComesTogetherWithOthersWaitsForThem() {
        List<Exchange> files = arrived("a", "b");

        assertThat(times.areAll(together(files.get(0)))).isFalse();
        assertThat(times.areAll(together(files.get(0), files.get(1)))).isTrue();
    }

    @Test
    void theLastNeedNotWaitForThoseWhoseTimesAreBeingSet() {
        List<Exchange> files = arrived("a", "b");
        Exchange batch = batch(files.get(0));
        times.request(batch);

        assertThat(times.areAll(together(files.get(1)))).isTrue();

        batch.setProperty(Exchange.EXCEPTION_CAUGHT, new SocketException("reset"));
        times.leave(batch);
        assertThat(times.areAll(together(files.get(1)))).isTrue();
    }

    @Test
    void whatNobodyHasInHandAnyMoreIsCompletedWithoutTimes() {
        List<Exchange> files = arrived("a", "b");
        Exchange batch = batch(files.get(0));
        times.request(batch);
        clock.advance(Duration.ofSeconds(59));

        assertThat(times.leaveLost()).as("they may be gathered still").isEmpty();
        clock.advance(Duration.ofSeconds(2));
        assertThat(times.leaveLost()).as("the other is in a batch").hasSize(1);
        assertThat(state("a")).isEqualTo(JobState.TRANSFERRING);
        assertThat(state("b")).isEqualTo(JobState.COMPLETED);

        cutOff(batch);
        assertThat(times.leaveLost()).as("so is its batch").hasSize(1);
        assertThat(state("a")).isEqualTo(JobState.COMPLETED);
        assertThat(times.leaveLost()).isEmpty();
    }

    @Test
    void aBatchHasNoneThatWasCompletedBefore() {
        List<Exchange> files = arrived("a");
        clock.advance(Duration.ofSeconds(61));
        times.leaveLost();
        Exchange batch = batch(files.get(0));

        times.request(batch);

        assertThat(batch.getMessage().getBody()).isEqualTo(List.of());
    }

    @Test
    void whatIsCarriedOutAnewIsLeftAlone() {
        Exchange file = arrived("a").get(0);
        long id = Run.of(file).job().id();
        database.change(tx -> jobs.putBack(tx, id, null, NOW, false, NOW));
        clock.advance(Duration.ofSeconds(61));

        assertThat(times.leaveLost()).as("it waits").isEmpty();
        assertThat(queue.claim()).hasSize(1);
        assertThat(times.leaveLost()).as("it has a place").isEmpty();
        assertThat(state("a")).isEqualTo(JobState.TRANSFERRING);
    }

    private JobState state(String name) {
        return database.read(tx -> jobs.list(tx, null, null, null, 10)).stream()
                .filter(job -> job.sourceId().equals(name))
                .findFirst()
                .orElseThrow()
                .state();
    }

    /** As Camel ends an exchange of which no further step is carried out. */
    private static void cutOff(Exchange batch) {
        UnitOfWorkHelper.doneSynchronizations(
                batch, batch.getExchangeExtension().handoverCompletions());
    }

    private List<Exchange> arrived(String... names) {
        for (String name : names) {
            database.change(
                    tx ->
                            jobs.insert(
                                    tx,
                                    "s1",
                                    name,
                                    Action.CREATE,
                                    "/" + name,
                                    1,
                                    null,
                                    null,
                                    null,
                                    NOW));
        }
        List<Job> claimed = queue.claim();
        claimed.forEach(job -> queue.release(job.id()));
        List<Exchange> files = claimed.stream().map(this::exchange).toList();
        files.forEach(times::keepContent);
        return files;
    }

    private Exchange exchange(Job job) {
        var exchange = new DefaultExchange(context);
        exchange.setProperty("AqwaRun", new Run(job, SESSION, null, work(job), content(), false));
        exchange.getMessage().setHeader(AqwaHeaders.ONEDRIVE, "onedrive");
        return exchange;
    }

    private static Decision.Work work(Job job) {
        return new Decision.Work(
                Action.CREATE,
                item(job.sourceId()),
                item("there " + job.sourceId()),
                "folder",
                job.sourceId(),
                false,
                true,
                null,
                null,
                0,
                false);
    }

    private static HashedContent content() {
        return new HashedContent(null, RunningHashes.begin(HashedContent.Digest.MD5), whole -> {});
    }

    private static Item item(String id) {
        return new Item(
                id, "p", "n", Item.Kind.FILE, null, 1, NOW, NOW, "hash", "r", "e", null, true);
    }

    private Exchange together(Exchange... files) {
        var exchange = new DefaultExchange(context);
        exchange.setProperty(Exchange.GROUPED_EXCHANGE, Stream.of(files).toList());
        return exchange;
    }

    private Exchange batch(Exchange... files) {
        var exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(Stream.of(files).toList());
        return exchange;
    }
}
