package com.aqwacloud.camel.component.websocket.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/**
 * Hears from one client what Jetty reads. Of no use to applications; public because Jetty calls
 * listeners by method handles that reach public classes only.
 */
public final class WebSocketListener implements Session.Listener {

    private final WebSocketPath path;
    private final ClientConnection connection;

    /** Set by the first call that Jetty makes. */
    private volatile Session session;

    WebSocketListener(WebSocketPath path, ClientConnection connection) {
        this.path = path;
        this.connection = connection;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        if (path.opened(connection, opened)) {
            connection.processing(true);
            path.events().opened(connection, this::processed);
        } else {
            connection.close(StatusCode.TRY_AGAIN_LATER, "Too many connections");
            opened.demand();
        }
    }

    @Override
    public void onWebSocketText(String message) {
        received(message);
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        // Jetty takes the buffer back with the callback, long before a route is done.
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        callback.succeed();
        received(bytes);
    }

    private void received(Object body) {
        if (!path.knows(connection)) {
            session.demand();
            return;
        }
        connection.heard();
        connection.processing(true);
        path.events().message(connection, body, this::processed);
    }

    private void processed() {
        connection.processing(false);
        session.demand();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        connection.heard();
        session.demand();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        if (path.knows(connection)) {
            path.events().failed(connection, cause);
        }
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        try {
            if (path.closed(connection)) {
                path.events().closed(connection, statusCode, reason);
            }
        } finally {
            callback.succeed();
        }
    }
}
