package com.aqwacloud.camel.component.websocket.jetty;

import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * How a shared server is set up. The settings of whoever starts it count; later users join what
 * they find, except that a user who needs TLS is refused by a server without.
 *
 * @param sslContext the TLS context, or null for plain HTTP
 * @param maxThreads the largest number of threads, at least 8
 * @param idleTimeout after which a quiet HTTP connection is closed (WebSockets have their own)
 * @param stopTimeout how long requests under way may take to end when the server stops
 */
public record ServerSettings(
        SSLContext sslContext, int maxThreads, Duration idleTimeout, Duration stopTimeout) {

    /** The fewest threads with which Jetty accepts, selects and still serves. */
    static final int MIN_THREADS = 8;

    static final int DEFAULT_MAX_THREADS = 32;

    public ServerSettings {
        Objects.requireNonNull(idleTimeout, "idleTimeout");
        Objects.requireNonNull(stopTimeout, "stopTimeout");
        if (maxThreads < MIN_THREADS) {
            throw new IllegalArgumentException(
                    "maxThreads must be at least " + MIN_THREADS + " but is " + maxThreads);
        }
    }

    /** Plain HTTP, at most 32 threads, 30 s idle, 3 s to stop. */
    public static ServerSettings defaults() {
        return new ServerSettings(
                null, DEFAULT_MAX_THREADS, Duration.ofSeconds(30), Duration.ofSeconds(3));
    }

    /** The same with another TLS context; null for plain HTTP. */
    public ServerSettings withSslContext(SSLContext context) {
        return new ServerSettings(context, maxThreads, idleTimeout, stopTimeout);
    }

    /** The same with another largest number of threads. */
    public ServerSettings withMaxThreads(int threads) {
        return new ServerSettings(sslContext, threads, idleTimeout, stopTimeout);
    }
}
