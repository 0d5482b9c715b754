package com.aqwacloud.sync.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.camel.component.microsoft.onedrive.GraphOutcome;
import com.aqwacloud.camel.component.microsoft.onedrive.GraphRequest;
import com.aqwacloud.camel.component.microsoft.onedrive.RequestKind;
import com.aqwacloud.sync.api.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphGateTest {
    private static final GraphRequest GET = new GraphRequest(RequestKind.GET, 1, 1, null);

    private final Governor governor =
            new Governor("onedrive", new QuotaWindow(30, Duration.ofHours(1)));
    private final GraphGate gate = new GraphGate(governor);

    private static GraphOutcome outcome(int status, Duration retryAfter, String... headers) {
        Map<String, List<String>> map =
                headers.length == 0
                        ? Map.of()
                        : Map.of(headers[0], List.of(headers[1]), headers[2], List.of(headers[3]));
        return new GraphOutcome(status, Optional.ofNullable(retryAfter), map);
    }

    @Test
    void everyRequestPassesTheGovernorAndABatchCountsItsParts() throws InterruptedException {
        gate.before(GET);
        gate.before(new GraphRequest(RequestKind.UPLOAD, 1, 2, "s1"));
        assertThat(governor.remembered()).isEqualTo(2);
        gate.before(new GraphRequest(RequestKind.BATCH, 20, 40, "s1"));
        assertThat(governor.remembered()).isEqualTo(22);
        assertThat(governor.state().requests()).isEqualTo(3);
        assertThat(governor.state().units()).isEqualTo(1 + 2 + 40);
    }

    @Test
    void retryAfterStopsTheAccountInsideOfABatchToo() {
        gate.after(GET, outcome(200, null));
        assertThat(governor.state().pausedUntil()).isEmpty();

        gate.after(
                new GraphRequest(RequestKind.BATCH, 5, 5, null),
                outcome(200, Duration.ofSeconds(50)));

        assertThat(governor.state().pausedUntil()).isPresent();
        assertThat(governor.state().pausedUntil().orElseThrow())
                .isAfter(Instant.now().plusSeconds(40));
    }

    @Test
    void a429WithoutRetryAfterPausesToo() {
        gate.after(GET, outcome(429, null));
        assertThat(governor.state().pausedUntil()).isPresent();
    }

    @Test
    void anEmptyRateLimitPausesUntilItsReset() {
        gate.after(GET, outcome(200, null, "ratelimit-remaining", "0", "RateLimit-Reset", "40"));
        assertThat(governor.state().pausedUntil().orElseThrow())
                .isAfter(Instant.now().plusSeconds(30));
    }

    @Test
    void aFailureWithoutAnswerPausesNothing() {
        gate.after(GET, outcome(0, null));
        gate.after(GET, outcome(500, null));
        assertThat(governor.state().pausedUntil()).isEmpty();
    }

    @Test
    void aRequestCountsFromItsAnswerOn() throws InterruptedException {
        var time = new VirtualTime();
        var hour = new Governor("onedrive", new QuotaWindow(1, Duration.ofHours(1)), time);
        var gated = new GraphGate(hour);
        gated.before(GET);
        time.pass(Duration.ofMinutes(10));
        gated.after(GET, outcome(200, null));
        time.pass(Duration.ofMinutes(55));
        assertThat(hour.remembered()).isEqualTo(1);
        time.pass(Duration.ofMinutes(10));
        gated.before(GET);
        assertThat(hour.remembered()).isEqualTo(1);
    }
}
