package com.aqwacloud.camel.component.websocket.jetty;

/** Another process, or another server of this one, listens on the port. */
public final class PortInUseException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String host;
    private final int port;

    PortInUseException(String host, int port, Throwable cause) {
        super("Cannot listen on " + host + ":" + port + ": the port is in use", cause);
        this.host = host;
        this.port = port;
    }

    /** The host that was asked for. */
    public String host() {
        return host;
    }

    /** The port that was asked for. */
    public int port() {
        return port;
    }
}
