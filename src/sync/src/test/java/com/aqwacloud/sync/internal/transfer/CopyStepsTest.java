package com.aqwacloud.sync.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aqwacloud.camel.component.microsoft.onedrive.DriveItem;
import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.internal.plan.Decision;
import com.aqwacloud.sync.internal.route.AqwaHeaders;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.HeldContent;
import com.aqwacloud.sync.internal.store.HeldContents;
import com.aqwacloud.sync.internal.store.Item;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.Side;
import com.aqwacloud.sync.internal.store.StoredSessions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyStepsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SIZE = 5_000_000;

    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final CopySteps copies = new CopySteps(database, Clock.fixed(NOW, ZoneOffset.UTC));
    private final Items items = new Items();
    private final Jobs jobs = new Jobs();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void twoSessionsOfOneAccountAndOneOfAnother() {
        database.change(
                tx -> {
                    for (Session each :
                            new Session[] {
                                session("s1", "onedrive"),
                                session("s2", "onedrive"),
                                session("s3", "elsewhere")
                            }) {
                        new StoredSessions().insert(tx, each);
                    }
                });
    }

    @AfterEach
    void drop() throws Exception {
        context.close();
        store.close();
    }

    @Test
    void anyFileOfThatContentInTheDriveWillDo() {
        holds("s2", "there", "quick");

        Exchange found = find(job("s1"));

        assertThat(found.getMessage().getHeader(AqwaHeaders.ORIGINAL)).isEqualTo("there");
        assertThat(database.read(tx -> jobs.open(tx, "s1", "f")).orElseThrow().target())
                .isEqualTo(new Job.Target("folder", "name", SIZE, "quick"));
    }

    @Test
    void aFileOfAnotherDriveWillNot() {
        holds("s3", "there", "quick");

        assertThat(find(job("s1")).getMessage().getHeader(AqwaHeaders.ORIGINAL)).isNull();
    }

    @Test
    void whatWasChangedSinceIsNotCopied() {
        holds("s1", "there", "quick");
        put("s1", there("there", SIZE, "changed"));

        assertThat(find(job("s1")).getMessage().getHeader(AqwaHeaders.ORIGINAL)).isNull();
    }

    @Test
    void whatIsGoneIsNotCopied() {
        holds("s1", "there", "quick");
        put("s1", there("there", SIZE, "quick").gone());

        assertThat(find(job("s1")).getMessage().getHeader(AqwaHeaders.ORIGINAL)).isNull();
    }

    /** Files of one MD5 and size can be made to differ; of one SHA-256 they can't. */
    @Test
    void anotherContentOfTheSameMd5AndSizeIsNotCopied() {
        holds("s1", "there", "quick");

        Exchange found = find(run(job("s1"), source("another sha")));

        assertThat(found.getMessage().getHeader(AqwaHeaders.ORIGINAL)).isNull();
    }

    @Test
    void aContentWithoutSha256IsNotCopied() {
        holds("s1", "there", "quick");

        Exchange found = find(run(job("s1"), source(null)));

        assertThat(found.getMessage().getHeader(AqwaHeaders.ORIGINAL)).isNull();
    }

    @Test
    void theThirdAttemptCopiesNothing() {
        holds("s1", "there", "quick");
        Job job = job("s1");
        database.change(
                tx -> {
                    for (int attempt = 0; attempt < 3; attempt++) {
                        jobs.start(tx, job.id(), NOW);
                    }
                });

        Job third = database.read(tx -> jobs.find(tx, job.id())).orElseThrow();
        assertThat(find(third).getMessage().getHeader(AqwaHeaders.ORIGINAL)).isNull();
    }

    @Test
    void aCopyWithItsHashIsTheSame() throws Exception {
        holds("s1", "there", "quick");
        Exchange exchange = find(job("s1"));

        copied(exchange, "name", "quick");

        assertThat(copies.check(exchange)).isTrue();
        assertThat(exchange.getMessage().getHeader(AqwaHeaders.SAME)).isEqualTo(true);
    }

    @Test
    void aCopyWithoutHashIsAskedForAgain() throws Exception {
        holds("s1", "there", "quick");
        Exchange exchange = find(job("s1"));

        copied(exchange, "name", null);

        assertThat(copies.check(exchange)).isFalse();
        assertThat(exchange.getMessage().getHeader(AqwaHeaders.SAME)).isNull();
    }

    @Test
    void aWrongCopyIsNamedAsWhatAnUploadReplaces() throws Exception {
        holds("s1", "there", "quick");
        Exchange exchange = find(job("s1"));

        copied(exchange, "name", "wrong");

        assertThat(copies.check(exchange)).isTrue();
        assertThat(exchange.getMessage().getHeader(AqwaHeaders.SAME)).isEqualTo(false);
        assertThat(exchange.getMessage().getHeader(AqwaHeaders.DESTINATION_ID)).isEqualTo("copy");
        assertThat(exchange.getMessage().getHeader(AqwaHeaders.ETAG)).isEqualTo("e-copy");
        assertThat(baseline()).map(Baseline::destinationId).contains("copy");
    }

    /** Personal drives take no conflict behaviour for a copy, and may find a name by themselves. */
    @Test
    void aCopyOfAnotherNameIsOursAndPutInItsPlaceNext() {
        holds("s1", "there", "quick");
        Exchange exchange = find(job("s1"));

        copied(exchange, "name 1", "quick");

        assertThatThrownBy(() -> copies.check(exchange))
                .isInstanceOf(MisplacedCopyException.class)
                .hasMessageContaining("name 1");
        assertThat(baseline()).map(Baseline::destinationName).contains("name 1");
    }

    private Optional<Baseline> baseline() {
        return database.read(tx -> new Baselines().bySource(tx, "s1", "f"));
    }

    private void holds(String session, String item, String hash) {
        put(session, there(item, SIZE, hash));
        database.change(
                tx ->
                        new HeldContents()
                                .put(tx, session, new HeldContent(item, "sha", SIZE, hash)));
    }

    private void put(String session, Item item) {
        database.change(tx -> items.put(tx, session, Side.DESTINATION, item, false));
    }

    private Job job(String session) {
        return database.write(
                tx -> {
                    long id =
                            jobs.insert(
                                    tx,
                                    session,
                                    "f",
                                    Action.CREATE,
                                    "/name",
                                    SIZE,
                                    null,
                                    null,
                                    null,
                                    NOW);
                    jobs.start(tx, id, NOW);
                    return jobs.find(tx, id).orElseThrow();
                });
    }

    private Exchange find(Job job) {
        return find(run(job, source("sha")));
    }

    private Exchange find(Run run) {
        var exchange = new DefaultExchange(context);
        exchange.setProperty("AqwaRun", run);
        copies.find(exchange);
        return exchange;
    }

    private static Run run(Job job, Item source) {
        var work =
                new Decision.Work(
                        Action.CREATE,
                        source,
                        null,
                        "folder",
                        "name",
                        false,
                        true,
                        null,
                        null,
                        0,
                        false);
        return new Run(job, session(job.session(), "onedrive"), null, work, null, false);
    }

    private static Session session(String id, String destination) {
        return new Session(
                id,
                id,
                "google",
                destination,
                SessionState.RUNNING,
                null,
                SessionOptions.DEFAULTS,
                NOW,
                null);
    }

    private static Item source(String sha256) {
        return new Item(
                "f",
                "p",
                "name",
                Item.Kind.FILE,
                null,
                SIZE,
                NOW,
                NOW,
                "md5",
                sha256,
                "r",
                null,
                null,
                null,
                true);
    }

    private static Item there(String id, long size, String hash) {
        return new Item(
                id, "p", "n", Item.Kind.FILE, null, size, NOW, NOW, hash, "c", "e", null, true);
    }

    private static void copied(Exchange exchange, String name, String hash) {
        var hashes = new DriveItem.Hashes(hash, null, null);
        exchange.getMessage()
                .setBody(
                        new DriveItem(
                                "copy",
                                name,
                                SIZE,
                                "e-copy",
                                "c",
                                "folder",
                                null,
                                null,
                                NOW,
                                NOW,
                                NOW,
                                NOW,
                                new DriveItem.FileFacet(null, hashes),
                                null,
                                null,
                                false,
                                false,
                                false,
                                false,
                                null,
                                null,
                                null,
                                null));
    }
}
