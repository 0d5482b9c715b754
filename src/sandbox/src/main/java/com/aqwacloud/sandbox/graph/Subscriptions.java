package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Item;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who wants to be told of changes, and the telling: all that happened since the last message is one
 * message, and one that is not taken is sent again, at growing intervals, for four hours. Kept
 * across restarts; what changed meanwhile is told after them. Thread-safe.
 */
final class Subscriptions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
    private static final long LOOK_MILLIS = 200;
    private static final int STRETCH = 1000;
    private static final int SECONDS_TO_END = 5;
    private static final Duration PATIENCE = Duration.ofHours(4);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final CloudFolder folder;
    private final Clock clock;
    private final Notifier notifier;
    private final Records records;

    /** A record is written while its entry here is held. */
    private final Map<String, Subscription> all = new ConcurrentHashMap<>();

    /** Those whose last message was not taken. Only the worker touches it. */
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();

    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "sandbox-graph-notify");
                        thread.setDaemon(true);
                        return thread;
                    });

    private record Failure(Instant since, int times, Instant next) {}

    Subscriptions(CloudFolder folder, Clock clock, Notifier notifier, Records records)
            throws IOException {
        this.folder = folder;
        this.clock = clock;
        this.notifier = notifier;
        this.records = records;
        for (JsonNode record : records.all()) {
            Subscription kept = Subscription.of(record);
            all.put(kept.id(), kept);
        }
        worker.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void put(Subscription subscription) {
        all.compute(subscription.id(), (id, none) -> written(subscription));
    }

    private Subscription written(Subscription subscription) {
        try {
            records.put(subscription.id(), subscription.record());
            return subscription;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Subscription erased(String id) {
        try {
            records.remove(id);
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Subscription> find(String id) {
        return Optional.ofNullable(all.get(id))
                .filter(found -> found.expires().isAfter(clock.instant()));
    }

    List<Subscription> live() {
        return all.values().stream()
                .filter(found -> found.expires().isAfter(clock.instant()))
                .toList();
    }

    /** Sets a new end; empty if there is no such subscription. */
    Optional<Subscription> renew(String id, Instant expires) {
        return Optional.ofNullable(
                all.computeIfPresent(id, (key, found) -> written(found.expiring(expires))));
    }

    void remove(String id) {
        failures.remove(id);
        all.computeIfPresent(id, (key, found) -> erased(id));
    }

    @Override
    public void close() {
        worker.shutdownNow();
        try {
            worker.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            for (Subscription each : List.copyOf(all.values())) {
                if (!each.expires().isAfter(clock.instant())) {
                    remove(each.id());
                    lifecycle(each, "subscriptionRemoved");
                } else {
                    tell(each);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Subscribers could not be told of changes", e);
        }
    }

    private void tell(Subscription subscription) throws InterruptedException {
        long end = folder.cursor();
        Failure failure = failures.get(subscription.id());
        boolean wait = failure != null && failure.next().isAfter(clock.instant());
        if (end == subscription.told() || wait) {
            return;
        }
        if (!concerns(subscription)) {
            told(subscription, end);
            return;
        }
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putArray("value").add(subscription.message());
        Instant tried = clock.instant();
        if (notifier.deliver(subscription.target(), message)) {
            failures.remove(subscription.id());
            told(subscription, end);
            return;
        }
        Failure next = next(failure, tried);
        if (next.since().plus(PATIENCE).isBefore(tried)) {
            failures.remove(subscription.id());
            told(subscription, end);
            lifecycle(subscription, "missed");
        } else {
            failures.put(subscription.id(), next);
        }
    }

    /** Half a second at first, then twice as long each time; counted from the start of a try. */
    private Failure next(Failure last, Instant tried) {
        int times = last == null ? 0 : Math.min(last.times() + 1, 20);
        Duration pause = Duration.ofMillis(500L << times);
        return new Failure(
                last == null ? tried : last.since(),
                times,
                tried.plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause));
    }

    private void told(Subscription subscription, long seq) {
        all.computeIfPresent(subscription.id(), (id, found) -> written(found.told(seq)));
    }

    private boolean concerns(Subscription subscription) {
        if (subscription.itemId().equals(folder.root().id())) {
            return true;
        }
        long after = subscription.told();
        List<Item> stretch = folder.changes(after, STRETCH);
        while (!stretch.isEmpty()) {
            for (Item item : stretch) {
                boolean within =
                        item.id().equals(subscription.itemId())
                                || subscription.itemId().equals(item.parentId())
                                || folder.ancestors(item).stream()
                                        .anyMatch(up -> up.id().equals(subscription.itemId()));
                if (within) {
                    return true;
                }
                after = item.seq();
            }
            stretch = folder.changes(after, STRETCH);
        }
        return false;
    }

    private void lifecycle(Subscription subscription, String event) throws InterruptedException {
        URI address = subscription.lifecycle();
        if (address == null) {
            return;
        }
        ObjectNode entry = subscription.message();
        entry.remove("changeType");
        entry.put("lifecycleEvent", event);
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.putArray("value").add(entry);
        if (!notifier.deliver(address, message)) {
            LOG.debug("A subscriber did not hear of {}", event);
        }
    }
}
