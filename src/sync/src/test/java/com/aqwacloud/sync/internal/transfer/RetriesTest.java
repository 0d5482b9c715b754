package com.aqwacloud.sync.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.SessionState;
import com.aqwacloud.sync.internal.store.Job;
import com.aqwacloud.sync.internal.transfer.Failure.Remedy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");

    private static Session session(String retryDelay) {
        return new Session(
                "s1",
                "Everything",
                "google",
                "onedrive",
                SessionState.RUNNING,
                null,
                SessionOptions.DEFAULTS.with(Map.of(SessionOptions.RETRY_DELAY, retryDelay)),
                NOW,
                null);
    }

    @Test
    void anErrorIsTriedAgainAsOftenAsTheSessionSaysAndThenGivenUp() {
        assertThat(next(Remedy.RETRY, null, 3).givenUp()).isFalse();
        assertThat(next(Remedy.RETRY, null, 4).givenUp()).isTrue();
    }

    @Test
    void theWaitDoublesWithEachAttempt() {
        assertThat(next(Remedy.RETRY, null, 1).at())
                .isBetween(NOW.plusSeconds(5), NOW.plusMillis(6_250));
        assertThat(next(Remedy.RETRY, null, 3).at())
                .isBetween(NOW.plusSeconds(20), NOW.plusMillis(25_000));
    }

    @Test
    void theWaitDoublesUpToTenMinutesAndNoPauseIsShorterThanTheSessionSays() {
        assertThat(next(Remedy.RETRY, null, 9, "5s").at())
                .isBetween(NOW.plusSeconds(600), NOW.plusSeconds(750));
        for (int attempts : new int[] {1, 2, 9}) {
            assertThat(next(Remedy.RETRY, null, attempts, "30m").at())
                    .isBetween(NOW.plusSeconds(1800), NOW.plusSeconds(2250));
        }
    }

    @Test
    void filesThatFailedTogetherAreNotTriedAgainTogether() {
        var waits = Stream.generate(() -> next(Remedy.RETRY, null, 1).at()).limit(50).toList();

        assertThat(waits)
                .allSatisfy(
                        at -> assertThat(at).isBetween(NOW.plusSeconds(5), NOW.plusMillis(6_250)));
        assertThat(Set.copyOf(waits)).hasSizeGreaterThan(1);
    }

    @Test
    void aWaitThatTheCloudNamesCostsNoAttempt() {
        var next = next(Remedy.WAIT, Duration.ofSeconds(42), 9);

        assertThat(next).isEqualTo(new Retries.Next(false, NOW.plusSeconds(42), false));
    }

    @Test
    void aDestinationThatIsNotAsExpectedIsLookedAtAgainAtOnce() {
        var next = next(Remedy.REFRESH, null, 1);

        assertThat(next).isEqualTo(new Retries.Next(false, NOW, true));
        assertThat(next(Remedy.REFRESH, null, 2)).isEqualTo(next);
    }

    /** What was told may have been of before, and be so for seconds. */
    @Test
    void oneThatIsNeverAsExpectedIsLookedAtWithGrowingPauses() {
        assertThat(next(Remedy.REFRESH, null, 3).at())
                .isBetween(NOW.plusSeconds(5), NOW.plusMillis(6_250));
        assertThat(next(Remedy.REFRESH, null, 5).at())
                .isBetween(NOW.plusSeconds(20), NOW.plusMillis(25_000));
        assertThat(next(Remedy.REFRESH, null, 5).givenUp()).isFalse();
        assertThat(next(Remedy.REFRESH, null, 6).givenUp()).isTrue();
    }

    @Test
    void aFileThatIsMissingIsLookedForTenPollsLong() {
        Instant poll = NOW.plus(SessionOptions.DEFAULTS.monitorInterval());

        assertThat(next(Remedy.MISSING, null, 10)).isEqualTo(new Retries.Next(false, poll, true));
        assertThat(next(Remedy.MISSING, null, 11).givenUp()).isTrue();
    }

    @Test
    void aFileThatIsNeverWhatTheFeedToldIsReadTenPollsLong() {
        Instant poll = NOW.plus(SessionOptions.DEFAULTS.monitorInterval());

        assertThat(next(Remedy.NEXT_POLL, null, 10)).isEqualTo(new Retries.Next(false, poll, true));
        assertThat(next(Remedy.NEXT_POLL, null, 11).givenUp()).isTrue();
    }

    private static Retries.Next next(Remedy remedy, Duration pause, int attempts) {
        return next(remedy, pause, attempts, "5s");
    }

    private static Retries.Next next(
            Remedy remedy, Duration pause, int attempts, String retryDelay) {
        return Retries.next(
                new Failure(remedy, "sentence", pause), job(attempts), session(retryDelay), NOW);
    }

    private static Job job(int attempts) {
        return new Job(
                1,
                "s1",
                "id",
                Action.CREATE,
                JobState.TRANSFERRING,
                "/a.txt",
                1,
                0,
                attempts,
                NOW,
                null,
                null,
                null,
                null,
                null,
                null,
                NOW,
                NOW,
                null);
    }
}
