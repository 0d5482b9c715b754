package com.aqwacloud.sync.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveConstants;
import com.aqwacloud.camel.component.microsoft.onedrive.PreAuthenticatedUrl;
import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.internal.account.EncryptedSecrets;
import com.aqwacloud.sync.internal.account.EncryptedSecrets.Name;
import com.aqwacloud.sync.internal.account.TestClock;
import com.aqwacloud.sync.internal.route.ComponentNames;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an upload session that nobody goes on with is to be cancelled, and which is not. */
class CancelledUploadsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String ACCOUNT = "onedrive";
    private static final String URL = "https://upload.example/1?tempauth=secret";

    @TempDir Path folder;
    private final MemoryStore store = new MemoryStore();
    private final Database database = new Database(store.dataSource());
    private final Jobs jobs = new Jobs();
    private final TestClock clock = new TestClock(NOW);
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private EncryptedSecrets secrets;
    private AbandonedUploads uploads;
    private long job;

    @BeforeEach
    void open() {
        secrets = new EncryptedSecrets(store.dataSource(), folder.resolve("key"));
        uploads = new AbandonedUploads(database, secrets, new Names(), clock);
        job =
                database.write(
                        tx ->
                                jobs.insert(
                                        tx,
                                        "s1",
                                        "f1",
                                        Action.CREATE,
                                        "/a",
                                        1,
                                        null,
                                        null,
                                        null,
                                        NOW));
        secrets.put(ACCOUNT, AbandonedUploads.ofJob(job), URL);
    }

    @AfterEach
    void close() throws SQLException, IOException {
        camel.close();
        store.close();
    }

    @Test
    void thatOfAJobThatIsToBeDoneIsNot() {
        assertThat(uploads.find()).isEmpty();
    }

    @Test
    void thatOfAFailedJobIs() {
        fail();
        Exchange exchange = addressed(uploads.find());

        assertThat(address(exchange)).isEqualTo(URL);
        uploads.forget(exchange);
        assertThat(uploads.find()).isEmpty();
        assertThat(names()).isEmpty();
    }

    @Test
    void thatOfAJobThatIsTriedAgainMeanwhileIsNot() {
        fail();
        List<Name> found = uploads.find();
        database.change(tx -> jobs.reopen(tx, job, NOW));

        assertThat(address(addressed(found))).isNull();
        assertThat(secrets.get(ACCOUNT, AbandonedUploads.ofJob(job))).contains(URL);
    }

    @Test
    void theNextSessionOfAJobIsNotForgottenWithTheOneBefore() {
        fail();
        Exchange exchange = addressed(uploads.find());
        database.change(tx -> jobs.reopen(tx, job, NOW));
        secrets.put(ACCOUNT, AbandonedUploads.ofJob(job), URL + "&next");
        uploads.forget(exchange);

        assertThat(names()).containsExactly(AbandonedUploads.ofJob(job));
    }

    @Test
    void whatCannotBeCancelledIsTriedAgainMoreAndMoreSeldom() {
        fail();
        var pauses = new ArrayList<Duration>();
        for (int i = 0; i < 12; i++) {
            Exchange exchange = addressed(uploads.find());
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IOException("no route to host"));
            uploads.failed(exchange);
            Instant failed = clock.instant();
            while (uploads.find().isEmpty()) {
                clock.advance(Duration.ofSeconds(5));
            }
            pauses.add(Duration.between(failed, clock.instant()));
        }

        assertThat(pauses).startsWith(Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(pauses).endsWith(Duration.ofHours(1), Duration.ofHours(1));
        assertThat(address(addressed(uploads.find()))).isEqualTo(URL);
    }

    private void fail() {
        database.change(tx -> jobs.finish(tx, job, JobState.FAILED, "given up", NOW));
    }

    private Exchange addressed(List<Name> found) {
        assertThat(found).hasSize(1);
        var exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(found.get(0));
        uploads.address(exchange);
        return exchange;
    }

    private static String address(Exchange exchange) {
        PreAuthenticatedUrl url =
                exchange.getMessage()
                        .getHeader(
                                MicrosoftOneDriveConstants.UPLOAD_URL, PreAuthenticatedUrl.class);
        return url == null ? null : url.value();
    }

    private List<String> names() {
        return store.rows("SELECT name FROM secret").stream()
                .map(row -> row.get("NAME").toString())
                .toList();
    }

    private static final class Names implements ComponentNames {
        @Override
        public String google(String account) {
            return "google-drive-" + account;
        }

        @Override
        public String oneDrive(String account) {
            return "microsoft-onedrive-" + account;
        }
    }
}
