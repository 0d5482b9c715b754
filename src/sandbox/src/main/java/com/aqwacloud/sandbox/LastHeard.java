package com.aqwacloud.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * How the bytes began that came last on a connection. Of a request whose address can't be decoded
 * Jetty keeps nothing, and the answer is to be worded by the cloud it was meant for. Thread-safe.
 */
final class LastHeard {

    private static final int LONGEST_BYTES = 256;
    private static final Pattern REQUEST =
            Pattern.compile("[A-Z]+ (?:https?://[^/ ]*)?(/[^ ?]*).*", Pattern.DOTALL);

    private volatile byte[] start = new byte[0];

    /** An end of a connection that remembers. */
    private interface Hearing {
        LastHeard heard();
    }

    /** The path of the request that came last, as far as it is known. */
    static Optional<String> path(Request request) {
        Connection connection = request.getConnectionMetaData().getConnection();
        if (!(connection.getEndPoint() instanceof Hearing hearing)) {
            return Optional.empty();
        }
        String text = new String(hearing.heard().start, StandardCharsets.ISO_8859_1);
        Matcher line = REQUEST.matcher(text);
        return line.matches() ? Optional.of(line.group(1)) : Optional.empty();
    }

    /**
     * @param filled how many bytes at the buffer's end are new
     * @return the same
     */
    private int note(ByteBuffer buffer, int filled) {
        if (filled > 0) {
            byte[] fresh = new byte[Math.min(filled, LONGEST_BYTES)];
            buffer.get(buffer.limit() - filled, fresh);
            start = fresh;
        }
        return filled;
    }

    /** Accepts connections that remember. */
    static ServerConnector connector(Server server, ConnectionFactory... protocols) {
        return new ServerConnector(server, 1, 1, protocols) {
            @Override
            protected SocketChannelEndPoint newEndPoint(
                    SocketChannel channel, ManagedSelector selector, SelectionKey key) {
                Plain end = new Plain(channel, selector, key, getScheduler());
                end.setIdleTimeout(getIdleTimeout());
                return end;
            }
        };
    }

    private static final class Plain extends SocketChannelEndPoint implements Hearing {

        private final LastHeard heard = new LastHeard();

        Plain(
                SocketChannel channel,
                ManagedSelector selector,
                SelectionKey key,
                Scheduler scheduler) {
            super(channel, selector, key, scheduler);
        }

        @Override
        public LastHeard heard() {
            return heard;
        }

        @Override
        public int fill(ByteBuffer buffer) throws IOException {
            return heard.note(buffer, super.fill(buffer));
        }
    }

    /** Speaks TLS, and remembers what was said in it. */
    static SslConnectionFactory tls(SslContextFactory.Server context, String next) {
        return new SslConnectionFactory(context, next) {
            @Override
            protected SslConnection newSslConnection(
                    Connector connector, EndPoint endPoint, SSLEngine engine) {
                return new Tls(
                        connector,
                        getSslContextFactory(),
                        endPoint,
                        engine,
                        isDirectBuffersForEncryption(),
                        isDirectBuffersForDecryption());
            }
        };
    }

    private static final class Tls extends SslConnection {

        Tls(
                Connector connector,
                SslContextFactory context,
                EndPoint endPoint,
                SSLEngine engine,
                boolean directEncryption,
                boolean directDecryption) {
            super(
                    connector.getByteBufferPool(),
                    connector.getExecutor(),
                    context,
                    endPoint,
                    engine,
                    directEncryption,
                    directDecryption);
        }

        @Override
        protected SslEndPoint newSslEndPoint() {
            return new End();
        }

        private final class End extends SslEndPoint implements Hearing {

            private final LastHeard heard = new LastHeard();

            @Override
            public LastHeard heard() {
                return heard;
            }

            @Override
            public int fill(ByteBuffer buffer) throws IOException {
                return heard.note(buffer, super.fill(buffer));
            }
        }
    }
}
