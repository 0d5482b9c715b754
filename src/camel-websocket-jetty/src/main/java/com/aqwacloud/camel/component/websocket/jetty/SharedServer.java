package com.aqwacloud.camel.component.websocket.jetty;

import org.eclipse.jetty.server.Handler;

/**
 * One user's hold on the Jetty server of a host and port. The server runs as long as anyone holds
 * it.
 *
 * <p>A request is offered to WebSocket paths ({@link #WEBSOCKETS}), then to static resources
 * ({@link #STATIC_RESOURCES}); mounted handlers take their place before, between or after by their
 * order. A handler that returns {@code false} passes the request on. What nobody takes is answered
 * with 426 on a WebSocket path and with 404 elsewhere.
 *
 * <p>Safe for use by several threads.
 */
public interface SharedServer extends AutoCloseable {

    /** The order at which WebSocket upgrades are accepted. */
    int WEBSOCKETS = 0;

    /** The order at which static resources are served. */
    int STATIC_RESOURCES = 1000;

    /** The host as asked for. */
    String host();

    /** The port that is listened on; the real one if port 0 was asked for. */
    int port();

    /** Whether the server speaks TLS. */
    boolean secure();

    /**
     * Adds a handler and starts it. Among equal orders the earlier mounted one comes first, and
     * WebSocket paths and static resources come before all others of their order.
     *
     * @param order the place in the sequence; use a number above {@link #WEBSOCKETS} and below
     *     {@link #STATIC_RESOURCES} for ordinary handlers
     * @param handler a handler that is mounted nowhere else
     * @return takes the handler out again
     * @throws IllegalStateException if this hold is closed or the handler does not start
     */
    Mount mount(int order, Handler handler);

    /**
     * Gives up this hold: its mounted handlers are taken out, and the server stops if this was the
     * last hold. Closing twice does nothing.
     */
    @Override
    void close();

    /** A mounted handler. */
    interface Mount extends AutoCloseable {

        /** Takes the handler out and stops it. Closing twice does nothing. */
        @Override
        void close();
    }
}
