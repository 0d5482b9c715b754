package com.aqwacloud.sync.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Polls of one session come one after another, and none waits for what will never end. */
class PollTurnsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SESSION = "s1";

    private final PollTurns turns = new PollTurns();
    private final DefaultCamelContext camel = new DefaultCamelContext();

    /** The common pool has too few places for polls that wait for each other. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final AtomicInteger begun = new AtomicInteger();
    private volatile boolean wanted = true;
    private volatile CountDownLatch end = new CountDownLatch(0);

    @BeforeEach
    void start() throws Exception {
        camel.addRoutes(
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:poll")
                                .process(exchange -> exchange.setProperty("taken", take(exchange)))
                                .to(
                                        "seda:full?size=1&discardWhenFull=true"
                                                + "&waitForTaskToComplete=Never");
                    }
                });
        camel.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdown();
        camel.stop();
    }

    private boolean take(Exchange exchange) throws InterruptedException {
        boolean taken = turns.take(exchange, SESSION, () -> wanted);
        if (taken) {
            assertThat(turns.take(exchange, SESSION, () -> wanted)).as("once more").isTrue();
            begun.incrementAndGet();
            assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
        }
        return taken;
    }

    private CompletableFuture<Boolean> poll() {
        return CompletableFuture.supplyAsync(
                () ->
                        camel.createFluentProducerTemplate()
                                .to("direct:poll")
                                .send()
                                .getProperty("taken", Boolean.class),
                threads);
    }

    @Test
    void aTurnEndsWithItsPollThoughAQueueHasACopyOfThat() {
        for (int i = 0; i < 4; i++) {
            assertThat(poll()).succeedsWithin(LONG).isEqualTo(true);
        }
    }

    @Test
    void oneWaitsForTheOtherAndAThirdIsNotNeeded() {
        end = new CountDownLatch(1);
        CompletableFuture<Boolean> first = poll();
        await().atMost(LONG).until(() -> begun.get() == 1);
        CompletableFuture<Boolean> one = poll();
        CompletableFuture<Boolean> other = poll();

        assertThat(CompletableFuture.anyOf(one, other)).succeedsWithin(LONG).isEqualTo(false);
        assertThat(begun).hasValue(1);
        end.countDown();

        assertThat(first).succeedsWithin(LONG).isEqualTo(true);
        assertThat(one.thenCombine(other, Boolean::logicalXor))
                .succeedsWithin(LONG)
                .isEqualTo(true);
        assertThat(begun).hasValue(2);
    }

    @Test
    void whoIsNoLongerWantedWaitsNoLonger() {
        end = new CountDownLatch(1);
        poll();
        await().atMost(LONG).until(() -> begun.get() == 1);
        CompletableFuture<Boolean> second = poll();

        wanted = false;

        assertThat(second).succeedsWithin(LONG).isEqualTo(false);
    }
}
