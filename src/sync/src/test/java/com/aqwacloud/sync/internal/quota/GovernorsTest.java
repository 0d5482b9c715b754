package com.aqwacloud.sync.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.QuotaUse;
import com.aqwacloud.sync.internal.store.StoreException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GovernorsTest {
    private static final String ACCOUNT = "someone";
    private static final Charge ONE = new Charge(1, 1);

    private final MemoryStore store = new MemoryStore();
    private final QuotaMemory memory = new StoredQuotaMemory(new Database(store.dataSource()));

    @AfterEach
    void drop() throws SQLException {
        store.close();
    }

    private Governors start() {
        return new Governors(() -> SessionOptions.DEFAULTS, memory, Runnable::run, Timeline.SYSTEM);
    }

    @Test
    void whatAnAccountUsedIsKnownAfterARestart() throws InterruptedException {
        Governors before = start();
        Governor used = before.of(Cloud.GOOGLE, ACCOUNT);
        for (int i = 0; i < 7; i++) {
            used.acquire("s1", ONE);
        }
        before.keep();
        used.acquire("s1", ONE);
        before.keep();

        Governors after = start();

        assertThat(after.of(Cloud.GOOGLE, ACCOUNT).remembered()).isEqualTo(8);
        assertThat(after.of(Cloud.ONEDRIVE, ACCOUNT).remembered()).isZero();
        assertThat(after.of(Cloud.GOOGLE, "another").remembered()).isZero();
    }

    @Test
    void aPauseIsKeptAtOnce() {
        Instant end = Instant.now().plusSeconds(3600);
        start().of(Cloud.ONEDRIVE, ACCOUNT).pauseUntil(end);

        Instant kept = start().of(Cloud.ONEDRIVE, ACCOUNT).state().pausedUntil().orElseThrow();

        assertThat(kept).isBetween(end.minus(1, ChronoUnit.SECONDS), end.plusSeconds(1));
    }

    @Test
    void aStoreThatFailsStopsNoRequest() throws InterruptedException {
        var governors =
                new Governors(
                        () -> SessionOptions.DEFAULTS,
                        new QuotaMemory() {
                            @Override
                            public QuotaUse recall(Cloud cloud, String account) {
                                return QuotaUse.NONE;
                            }

                            @Override
                            public void keep(Cloud cloud, String account, QuotaUse use) {
                                throw new StoreException("full", null);
                            }
                        },
                        Runnable::run,
                        Timeline.SYSTEM);
        governors.of(Cloud.GOOGLE, ACCOUNT).acquire("s1", ONE);

        assertThatCode(governors::keep).doesNotThrowAnyException();
    }
}
