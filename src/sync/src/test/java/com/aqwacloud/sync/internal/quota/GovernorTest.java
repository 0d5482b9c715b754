package com.aqwacloud.sync.internal.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.api.QuotaWindow;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.store.QuotaUse;
import com.aqwacloud.sync.internal.store.QuotaUse.Spent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GovernorTest {
    private static final String SESSION = "s1";
    private static final Charge ONE = new Charge(1, 1);
    private static final Optional<QuotaWindow> NONE = Optional.empty();

    private final VirtualTime time = new VirtualTime();

    private Governor governor(int requests, Duration window) {
        return new Governor("google", new QuotaWindow(requests, window), time);
    }

    private List<Long> run(Governor governor, int requests) throws InterruptedException {
        var moments = new ArrayList<Long>();
        for (int i = 0; i < requests; i++) {
            governor.acquire(SESSION, ONE);
            moments.add(time.nanos());
        }
        return moments;
    }

    @Test
    void aThousandGoAtOnceAndTheNextAfterTheWindow() throws InterruptedException {
        var governor = governor(1000, Duration.ofSeconds(100));

        var moments = run(governor, 2001);

        assertThat(moments.get(999)).isZero();
        assertThat(moments.get(1000)).isEqualTo(Duration.ofSeconds(100).toNanos());
        assertThat(moments.get(2000)).isEqualTo(Duration.ofSeconds(200).toNanos());
        assertThat(governor.state().requests()).isEqualTo(2001);
        assertThat(governor.remembered()).isLessThanOrEqualTo(1000);
        assertThat(time.waits()).isEqualTo(2);
    }

    @Test
    void theTightestWindowOfAllRunningSessionsCounts() throws InterruptedException {
        var governor = governor(1000, Duration.ofSeconds(100));
        governor.limit("s1", new QuotaWindow(10, Duration.ofSeconds(10)), NONE);
        governor.limit("s2", new QuotaWindow(2, Duration.ofSeconds(1)), NONE);

        var moments = run(governor, 11);
        assertThat(moments.get(1)).isZero();
        assertThat(moments.get(2)).isEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(10));

        governor.unlimit("s2");
        governor.unlimit("s1");
        run(governor, 900);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aRequestThatCountsAsSeveralWaitsForAllOfThem() throws InterruptedException {
        var governor = governor(10, Duration.ofSeconds(10));
        governor.acquire(SESSION, new Charge(8, 0));
        governor.acquire(SESSION, new Charge(3, 0));
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(10));
        governor.acquire(SESSION, new Charge(50, 0));
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void retryAfterStopsTheWholeAccountAndALongerPauseStays() throws InterruptedException {
        var governor = governor(1000, Duration.ofSeconds(100));
        governor.throttled(Optional.of(Duration.ofSeconds(30)));
        governor.throttled(Optional.of(Duration.ofSeconds(5)));
        assertThat(governor.state().pausedUntil()).contains(VirtualTime.START.plusSeconds(30));

        governor.acquire(SESSION, ONE);

        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(30));
        assertThat(governor.state().pausedUntil()).isEmpty();
    }

    @Test
    void aPauseUntilAnInstantIsKept() throws InterruptedException {
        var governor = governor(1000, Duration.ofSeconds(100));
        governor.pauseUntil(VirtualTime.START.plusSeconds(12));
        governor.pauseUntil(VirtualTime.START.minusSeconds(5));

        governor.acquire(SESSION, ONE);

        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void withoutRetryAfterThePauseDoublesWithJitterUntilARequestSucceeds()
            throws InterruptedException {
        var governor = governor(1000, Duration.ofSeconds(100));
        for (int n = 0; n < 9; n++) {
            Duration before = time.passed();
            governor.throttled(Optional.empty());
            // What was under way together is one refusal.
            governor.throttled(Optional.empty());
            governor.acquire(SESSION, ONE);
            assertThat(time.passed().minus(before))
                    .isBetween(
                            Duration.ofSeconds(1L << Math.min(n, 6)),
                            Duration.ofSeconds((1L << Math.min(n, 6)) + 1));
        }
        governor.succeeded();
        Duration before = time.passed();
        governor.throttled(Optional.empty());
        governor.acquire(SESSION, ONE);
        assertThat(time.passed().minus(before)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatIsLeftOfTheCloudsWindowIsSpreadOverItsRest() throws InterruptedException {
        var governor = governor(1000, Duration.ofSeconds(100));
        governor.acquire(SESSION, ONE);
        governor.remaining(10, Duration.ofSeconds(20));

        var moments = run(governor, 12);

        assertThat(moments.get(0)).isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(moments.get(4)).isEqualTo(Duration.ofSeconds(10).toNanos());
        assertThat(moments.get(11)).isEqualTo(Duration.ofSeconds(20).toNanos());
    }

    @Test
    void nothingLeftMeansSilenceUntilTheReset() throws InterruptedException {
        var governor = governor(1000, Duration.ofSeconds(100));
        governor.remaining(0, Duration.ofSeconds(9));
        governor.acquire(SESSION, ONE);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void anAbsurdPauseIsCutToADay() {
        var governor = governor(1000, Duration.ofSeconds(100));
        governor.throttled(Optional.of(Duration.ofDays(10_000)));
        assertThat(governor.state().pausedUntil()).contains(VirtualTime.START.plusSeconds(86_400));
    }

    @Test
    void waitersGoInTheOrderInWhichTheyCame() throws Exception {
        var governor = new Governor("google", new QuotaWindow(1, Duration.ofHours(1)));
        governor.acquire(SESSION, ONE);
        var order = new CopyOnWriteArrayList<Integer>();
        var threads = Executors.newCachedThreadPool();
        try {
            var results = new ArrayList<Future<?>>();
            for (int i = 0; i < 8; i++) {
                int number = i;
                results.add(
                        threads.submit(
                                () -> {
                                    governor.acquire(SESSION, ONE);
                                    order.add(number);
                                    return null;
                                }));
                await().until(() -> governor.state().waiting() == number + 1);
            }
            // One slot at a time makes the order visible.
            governor.limit("s", new QuotaWindow(1, Duration.ofMillis(20)), NONE);
            for (Future<?> result : results) {
                result.get(20, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void anInterruptedWaiterLeavesTheQueueAndDoesNotCount() throws Exception {
        var governor = new Governor("google", new QuotaWindow(1, Duration.ofHours(1)));
        governor.acquire(SESSION, ONE);
        var threads = Executors.newCachedThreadPool();
        try {
            Future<?> first = threads.submit(() -> acquire(governor));
            await().until(() -> governor.state().waiting() == 1);
            Future<?> second = threads.submit(() -> acquire(governor));
            await().until(() -> governor.state().waiting() == 2);

            first.cancel(true);
            await().until(() -> governor.state().waiting() == 1);
            governor.limit("s", new QuotaWindow(2, Duration.ofHours(1)), NONE);

            second.get(20, TimeUnit.SECONDS);
            assertThat(governor.state().requests()).isEqualTo(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aLooserWindowWakesThoseWhoWait() throws Exception {
        var governor = new Governor("google", new QuotaWindow(1, Duration.ofHours(1)));
        governor.acquire(SESSION, ONE);
        var threads = Executors.newCachedThreadPool();
        try {
            Future<?> waiting = threads.submit(() -> acquire(governor));
            await().until(() -> governor.state().waiting() == 1);
            governor.limit("s", new QuotaWindow(100, Duration.ofSeconds(1)), NONE);
            waiting.get(20, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anAccountHasOneGovernorAndACloudHasASum() throws InterruptedException {
        var governors = new Governors(() -> SessionOptions.DEFAULTS);
        assertThat(governors.of(Cloud.GOOGLE, "a")).isSameAs(governors.of(Cloud.GOOGLE, "a"));
        governors.of(Cloud.GOOGLE, "a").acquire(SESSION, ONE);
        governors.of(Cloud.GOOGLE, "b").acquire(SESSION, ONE);
        governors.of(Cloud.ONEDRIVE, "c").acquire(SESSION, ONE);
        assertThat(governors.requests(Cloud.GOOGLE)).isEqualTo(2);
        assertThat(governors.requests(Cloud.ONEDRIVE)).isEqualTo(1);
    }

    @Test
    void whileNoSessionRunsTheQuotaHoldsThatNewOnesBeginWithNow() throws Exception {
        var defaults = new AtomicReference<>(options("1/1h"));
        var governor = new Governors(defaults::get).of(Cloud.GOOGLE, "google");
        governor.limit(SESSION, new QuotaWindow(100, Duration.ofHours(1)), NONE);
        governor.acquire(SESSION, ONE);
        governor.acquire(SESSION, ONE);
        governor.unlimit(SESSION);
        var threads = Executors.newCachedThreadPool();
        try {
            Future<?> first = threads.submit(() -> acquire(governor));
            await().until(() -> governor.state().waiting() == 1);

            // The latest of the two that were made is remembered, no more than the quota was.
            defaults.set(options("3/1h"));

            threads.submit(() -> acquire(governor)).get(20, TimeUnit.SECONDS);
            first.get(20, TimeUnit.SECONDS);
            threads.submit(() -> acquire(governor));
            await().until(() -> governor.state().waiting() == 1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whileNoSessionRunsTheUnitsHoldThatNewOnesBeginWithNow() throws Exception {
        var limits = new AtomicReference<>(new Governor.Limits(window(1000, 1), NONE));
        var governor = new Governor("google", limits::get, time, () -> {});
        governor.acquire(SESSION, new Charge(1, 60));
        governor.acquire(SESSION, new Charge(1, 60));
        assertThat(time.passed()).isZero();

        limits.set(new Governor.Limits(window(1000, 1), units(100, 60)));

        governor.acquire(SESSION, new Charge(1, 60));
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aRestartGoesOnFromWhatWasUsed() throws InterruptedException {
        var before = governor(1000, Duration.ofSeconds(100));
        run(before, 600);
        time.pass(Duration.ofSeconds(30));
        run(before, 300);
        var after = governor(1000, Duration.ofSeconds(100));

        after.recall(before.news().orElseThrow());

        run(after, 100);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(30));
        run(after, 600);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(100));
        run(after, 1);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(130));
    }

    @Test
    void whatWasUsedBeforeARestartCountsInTheLongerWindowOfASessionThatStarts()
            throws InterruptedException {
        var before = governor(1000, Duration.ofSeconds(100));
        before.limit(SESSION, new QuotaWindow(2000, Duration.ofSeconds(1000)), units(50, 600));
        before.acquire(SESSION, new Charge(1, 50));
        for (int i = 1; i < 1500; i++) {
            before.acquire(SESSION, new Charge(1, 0));
        }
        time.pass(Duration.ofSeconds(200));
        var after = governor(1000, Duration.ofSeconds(100));
        after.recall(before.news().orElseThrow());

        after.limit(SESSION, new QuotaWindow(2000, Duration.ofSeconds(1000)), units(50, 600));

        for (int i = 1; i < 500; i++) {
            after.acquire(SESSION, new Charge(1, 0));
        }
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(200));
        run(after, 1);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(600));
        after.acquire(SESSION, new Charge(1, 0));
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(1000));
    }

    @Test
    void aPauseLastsOverARestart() throws InterruptedException {
        var before = governor(1000, Duration.ofSeconds(100));
        before.throttled(Optional.of(Duration.ofSeconds(300)));
        QuotaUse kept = before.news().orElseThrow();
        time.pass(Duration.ofSeconds(40));
        var after = governor(1000, Duration.ofSeconds(100));

        after.recall(kept);

        assertThat(after.state().pausedUntil()).contains(VirtualTime.START.plusSeconds(300));
        time.pass(Duration.ofSeconds(200));
        run(after, 1);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(300));
    }

    @Test
    void aClockThatWasSetBackLetsNothingCountForLongerThanItsWindow() throws InterruptedException {
        var kept =
                new QuotaUse(
                        null,
                        List.of(new Spent(VirtualTime.START.plusSeconds(9000), 1000)),
                        List.of());
        var governor = governor(1000, Duration.ofSeconds(100));

        governor.recall(kept);

        run(governor, 1);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void whereNothingWasAskedThereIsNothingToKeep() throws InterruptedException {
        var governor = governor(1000, Duration.ofSeconds(100));
        assertThat(governor.news()).isEmpty();
        Grant grant = governor.acquire(SESSION, ONE);
        assertThat(governor.news()).isPresent();
        assertThat(governor.news()).isEmpty();
        time.pass(Duration.ofSeconds(50));
        governor.answered(grant);
        assertThat(governor.news().orElseThrow().requests())
                .containsExactly(new Spent(VirtualTime.START.plusSeconds(50), 1));
    }

    @Test
    void whatIsKeptStaysShortWhateverTheQuota() throws InterruptedException {
        var governor = governor(5000, Duration.ofSeconds(600));
        for (int i = 0; i < 5000; i++) {
            governor.acquire(SESSION, ONE);
            time.pass(Duration.ofMillis(120));
        }
        QuotaUse kept = governor.news().orElseThrow();
        assertThat(kept.requests()).hasSizeLessThan(300);
        assertThat(kept.units()).hasSizeLessThan(300);
        assertThat(kept.requests().stream().mapToLong(Spent::amount).sum())
                .isEqualTo(governor.remembered());
    }

    @Test
    void aSessionWaitsForAShortPauseAndIsSentAwayByALongOne() throws Exception {
        var governor = governor(1000, Duration.ofSeconds(100));
        governor.throttled(Optional.of(Governor.LONG_PAUSE));
        governor.acquire(SESSION, ONE);
        assertThat(time.passed()).isEqualTo(Governor.LONG_PAUSE);
        assertThat(governor.isPausedForLong()).isFalse();

        governor.throttled(Optional.of(Duration.ofHours(1)));

        assertThat(governor.isPausedForLong()).isTrue();
        assertThatThrownBy(() -> governor.acquire(SESSION, ONE))
                .hasMessage(
                        "the account \"google\" has to wait at least until 2026-01-01T01:01:11Z,"
                                + " since its cloud asked for a pause")
                .isInstanceOfSatisfying(
                        LongWaitException.class,
                        e -> {
                            assertThat(e.until()).isEqualTo(VirtualTime.START.plusSeconds(3670));
                            assertThat(e.left()).isEqualTo(Duration.ofHours(1));
                        });
        assertThat(governor.state().waiting()).isZero();
        assertThat(governor.state().requests()).isEqualTo(1);
        time.pass(Duration.ofHours(1).minus(Governor.LONG_PAUSE));
        governor.acquire(SESSION, ONE);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(3670));
    }

    @Test
    void aLongPauseSendsAwayAllWhoWaitForTheirTurn() throws Exception {
        var governor = new Governor("google", new QuotaWindow(1, Duration.ofHours(1)));
        governor.acquire(SESSION, ONE);
        var threads = Executors.newCachedThreadPool();
        try {
            var waiting = new ArrayList<Future<?>>();
            for (int i = 0; i < 4; i++) {
                waiting.add(threads.submit(() -> acquire(governor)));
            }
            await().until(() -> governor.state().waiting() == waiting.size());

            governor.throttled(Optional.of(Duration.ofHours(2)));

            for (Future<?> each : waiting) {
                assertThatThrownBy(() -> each.get(20, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(LongWaitException.class);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoIsNotToWaitIsSentAway() throws Exception {
        var governor = governor(1, Duration.ofSeconds(100));
        governor.refuseToWait(Duration.ofSeconds(1));
        governor.acquire(SESSION, ONE);

        assertThatThrownBy(() -> governor.refuseToWait(Duration.ofSeconds(1)))
                .isInstanceOf(LongWaitException.class)
                .hasMessageContaining("until 2026-01-01T00:01:41Z, since its quota is used up");

        time.pass(Duration.ofSeconds(99));
        governor.refuseToWait(Duration.ofSeconds(1));
    }

    @Test
    void aPersonWaitsForAShortPauseAndIsToldOfALongOne() throws Exception {
        var governor = governor(1000, Duration.ofSeconds(100));
        governor.pauseUntil(VirtualTime.START.plusSeconds(9));
        governor.acquire(Governor.PERSON, ONE);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(9));

        governor.pauseUntil(VirtualTime.START.plusSeconds(39));

        assertThatThrownBy(() -> governor.acquire(Governor.PERSON, ONE))
                .isInstanceOf(LongWaitException.class)
                .hasMessageContaining("\"google\" has to wait at least until 2026-01-01T00:00:40Z");
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(9));
        governor.acquire(SESSION, ONE);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(39));
    }

    @Test
    void aPersonDoesNotWaitForLongBehindOthers() throws Exception {
        var governor = new Governor("google", new QuotaWindow(1, Duration.ofHours(1)));
        governor.acquire(SESSION, ONE);
        var threads = Executors.newCachedThreadPool();
        try {
            threads.submit(() -> acquire(governor));
            await().until(() -> governor.state().waiting() == 1);

            assertThatThrownBy(() -> governor.acquire(Governor.PERSON, ONE))
                    .isInstanceOf(LongWaitException.class);

            assertThat(governor.state().waiting()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void lessThanOneIsRefused() {
        assertThatThrownBy(() -> new Charge(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Charge(1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void unitsAreKeptBesideRequestsWhicheverIsTighter() throws InterruptedException {
        var governor = governor(1000, Duration.ofSeconds(100));
        governor.limit(SESSION, new QuotaWindow(10, Duration.ofSeconds(1)), units(100, 60));

        for (int i = 0; i < 10; i++) {
            governor.acquire(SESSION, new Charge(1, 5));
        }
        assertThat(time.passed()).isZero();
        governor.acquire(SESSION, new Charge(1, 50));
        assertThat(time.passed()).as("requests are the tighter").isEqualTo(Duration.ofSeconds(1));
        governor.acquire(SESSION, new Charge(1, 5));
        assertThat(time.passed()).as("units are the tighter").isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void unitsOfAllSessionsCountTogether() throws InterruptedException {
        var governor = governor(1000, Duration.ofSeconds(100));
        governor.limit("s1", new QuotaWindow(1000, Duration.ofSeconds(1)), units(100, 60));
        governor.limit("s2", new QuotaWindow(1000, Duration.ofSeconds(1)), NONE);

        governor.acquire("s1", new Charge(1, 60));
        governor.acquire("s2", new Charge(1, 60));

        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(60));
        governor.unlimit("s1");
        governor.acquire("s2", new Charge(1, 60));
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aSessionThatStartsAgainDoesNotForgetWhatWasSpent() throws InterruptedException {
        var governor = governor(1000, Duration.ofSeconds(100));
        governor.acquire(SESSION, new Charge(1, 30));
        governor.limit(SESSION, new QuotaWindow(1000, Duration.ofSeconds(1)), units(100, 120));
        governor.acquire(SESSION, new Charge(1, 30));
        governor.unlimit(SESSION);
        governor.acquire(SESSION, new Charge(1, 30));
        governor.limit(SESSION, new QuotaWindow(1000, Duration.ofSeconds(1)), units(100, 120));

        governor.acquire(SESSION, new Charge(1, 10));
        assertThat(time.passed()).isZero();
        governor.acquire(SESSION, new Charge(1, 1));
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void aRequestThatCostsMoreThanTheWindowHoldsTakesAllOfIt() throws InterruptedException {
        var governor = governor(1000, Duration.ofSeconds(100));
        governor.limit(SESSION, new QuotaWindow(1000, Duration.ofSeconds(1)), units(10, 60));

        governor.acquire(SESSION, new Charge(1, 200));
        governor.acquire(SESSION, new Charge(1, 200));

        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whatIsLeftOfTheCloudsUnitsIsSpreadByWhatRequestsCost() throws InterruptedException {
        var governor = governor(1000, Duration.ofSeconds(100));
        governor.acquire(SESSION, new Charge(1, 2));
        governor.remaining(10, Duration.ofSeconds(20));

        governor.acquire(SESSION, new Charge(1, 1));
        assertThat(time.passed()).as("after two units").isEqualTo(Duration.ofSeconds(4));
        governor.acquire(SESSION, new Charge(1, 5));
        assertThat(time.passed()).as("after one").isEqualTo(Duration.ofSeconds(6));
        governor.acquire(SESSION, new Charge(1, 1));
        assertThat(time.passed()).as("after five").isEqualTo(Duration.ofSeconds(16));
        governor.acquire(SESSION, new Charge(1, 1));
        assertThat(time.passed()).as("after one").isEqualTo(Duration.ofSeconds(18));
        governor.acquire(SESSION, new Charge(1, 9));
        governor.acquire(SESSION, new Charge(1, 9));
        assertThat(time.passed()).as("refilled").isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aSessionWithManyWaitersDoesNotHoldUpAnother() throws Exception {
        var governor = new Governor("google", new QuotaWindow(1, Duration.ofHours(1)));
        governor.acquire("busy", ONE);
        var order = new CopyOnWriteArrayList<String>();
        var threads = Executors.newCachedThreadPool();
        try {
            var results = new ArrayList<Future<?>>();
            for (String session :
                    List.of("busy", "busy", "busy", "busy", "busy", "other", "other", "third")) {
                int before = results.size();
                results.add(
                        threads.submit(
                                () -> {
                                    governor.acquire(session, ONE);
                                    order.add(session);
                                    return null;
                                }));
                await().until(() -> governor.state().waiting() == before + 1);
            }
            governor.limit("busy", new QuotaWindow(1, Duration.ofMillis(50)), NONE);
            for (Future<?> result : results) {
                result.get(20, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(order)
                .containsExactly("busy", "other", "third", "busy", "other", "busy", "busy", "busy");
    }

    private static SessionOptions options(String googleQuota) {
        return SessionOptions.DEFAULTS.with(Map.of("quota.google", googleQuota));
    }

    private static Optional<QuotaWindow> units(int units, int seconds) {
        return Optional.of(window(units, seconds));
    }

    private static QuotaWindow window(int requests, int seconds) {
        return new QuotaWindow(requests, Duration.ofSeconds(seconds));
    }

    private static Void acquire(Governor governor) throws InterruptedException {
        governor.acquire(SESSION, ONE);
        return null;
    }
}
