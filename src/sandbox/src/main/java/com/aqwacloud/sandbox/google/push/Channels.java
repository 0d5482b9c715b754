package com.aqwacloud.sandbox.google.push;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open channels of an account. Each is looked after a few times a second by one thread, which
 * waits for no receiver; a message is sent again while its receiver is out of order, and lost if it
 * refuses. Thread-safe.
 */
public final class Channels implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
    private static final long ROUND_MILLIS = 200;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final int MOST_TRIES = 6;

    /** As if the receiver had said that it is out of order. */
    private static final int UNREACHABLE = 503;

    private static final int MOST_WAITING = 100;
    private static final Set<Integer> ACCEPTED = Set.of(102, 200, 201, 202, 204);
    private static final Set<Integer> TRY_AGAIN = Set.of(500, 502, 503, 504);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final Map<String, Open> channels = new ConcurrentHashMap<>();

    /** Guarded by this but for the worker itself; {@code null} until someone wants to be told. */
    private ScheduledExecutorService worker;

    /** Guarded by this. */
    private boolean closed;

    /** Only for the worker, once made. */
    private HttpClient http;

    /** An open channel; all but the channel is for the worker only. */
    private static final class Open {

        private final Channel channel;
        private final Supplier<Optional<Notice>> watched;
        private final Deque<Notice> waiting = new ArrayDeque<>();
        private long messages;
        private int tries;
        private long notBeforeNanos = System.nanoTime();

        /** The message on its way; {@code null} while there is none. Set by the worker only. */
        private volatile CompletableFuture<HttpResponse<Void>> onItsWay;

        Open(Channel channel, Supplier<Optional<Notice>> watched) {
            this.channel = channel;
            this.watched = watched;
            waiting.add(new Notice("sync", null));
        }
    }

    public Channels(Clock clock) {
        this.clock = clock;
    }

    /**
     * Opens a channel, and says so to its receiver.
     *
     * @param watched tells what has happened since it was last asked
     * @return whether there was none of this id
     */
    public synchronized boolean open(Channel channel, Supplier<Optional<Notice>> watched) {
        if (closed || channels.putIfAbsent(channel.id(), new Open(channel, watched)) != null) {
            return false;
        }
        if (worker == null) {
            http = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build();
            worker =
                    Executors.newSingleThreadScheduledExecutor(
                            task -> {
                                Thread thread = new Thread(task, "sandbox-google-push");
                                thread.setDaemon(true);
                                return thread;
                            });
            worker.scheduleWithFixedDelay(this::round, 0, ROUND_MILLIS, TimeUnit.MILLISECONDS);
        }
        return true;
    }

    /** Closes a channel, if there is one of this id on this resource. */
    public boolean stop(String id, String resourceId) {
        Open open = channels.get(id);
        return open != null
                && open.channel.resourceId().equals(resourceId)
                && channels.remove(id, open);
    }

    @Override
    public synchronized void close() {
        closed = true;
        List<Open> open = List.copyOf(channels.values());
        channels.clear();
        if (worker != null) {
            worker.shutdownNow();
        }
        for (Open each : open) {
            CompletableFuture<?> onItsWay = each.onItsWay;
            if (onItsWay != null) {
                onItsWay.cancel(true);
            }
        }
    }

    private void round() {
        for (Open open : channels.values()) {
            try {
                serve(open);
            } catch (RuntimeException e) {
                LOG.warn("The channel {} could not be served", open.channel.id(), e);
            }
        }
    }

    private void serve(Open open) {
        if (!clock.instant().isBefore(open.channel.expiration())) {
            channels.remove(open.channel.id(), open);
            return;
        }
        if (open.waiting.size() < MOST_WAITING) {
            open.watched.get().ifPresent(open.waiting::add);
        }
        send(open);
    }

    /** Sends what waits first, when its time has come and nothing else is on its way. */
    private void send(Open open) {
        if (open.onItsWay != null
                || open.waiting.isEmpty()
                || open.notBeforeNanos - System.nanoTime() > 0
                || channels.get(open.channel.id()) != open) {
            return;
        }
        open.tries++;
        CompletableFuture<HttpResponse<Void>> answer;
        try {
            answer = http.sendAsync(request(open, open.waiting.peek()), BodyHandlers.discarding());
        } catch (IllegalArgumentException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        open.onItsWay = answer;
        answer.whenCompleteAsync(
                (response, failure) -> {
                    open.onItsWay = null;
                    if (failure != null) {
                        LOG.debug(
                                "The receiver of channel {} can't be reached",
                                open.channel.id(),
                                failure);
                    }
                    answered(open, failure == null ? response.statusCode() : UNREACHABLE);
                },
                worker);
    }

    private void answered(Open open, int status) {
        if (TRY_AGAIN.contains(status) && open.tries < MOST_TRIES) {
            long pause = FIRST_PAUSE.toNanos() << Math.min(open.tries - 1, 6);
            open.notBeforeNanos = System.nanoTime() + pause;
            return;
        }
        if (!ACCEPTED.contains(status)) {
            LOG.info("A message of channel {} is lost ({})", open.channel.id(), status);
        }
        open.waiting.remove();
        open.messages++;
        open.tries = 0;
        send(open);
    }

    private static HttpRequest request(Open open, Notice notice) {
        Channel channel = open.channel;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(channel.address())
                        .timeout(ANSWER_WITHIN)
                        .header("Content-Type", "application/json; utf-8")
                        .header("X-Goog-Channel-ID", channel.id())
                        .header("X-Goog-Channel-Expiration", DATE.format(channel.expiration()))
                        .header("X-Goog-Resource-ID", channel.resourceId())
                        .header("X-Goog-Resource-URI", channel.resourceUri())
                        .header("X-Goog-Resource-State", notice.state())
                        .header("X-Goog-Message-Number", Long.toString(open.messages + 1));
        if (channel.token() != null) {
            request.header("X-Goog-Channel-Token", channel.token());
        }
        if (notice.changed() != null) {
            request.header("X-Goog-Changed", notice.changed());
        }
        return request.POST(BodyPublishers.noBody()).build();
    }
}
