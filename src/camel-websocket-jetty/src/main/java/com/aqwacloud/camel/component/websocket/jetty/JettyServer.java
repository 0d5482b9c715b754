package com.aqwacloud.camel.component.websocket.jetty;

import java.net.BindException;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running Jetty server with its WebSocket paths and mounted handlers. */
final class JettyServer {

    private static final Logger LOG = LoggerFactory.getLogger(JettyServer.class);
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private final Server server;
    private final ServerConnector connector;
    private final boolean secure;
    private final WebSocketPaths paths;
    private final HandlerSequence handlers;

    private JettyServer(
            Server server,
            ServerConnector connector,
            boolean secure,
            WebSocketPaths paths,
            HandlerSequence handlers) {
        this.server = server;
        this.connector = connector;
        this.secure = secure;
        this.paths = paths;
        this.handlers = handlers;
    }

    static JettyServer start(String host, int port, ServerSettings settings) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Jetty looks for its parts by the thread's class loader, once and for all its servers. In
        // a
        // container that may be any, and HTTP/2 elsewhere would be without what writes its headers.
        thread.setContextClassLoader(Server.class.getClassLoader());
        try {
            return open(host, port, settings);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static JettyServer open(String host, int port, ServerSettings settings) {
        var threads = new QueuedThreadPool(settings.maxThreads(), 2);
        threads.setName("websocket-jetty-" + port);
        threads.setDaemon(true);
        threads.setIdleTimeout((int) settings.idleTimeout().toMillis());
        var server = new Server(threads);
        server.setStopTimeout(settings.stopTimeout().toMillis());
        server.setErrorHandler(errors());

        boolean secure = settings.sslContext() != null;
        var connector = connector(server, settings);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        server.addConnector(connector);

        var paths = new WebSocketPaths(ServerWebSocketContainer.ensure(server));
        var handlers = new HandlerSequence(paths);
        server.setHandler(new GracefulHandler(handlers));
        try {
            // Opened first: a taken port is then known before any thread runs.
            connector.open();
            server.start();
        } catch (Exception e) {
            throw startFailure(host, port, server, connector, e);
        }
        var started = new JettyServer(server, connector, secure, paths, handlers);
        started.mount(new Place(SharedServer.WEBSOCKETS, Place.BUILT_IN, 0), paths);
        LOG.info("Listening on {}:{}{}", host, started.port(), secure ? " with TLS" : "");
        return started;
    }

    private static RuntimeException startFailure(
            String host, int port, Server server, ServerConnector connector, Exception cause) {
        try {
            connector.close();
            server.stop();
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof BindException && isInUse(t)) {
                return new PortInUseException(host, port, cause);
            }
        }
        return new IllegalStateException(
                "Cannot listen on " + host + ":" + port + ": " + cause.getMessage(), cause);
    }

    /** The JDK tells the reasons of a failed bind apart only by the system's message. */
    private static boolean isInUse(Throwable bindFailure) {
        String message = String.valueOf(bindFailure.getMessage());
        return message.contains("in use") || message.contains("already");
    }

    private static ServerConnector connector(Server server, ServerSettings settings) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setResponseHeaderSize(MAX_HEADER_BYTES);
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setIdleTimeout(settings.idleTimeout().toMillis());
        if (settings.sslContext() == null) {
            return new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        }
        // The names in the certificate are hidden inside the context, so Jetty cannot check SNI.
        http.addCustomizer(new SecureRequestCustomizer(false));
        var tls = new SslContextFactory.Server();
        tls.setSslContext(settings.sslContext());
        return new ServerConnector(
                server,
                1,
                1,
                new SslConnectionFactory(tls, "http/1.1"),
                new HttpConnectionFactory(http));
    }

    private static ErrorHandler errors() {
        var errors = new ErrorHandler();
        errors.setShowStacks(false);
        errors.setShowCauses(false);
        errors.setShowOrigin(false);
        errors.setShowMessageInTitle(false);
        return errors;
    }

    int port() {
        return connector.getLocalPort();
    }

    boolean secure() {
        return secure;
    }

    Scheduler scheduler() {
        return server.getScheduler();
    }

    SharedServer.Mount mount(Place place, Handler handler) {
        return handlers.mount(place, handler);
    }

    SharedServer.Mount open(WebSocketPath path) {
        return paths.open(path);
    }

    List<ClientConnection> connections(PathPattern pattern) {
        return paths.connections(pattern);
    }

    void stop() {
        int port = port();
        try {
            server.stop();
            LOG.info("No longer listening on port {}", port);
        } catch (Exception e) {
            throw new IllegalStateException("The server on port " + port + " does not stop", e);
        }
    }
}
