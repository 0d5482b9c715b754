package com.aqwacloud.camel.component.websocket.jetty;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The Jetty servers of this JVM, one per host and port, shared by all Camel contexts and by any
 * other part of an application that wants to answer on the same port.
 *
 * <p>The first user of a host and port starts the server, the last one stops it. Safe for use by
 * several threads; starting and stopping are serialized.
 */
public final class JettyServers {

    private static final JettyServers SHARED = new JettyServers();

    /** Guarded by this. */
    private final List<Entry> entries = new ArrayList<>();

    JettyServers() {}

    /** The registry of this JVM. */
    public static JettyServers shared() {
        return SHARED;
    }

    /**
     * Takes hold of the server of a host and port, starting it with default settings if need be.
     *
     * @param host the address or name to listen on
     * @param port the port, 0 to 65535; 0 takes any free port, which later users of 0 on the same
     *     host share until the last one has gone
     * @throws PortInUseException if someone else listens there
     * @throws IllegalStateException if the server does not start for another reason
     */
    public SharedServer acquire(String host, int port) {
        return hold(host, port, ServerSettings.defaults());
    }

    /**
     * As {@link #acquire(String, int)}, with settings for the case that the server is to be
     * started.
     *
     * @throws IllegalStateException also if the settings have TLS and the running server has not
     */
    public SharedServer acquire(String host, int port, ServerSettings settings) {
        return hold(host, port, settings);
    }

    synchronized ServerHold hold(String host, int port, ServerSettings settings) {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(settings, "settings");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be 0 to 65535 but is " + port);
        }
        Entry entry = entries.stream().filter(e -> e.serves(host, port)).findFirst().orElse(null);
        if (entry == null) {
            entry = new Entry(host, port, JettyServer.start(host, port, settings));
            entries.add(entry);
        } else if (settings.sslContext() != null && !entry.server.secure()) {
            throw new IllegalStateException(
                    "TLS is asked for on "
                            + host
                            + ":"
                            + port
                            + ", but the server that runs there speaks plain HTTP");
        }
        entry.holds++;
        Entry held = entry;
        return new ServerHold(host, entry.server, () -> release(held));
    }

    private synchronized void release(Entry entry) {
        entry.holds--;
        if (entry.holds == 0) {
            entries.remove(entry);
            entry.server.stop();
        }
    }

    private static final class Entry {
        private final String host;
        private final int requestedPort;
        private final JettyServer server;

        /** Guarded by the registry. */
        private int holds;

        Entry(String host, int requestedPort, JettyServer server) {
            this.host = host;
            this.requestedPort = requestedPort;
            this.server = server;
        }

        boolean serves(String otherHost, int otherPort) {
            return host.equalsIgnoreCase(otherHost)
                    && (requestedPort == otherPort || server.port() == otherPort);
        }
    }
}
