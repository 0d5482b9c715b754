package com.aqwacloud.sandbox;

import java.io.IOException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** What listens on the port and hands each request to a handler. */
final class HttpServer implements AutoCloseable {

    private static final int THREADS = 300;

    /** Searches and masks travel in addresses, and some are long. */
    private static final int REQUEST_HEAD_BYTES = 64 * 1024;

    private final Server server;
    private final ServerConnector connector;

    private HttpServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Listens from now on.
     *
     * @param port 0 for a free one
     * @throws IOException if the port is taken; nothing is left running
     */
    static HttpServer start(String host, int port, Handler handler) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("sandbox-http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost(host);
        connector.setPort(port);
        server.addConnector(connector);
        ErrorHandler errors = new ErrorHandler();
        errors.setShowStacks(false);
        errors.setShowCauses(false);
        server.setErrorHandler(errors);
        server.setHandler(handler);
        HttpServer started = new HttpServer(server, connector);
        try {
            server.start();
        } catch (Exception e) {
            IOException failure =
                    new IOException("The sandbox can't listen on " + host + ":" + port, e);
            try {
                started.close();
            } catch (IOException onClose) {
                failure.addSuppressed(onClose);
            }
            throw failure;
        }
        return started;
    }

    /** The port it listens on. */
    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("The web server did not stop cleanly", e);
        }
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(REQUEST_HEAD_BYTES);
        http.setSendDateHeader(true);
        // Names in paths are the clouds' own business: they are decoded, and checked, name by name.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }
}
