package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Bandwidth;
import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.internal.bandwidth.Bandwidths;
import com.aqwacloud.sync.internal.quota.Charge;
import com.aqwacloud.sync.internal.quota.Governor;
import com.aqwacloud.sync.internal.quota.Governors;
import com.aqwacloud.sync.internal.quota.SessionQuotas;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whose end lifts the quota of a session, and whose does not. */
class SessionLimitsTest {
    private static final Session SESSION = session("1/1h");

    private final SessionQuotas quotas = new SessionQuotas(() -> SessionOptions.DEFAULTS);
    private final Governors governors = new Governors(() -> SessionOptions.DEFAULTS);
    private final SessionLimits limits =
            new SessionLimits(governors, quotas, new Bandwidths(Bandwidth.UNLIMITED));

    @Test
    void theFirstOfTwoListingsToEndLeavesTheQuotaToTheOther() throws Exception {
        limits.listing(SESSION, "verification");
        limits.listing(SESSION, "dry run");
        limits.listed(SESSION, "dry run");
        assertThat(isLimited()).isTrue();

        Governor google = governors.of(Cloud.GOOGLE, SESSION.source());
        var threads = Executors.newCachedThreadPool();
        try {
            threads.submit(() -> google.acquire(SESSION.id(), new Charge(1, 1)))
                    .get(20, TimeUnit.SECONDS);
            threads.submit(() -> google.acquire(SESSION.id(), new Charge(1, 1)));
            await().until(() -> google.state().waiting() == 1);

            limits.listed(SESSION, "verification");

            await().until(() -> google.state().waiting() == 0);
            assertThat(isLimited()).isFalse();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aSessionThatStopsLeavesItsQuotaToAListing() {
        limits.started(SESSION);
        limits.listing(SESSION, "verification");
        limits.stopped(SESSION);
        assertThat(isLimited()).isTrue();

        limits.listed(SESSION, "verification");
        assertThat(isLimited()).isFalse();
    }

    @Test
    void aListingThatEndsLeavesItsQuotaToASessionThatWasStartedMeanwhile() {
        limits.listing(SESSION, "dry run");
        limits.started(SESSION);
        limits.listed(SESSION, "dry run");
        assertThat(isLimited()).isTrue();

        limits.stopped(SESSION);
        assertThat(isLimited()).isFalse();
    }

    @Test
    void aListingThatNeverBeganLiftsNothing() {
        limits.listing(SESSION, "verification");
        limits.listed(SESSION, "dry run");
        limits.stopped(SESSION);
        assertThat(isLimited()).isTrue();
    }

    /** A listing knows the options of the time when it was asked for. */
    @Test
    void theQuotaThatASessionWasStartedWithStays() {
        limits.started(SESSION);
        limits.listing(session("1000/100s"), "verification");

        assertThat(isLimited()).isTrue();
    }

    private boolean isLimited() {
        return !quotas.isUsualOfGoogle(SESSION.id());
    }

    private static Session session(String quota) {
        return new Session(
                "s1",
                "Test",
                "google",
                "onedrive",
                SessionState.STOPPED,
                null,
                SessionOptions.DEFAULTS.with(Map.of(SessionOptions.GOOGLE_QUOTA, quota)),
                Instant.EPOCH,
                null);
    }
}
