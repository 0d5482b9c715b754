package com.aqwacloud.camel.component.websocket.jetty;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/** A connected client with its send queue. Safe for use by several threads. */
final class ClientConnection implements WebSocketConnection {

    private static final long CLOSE_GRACE_MILLIS = 2_000;

    private final String key = UUID.randomUUID().toString();
    private final String path;
    private final String subProtocol;
    private final Map<String, String> query;
    private final SocketAddress remoteAddress;
    private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>();
    private final SendQueue queue;
    private final Scheduler scheduler;
    private final AtomicBoolean closing = new AtomicBoolean();

    /** Set once, before anyone else sees this connection. */
    private volatile Session session;

    /** A ping is out and nothing has come back yet. */
    private volatile boolean awaitingPong;

    /** While a route works on a message nothing is read, so a missing pong says nothing. */
    private volatile boolean processing;

    ClientConnection(
            String path,
            String subProtocol,
            Map<String, String> query,
            SocketAddress remoteAddress,
            ConnectionLimits limits,
            Scheduler scheduler) {
        this.path = path;
        this.subProtocol = subProtocol;
        this.query = query;
        this.remoteAddress = remoteAddress;
        this.scheduler = scheduler;
        this.queue =
                new SendQueue(
                        limits.sendQueueMessages(),
                        limits.sendQueueBytes(),
                        limits.slowConsumer(),
                        (message, callback) -> message.send(session, callback));
    }

    void attach(Session opened) {
        session = opened;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String subProtocol() {
        return subProtocol;
    }

    @Override
    public Map<String, String> query() {
        return query;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remoteAddress;
    }

    @Override
    public ConcurrentMap<String, Object> attributes() {
        return attributes;
    }

    /** Queues a message; on overflow with the policy to disconnect, the client is disconnected. */
    SendQueue.Offer send(OutboundMessage message) {
        SendQueue.Offer offer = queue.offer(message);
        if (offer.outcome() == SendQueue.Outcome.OVERFLOW) {
            close(StatusCode.TRY_AGAIN_LATER, "Too slow: the send queue is full");
        }
        return offer;
    }

    /** Bytes that wait for this client or are being written to it. */
    long queuedBytes() {
        return queue.bytes();
    }

    @Override
    public void close(int code, String reason) {
        closeGracefully(code, reason);
    }

    /**
     * As {@link #close}.
     *
     * @return done when the close frame is written or cannot be
     */
    CompletableFuture<Void> closeGracefully(int code, String reason) {
        queue.close();
        var written = new CompletableFuture<Void>();
        if (!closing.compareAndSet(false, true)) {
            written.complete(null);
            return written;
        }
        session.close(
                code,
                reason,
                Callback.from(() -> written.complete(null), failure -> written.complete(null)));
        // The close frame waits behind a write that a stalled client may never let end.
        scheduler.schedule(session::disconnect, CLOSE_GRACE_MILLIS, TimeUnit.MILLISECONDS);
        return written;
    }

    /** The connection has ended: nothing will be sent any more. */
    void ended() {
        closing.set(true);
        queue.close();
    }

    void heard() {
        awaitingPong = false;
    }

    void processing(boolean busy) {
        // Whatever the client sent meanwhile is still to be read: its time starts anew.
        awaitingPong = false;
        processing = busy;
    }

    /** Called at every ping interval: closes a connection that left the last ping unanswered. */
    void ping() {
        if (!awaitingPong) {
            awaitingPong = true;
            session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        } else if (!processing) {
            close(StatusCode.SERVER_ERROR, "No pong");
        }
    }
}
