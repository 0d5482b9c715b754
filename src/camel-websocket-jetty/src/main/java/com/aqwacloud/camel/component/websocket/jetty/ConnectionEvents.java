package com.aqwacloud.camel.component.websocket.jetty;

/** Told what happens to the connections of a path. */
interface ConnectionEvents {

    /** Whether new clients are welcome now. */
    boolean accepting();

    /** A client has connected; nothing is read from it until {@code done} has run. */
    void opened(ClientConnection connection, Runnable done);

    /**
     * A client has sent a String or a byte[]; nothing more is read from it until {@code done} has
     * run.
     */
    void message(ClientConnection connection, Object body, Runnable done);

    void closed(ClientConnection connection, int code, String reason);

    void failed(ClientConnection connection, Throwable cause);
}
