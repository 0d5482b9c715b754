package com.aqwacloud.camel.component.websocket.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.junit.jupiter.api.Test;

class SendQueueTest {

    private final List<String> written = Collections.synchronizedList(new ArrayList<>());
    private final List<Callback> pending = new ArrayList<>();

    @Test
    void aLongQueueDrainsWithoutDeepRecursion() {
        var queue =
                new SendQueue(
                        200_000,
                        Long.MAX_VALUE,
                        SlowConsumerPolicy.disconnect,
                        (message, callback) -> {
                            if (pending.isEmpty()) {
                                pending.add(callback);
                            } else {
                                callback.succeed();
                            }
                        });
        for (int i = 0; i < 100_000; i++) {
            queue.offer(text("x"));
        }
        assertThat(queue.bytes()).isEqualTo(100_000);

        pending.get(0).succeed();

        assertThat(queue.bytes()).isZero();
    }

    @Test
    void oneMessageIsWrittenAtATimeAndEachSendersOrderIsKept() throws Exception {
        var io = Executors.newFixedThreadPool(2);
        var senders = Executors.newFixedThreadPool(4);
        var writing = new AtomicInteger();
        var worst = new AtomicInteger();
        var queue =
                new SendQueue(
                        10_000,
                        Long.MAX_VALUE,
                        SlowConsumerPolicy.disconnect,
                        (message, callback) -> {
                            worst.accumulateAndGet(writing.incrementAndGet(), Math::max);
                            written.add(((OutboundMessage.Text) message).text());
                            Runnable done =
                                    () -> {
                                        writing.decrementAndGet();
                                        callback.succeed();
                                    };
                            if (written.size() % 3 == 0) {
                                done.run();
                            } else {
                                io.execute(done);
                            }
                        });
        try {
            var start = new CountDownLatch(1);
            for (int s = 0; s < 4; s++) {
                int sender = s;
                senders.execute(
                        () -> {
                            try {
                                start.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            for (int i = 0; i < 2_000; i++) {
                                queue.offer(text(sender + ":" + i));
                            }
                        });
            }
            start.countDown();
            await().atMost(20, TimeUnit.SECONDS).until(() -> written.size() == 8_000);
            await().until(() -> queue.bytes() == 0);
        } finally {
            io.shutdownNow();
            senders.shutdownNow();
        }
        assertThat(worst).hasValue(1);
        for (int s = 0; s < 4; s++) {
            String prefix = s + ":";
            List<String> own = written.stream().filter(m -> m.startsWith(prefix)).toList();
            for (int i = 0; i < 2_000; i++) {
                assertThat(own.get(i)).isEqualTo(prefix + i);
            }
        }
    }

    @Test
    void droppingTheOldestTakesAsManyAsTheNewOneNeeds() {
        var queue = stalled(10, 10, SlowConsumerPolicy.dropOldest);
        for (String message : List.of("1", "22", "33", "44")) {
            queue.offer(text(message));
        }

        SendQueue.Offer offer = queue.offer(text("555555"));

        assertThat(offer).isEqualTo(new SendQueue.Offer(SendQueue.Outcome.ACCEPTED, 2));
        assertThat(queue.bytes()).isEqualTo(9);
        pending.get(0).succeed();
        pending.get(1).succeed();
        assertThat(written).containsExactly("1", "44", "555555");
    }

    @Test
    void theMessageBeingWrittenCountsAndIsNeverDropped() {
        var queue = stalled(1, 100, SlowConsumerPolicy.dropOldest);

        assertThat(queue.offer(text("a")).outcome()).isEqualTo(SendQueue.Outcome.ACCEPTED);
        assertThat(queue.offer(text("b")).outcome()).isEqualTo(SendQueue.Outcome.DROPPED);
    }

    @Test
    void anOverflowForgetsWhatWaitsAndTakesNoMore() {
        var queue = stalled(2, 100, SlowConsumerPolicy.disconnect);
        queue.offer(text("aaa"));
        queue.offer(text("b"));

        assertThat(queue.offer(text("c")).outcome()).isEqualTo(SendQueue.Outcome.OVERFLOW);
        assertThat(queue.offer(text("d")).outcome()).isEqualTo(SendQueue.Outcome.CLOSED);
        assertThat(queue.bytes()).isEqualTo(3);
        pending.get(0).succeed();
        assertThat(queue.bytes()).isZero();
        assertThat(written).containsExactly("aaa");
    }

    @Test
    void aFailedWriteEndsTheQueue() {
        var queue = stalled(5, 100, SlowConsumerPolicy.disconnect);
        queue.offer(text("a"));
        queue.offer(text("b"));

        pending.get(0).fail(new IllegalStateException("gone"));

        assertThat(queue.bytes()).isZero();
        assertThat(queue.offer(text("c")).outcome()).isEqualTo(SendQueue.Outcome.CLOSED);
        assertThat(written).containsExactly("a");
    }

    /** Writes never end until the test says so. */
    private SendQueue stalled(int messages, long bytes, SlowConsumerPolicy policy) {
        return new SendQueue(
                messages,
                bytes,
                policy,
                (message, callback) -> {
                    written.add(((OutboundMessage.Text) message).text());
                    pending.add(callback);
                });
    }

    private static OutboundMessage text(String text) {
        return new OutboundMessage.Text(text);
    }
}
