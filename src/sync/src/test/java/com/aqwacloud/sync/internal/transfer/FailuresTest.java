package com.aqwacloud.sync.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.aqwacloud.camel.component.microsoft.onedrive.Refusals;
import com.aqwacloud.sync.api.QuotaWindow;
import com.aqwacloud.sync.internal.account.TokenUnavailableException;
import com.aqwacloud.sync.internal.quota.Charge;
import com.aqwacloud.sync.internal.quota.Governor;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    @Test
    void anExportThatIsNeverTheSameIsTriedAgainAndSaysWhatMayHelp() {
        Failure failure =
                Failures.explain(new IOException(UnsteadyExportException.ofOtherLength()));

        assertThat(failure.remedy()).isEqualTo(Failure.Remedy.RETRY);
        assertThat(failure.sentence()).contains("differ in length", "another format");
    }

    @Test
    void anUploadOfAnExportThatChangedBeginsAnew() {
        var cause = new IOException(UnsteadyExportException.ofOtherBytes());

        assertThat(Failures.endsUpload(cause)).isTrue();
        assertThat(Failures.explain(cause).remedy()).isEqualTo(Failure.Remedy.RETRY);
        assertThat(Failures.explain(cause).sentence()).contains("could not go on");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 408, 500, 502, 503, 504})
    void whatIsNotRefusedMayHaveBeenDone(int status) {
        assertThat(Failures.isUnheard(Refusals.of(status))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 412, 423, 429, 507, 509})
    void whatWasRefusedWasNotDone(int status) {
        assertThat(Failures.isUnheard(Refusals.of(status))).isFalse();
    }

    @Test
    void whatWasNeverSentWasNotDone() {
        assertThat(Failures.isUnheard(new TokenUnavailableException("No token.", null, null)))
                .isFalse();
        assertThat(
                        Failures.isUnheard(
                                new IOException(
                                        CallNotPermittedException.createCallNotPermittedException(
                                                CircuitBreaker.ofDefaults("onedrive")))))
                .isFalse();
        assertThat(Failures.isUnheard(ended())).isFalse();
        assertThat(Failures.isUnheard(paused())).isFalse();
        assertThat(Failures.isUnheard(new CancellationException("The endpoint is stopping")))
                .as("it may have been on its way")
                .isTrue();
    }

    @Test
    void aTransferThatWaitsForACloudThatIsLeftAloneNamesIt() {
        assertThat(Failures.explain(leftAlone("google-breaker")).sentence())
                .isEqualTo("Google Drive failed too often in a row; the next try follows a pause.");
        assertThat(Failures.explain(leftAlone("onedrive-breaker")).sentence())
                .startsWith("OneDrive failed");
        assertThat(Failures.explain(leftAlone("circuitBreaker7")).sentence())
                .as("of an edited route")
                .startsWith("The cloud failed");
    }

    @Test
    void whoMeetsALongPauseWaitsForItsEnd() {
        Failure failure = Failures.explain(new IOException(paused()));

        assertThat(failure.remedy()).isEqualTo(Failure.Remedy.WAIT);
        assertThat(failure.pause()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(failure.sentence())
                .startsWith("The account \"onedrive\" has to wait at least until 20")
                .endsWith(", since its quota is used up or its cloud asked for a pause.");
    }

    @Test
    void aCloudThatSaysWhenToComeAgainIsWaitedFor() {
        Duration told = Duration.ofMinutes(5);

        assertThat(Failures.explain(Refusals.of(503, told)).remedy())
                .isEqualTo(Failure.Remedy.WAIT);
        assertThat(Failures.explain(Refusals.of(503, told)).pause()).isEqualTo(told);
        assertThat(Failures.explain(Refusals.of(503)).remedy()).isEqualTo(Failure.Remedy.RETRY);
        assertThat(Failures.explain(Refusals.of(500, told)).remedy())
                .isEqualTo(Failure.Remedy.RETRY);
    }

    private static Throwable paused() {
        var governor = new Governor("onedrive", new QuotaWindow(1, Duration.ofHours(1)));
        governor.throttled(Optional.of(Duration.ofHours(1)));
        return catchThrowable(() -> governor.refuseToWait(Duration.ZERO));
    }

    private static Throwable leftAlone(String breaker) {
        return CallNotPermittedException.createCallNotPermittedException(
                CircuitBreaker.ofDefaults(breaker));
    }

    private static Throwable ended() {
        var governor = new Governor("onedrive", new QuotaWindow(1, Duration.ofHours(1)));
        governor.end();
        return catchThrowable(
                () -> {
                    governor.acquire("s1", new Charge(1, 1));
                    governor.acquire("s1", new Charge(1, 1));
                });
    }
}
