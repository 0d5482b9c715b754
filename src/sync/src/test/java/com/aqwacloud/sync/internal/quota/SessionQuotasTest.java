package com.aqwacloud.sync.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionQuotasTest {
    private static final SessionOptions DEFAULTS = SessionOptions.DEFAULTS;

    private final SessionQuotas quotas = new SessionQuotas(() -> DEFAULTS);

    @Test
    void aSessionThatHasWhatNewOnesBeginWithIsUsual() {
        quotas.limit(session("s1", Map.of()));

        assertThat(quotas.isUsualOfGoogle("s1")).isTrue();
        assertThat(quotas.isUsualOfOneDrive("s1")).isTrue();
    }

    @Test
    void eachCloudHasAQuotaOfItsOwn() {
        quotas.limit(session("s1", Map.of("quota.google", "100000/100s")));
        quotas.limit(session("s2", Map.of("quota.onedrive", "10/1s")));

        assertThat(quotas.isUsualOfGoogle("s1")).isFalse();
        assertThat(quotas.isUsualOfOneDrive("s1")).isTrue();
        assertThat(quotas.isUsualOfGoogle("s2")).isTrue();
        assertThat(quotas.isUsualOfOneDrive("s2")).isFalse();
    }

    @Test
    void whatIsAskedForNoSessionIsUsual() {
        Session session = session("s1", Map.of("quota.google", "100000/100s"));
        quotas.limit(session);
        quotas.unlimit(session);

        assertThat(quotas.isUsualOfGoogle("s1")).isTrue();
        assertThat(quotas.isUsualOfGoogle(null)).isTrue();
    }

    private static Session session(String id, Map<String, String> options) {
        return new Session(
                id,
                "Test",
                "google",
                "onedrive",
                SessionState.RUNNING,
                null,
                DEFAULTS.with(options),
                Instant.EPOCH,
                null);
    }
}
