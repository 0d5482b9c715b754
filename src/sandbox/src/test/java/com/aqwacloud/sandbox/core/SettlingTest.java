package com.aqwacloud.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a file that a person writes is taken for finished. */
class SettlingTest {

    private static final Path FILE = Path.of("/folder/file");
    private final Settling settling = new Settling();

    private Settling.Observation observe(long size, long atMillis) {
        Settling.Observation seen =
                settling.observe(
                        "f",
                        FILE,
                        new DiskState(false, size, size, 0, "key"),
                        () -> nanos(atMillis));
        settling.keep("f", Map.of(FILE, seen));
        return seen;
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    private boolean settled(Settling.Observation seen, long atMillis) {
        return settling.isSettled(FILE, seen, nanos(atMillis), Set::of);
    }

    @Test
    void aFileThatIsThereAtOnceIsTakenAfterAMoment() {
        Settling.Observation seen = observe(10, 0);
        assertThat(settled(seen, 299)).isFalse();
        assertThat(settled(seen, 300)).isTrue();
    }

    @Test
    void aFileThatWasSeenToGrowIsGivenMoreTime() {
        observe(10, 0);
        Settling.Observation grown = observe(20, 200);
        assertThat(settled(grown, 1199)).isFalse();
        assertThat(settled(grown, 1200)).isTrue();
    }

    @Test
    void lookingAgainAtAnUnchangedFileDoesNotStartAnew() {
        observe(10, 0);
        assertThat(observe(10, 200).sinceNanos()).isZero();
    }

    @Test
    void aFileHeldOpenForWritingWaitsUntilItIsClosedOrLongQuiet() {
        Settling.Observation seen = observe(10, 0);
        assertThat(settling.isSettled(FILE, seen, nanos(5000), () -> Set.of(FILE))).isFalse();
        assertThat(settling.isSettled(FILE, seen, nanos(5000), Set::of)).isTrue();
        assertThat(settling.isSettled(FILE, seen, nanos(30_000), () -> Set.of(FILE))).isTrue();
    }

    @Test
    void anotherFileUnderTheNameIsNoGrowth() {
        observe(10, 0);
        Settling.Observation other =
                settling.observe(
                        "f", FILE, new DiskState(false, 20, 20, 0, "other"), () -> nanos(100));
        assertThat(settled(other, 400)).isTrue();
    }

    @Test
    void aFileThatCanNotBeReadIsReadAgainOnlyIfSomethingHappenedToIt() {
        DiskState state = new DiskState(false, 1, 1, 1, "key");
        assertThat(settling.isReadable(FILE, state, false)).isTrue();
        assertThat(settling.failed(FILE, state)).isTrue();
        assertThat(settling.failed(FILE, state)).isFalse();
        assertThat(settling.isReadable(FILE, state, false)).isFalse();
        assertThat(settling.isReadable(FILE, new DiskState(false, 2, 1, 1, "key"), false)).isTrue();
        assertThat(settling.isReadable(FILE, state, true)).isTrue();
    }
}
