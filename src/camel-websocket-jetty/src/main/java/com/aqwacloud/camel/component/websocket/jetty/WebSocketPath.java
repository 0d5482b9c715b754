package com.aqwacloud.camel.component.websocket.jetty;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;

/** A path that is open for WebSockets, and the clients connected to it. */
final class WebSocketPath {

    /** No refusal. */
    static final int WELCOME = 0;

    private static final long CLOSE_WAIT_MILLIS = 1_000;

    private final PathPattern pattern;
    private final ConnectionLimits limits;
    private final AllowedOrigins origins;
    private final List<String> subProtocols;
    private final ConnectionEvents events;
    private final Scheduler scheduler;
    private final ConcurrentMap<String, ClientConnection> connections = new ConcurrentHashMap<>();

    /** Guarded by this. */
    private boolean open;

    /** Guarded by this; null while no pings are sent. */
    private Scheduler.Task nextPing;

    WebSocketPath(
            PathPattern pattern,
            ConnectionLimits limits,
            AllowedOrigins origins,
            List<String> subProtocols,
            ConnectionEvents events,
            Scheduler scheduler) {
        this.pattern = pattern;
        this.limits = limits;
        this.origins = origins;
        this.subProtocols = List.copyOf(subProtocols);
        this.events = events;
        this.scheduler = scheduler;
    }

    PathPattern pattern() {
        return pattern;
    }

    Collection<ClientConnection> connections() {
        return connections.values();
    }

    synchronized void start() {
        open = true;
        schedulePing();
    }

    /** Closes all connections and waits a moment for the close frames to leave. */
    void stop() {
        synchronized (this) {
            open = false;
            if (nextPing != null) {
                nextPing.cancel();
            }
        }
        CompletableFuture.allOf(
                        connections.values().stream()
                                .map(c -> c.closeGracefully(StatusCode.SHUTDOWN, "Going away"))
                                .toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, CLOSE_WAIT_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    private void schedulePing() {
        long interval = limits.pingInterval().toMillis();
        if (interval > 0) {
            nextPing = scheduler.schedule(this::ping, interval, TimeUnit.MILLISECONDS);
        }
    }

    private void ping() {
        connections.values().forEach(ClientConnection::ping);
        synchronized (this) {
            if (open) {
                schedulePing();
            }
        }
    }

    /** The HTTP status with which to refuse an upgrade, or {@link #WELCOME}. */
    int refusal(Request request) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (!origins.allow(origin, host)) {
            return HttpStatus.FORBIDDEN_403;
        }
        if (!events.accepting() || connections.size() >= limits.maxConnections()) {
            return HttpStatus.SERVICE_UNAVAILABLE_503;
        }
        return WELCOME;
    }

    /** Signature as Jetty's creator of endpoints wants it. */
    Object accept(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        // Compression contexts would cost each client memory beyond its send queue's bound.
        response.setExtensions(List.of());
        String subProtocol =
                subProtocols.stream().filter(request::hasSubProtocol).findFirst().orElse(null);
        if (subProtocol != null) {
            response.setAcceptedSubProtocol(subProtocol);
        }
        var connection =
                new ClientConnection(
                        WebSocketPaths.pathOf(request),
                        subProtocol,
                        query(request),
                        request.getConnectionMetaData().getRemoteSocketAddress(),
                        limits,
                        scheduler);
        return new WebSocketListener(this, connection);
    }

    private static Map<String, String> query(Request request) {
        var query = new LinkedHashMap<String, String>();
        Request.extractQueryParameters(request)
                .forEach(field -> query.put(field.getName(), field.getValue()));
        return Collections.unmodifiableMap(query);
    }

    /**
     * Takes a connection in.
     *
     * @return false if there is no room; the upgrade's check may have let several pass at once
     */
    boolean opened(ClientConnection connection, Session session) {
        session.setMaxTextMessageSize(limits.maxMessageBytes());
        session.setMaxBinaryMessageSize(limits.maxMessageBytes());
        session.setMaxFrameSize(limits.maxMessageBytes());
        session.setIdleTimeout(limits.idleTimeout());
        connection.attach(session);
        synchronized (this) {
            if (!open || connections.size() >= limits.maxConnections()) {
                return false;
            }
            connections.put(connection.key(), connection);
            return true;
        }
    }

    /** Whether the connection had been taken in. */
    boolean closed(ClientConnection connection) {
        connection.ended();
        return connections.remove(connection.key()) != null;
    }

    boolean knows(ClientConnection connection) {
        return connections.containsKey(connection.key());
    }

    ConnectionEvents events() {
        return events;
    }
}
