package com.aqwacloud.camel.component.websocket.jetty;

import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;

/** A client that is connected. Safe for use by several threads. */
public interface WebSocketConnection {

    /** Identifies the connection among all of this JVM; random, so that nobody can guess it. */
    String key();

    /** The decoded path that the client asked for, without the query. */
    String path();

    /** The sub-protocol that was agreed, or null if none. */
    String subProtocol();

    /** The query parameters of the client, the first value of each; cannot be changed. */
    Map<String, String> query();

    /** Where the client comes from, or null if the transport does not say. */
    SocketAddress remoteAddress();

    /** What routes want to remember about this client; nothing in it comes from the client. */
    ConcurrentMap<String, Object> attributes();

    /**
     * Closes the connection; a client that does not answer the close frame within two seconds is
     * cut off.
     *
     * @param code a WebSocket status code, such as 1000 or 1008
     * @param reason at most 123 bytes of UTF-8, or null
     */
    void close(int code, String reason);
}
