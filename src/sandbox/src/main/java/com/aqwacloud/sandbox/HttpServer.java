package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.tls.Tls;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.http2.RateControl;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** What listens on the port and hands each request to a handler. */
final class HttpServer implements AutoCloseable {

    static final int THREADS = 300;

    /**
     * Threads that no upload may hold while it waits for bytes. They bring those bytes: they read
     * the lines, and keep downloads going that may be the source of an upload.
     */
    private static final int THREADS_KEPT_FREE = 10;

    /** Long enough for a client that works on something else in the middle of a download. */
    private static final long IDLE_MILLIS = 300_000;

    private static final int STREAMS = 256;
    private static final int STREAM_WINDOW_BYTES = 128 * 1024;

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
     * @param threads how many to use at most
     * @param tls for those who begin with it; who does not is answered all the same
     * @param handler makes what takes each request
     * @param errors makes what words what is refused before it comes to a handler
     * @throws IOException if the port is taken; nothing is left running
     */
    static HttpServer start(
            String host,
            int port,
            int threads,
            Optional<Tls> tls,
            Supplier<Handler> handler,
            Supplier<ErrorHandler> errors)
            throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Jetty looks for its parts by the thread's class loader, as soon as the first of its
        // classes
        // is used. In a container that may be any.
        thread.setContextClassLoader(Server.class.getClassLoader());
        try {
            return open(host, port, threads, tls, handler.get(), errors.get());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static HttpServer open(
            String host,
            int port,
            int threads,
            Optional<Tls> tls,
            Handler handler,
            ErrorHandler errors)
            throws IOException {
        QueuedThreadPool pool = new QueuedThreadPool(threads, 4);
        pool.setName("sandbox-http");
        pool.setDaemon(true);
        Server server = new Server(pool);
        HttpConfiguration http = configuration();
        ServerConnector connector = LastHeard.connector(server, protocols(http, tls));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setErrorHandler(errors);
        server.setHandler(new ProxyFront(uploadsWithin(threads - THREADS_KEPT_FREE, handler)));
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

    /** The first bytes of a connection tell which of them it is. */
    private static ConnectionFactory[] protocols(HttpConfiguration http, Optional<Tls> tls) {
        HttpConnectionFactory http1 = new HttpConnectionFactory(http);
        ConnectionFactory http2Plain = http2(new UpgradeWithoutBody(http));
        if (tls.isEmpty()) {
            return new ConnectionFactory[] {http1, http2Plain};
        }
        SecureRequestCustomizer secure = new SecureRequestCustomizer();
        // Who comes by a number, or through a proxy, names another host than the certificate.
        secure.setSniHostCheck(false);
        http.addCustomizer(secure);
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setSslContext(tls.get().context());
        context.setCipherComparator(HTTP2Cipher.COMPARATOR);
        // The first of these that a client knows is taken.
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
        alpn.setDefaultProtocol(http1.getProtocol());
        SslConnectionFactory ssl = LastHeard.tls(context, alpn.getProtocol());
        return new ConnectionFactory[] {
            new DetectorConnectionFactory(ssl),
            http1,
            http2Plain,
            alpn,
            http2(new HTTP2ServerConnectionFactory(http))
        };
    }

    /** So many uploads at a time; further ones wait for their turn, and hold no thread. */
    private static Handler uploadsWithin(int limit, Handler handler) {
        QoSHandler turns = new QoSHandler(handler);
        turns.setMaxRequestCount(limit);
        turns.setMaxSuspendedRequestCount(-1);
        turns.include(HttpServer::hasBody);
        return turns;
    }

    private static boolean hasBody(Request request) {
        if (request.getLength() >= 0) {
            return request.getLength() > 0;
        }
        return !HttpMethod.GET.is(request.getMethod())
                || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private static <T extends AbstractHTTP2ServerConnectionFactory> T http2(T factory) {
        // Each stream's window fits into the connection's: an upload that waits stops no other.
        factory.setMaxConcurrentStreams(STREAMS);
        factory.setInitialStreamRecvWindow(STREAM_WINDOW_BYTES);
        factory.setInitialSessionRecvWindow(STREAMS * STREAM_WINDOW_BYTES);
        // A client that cancels much is no attack here.
        factory.setRateControlFactory(new RateControl.Factory() {});
        return factory;
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
