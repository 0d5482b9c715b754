package com.aqwacloud.sync.internal.account;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on a free port whose answers the test decides. */
public final class ScriptedServer implements AutoCloseable {
    private final HttpServer server;
    private static final int CHUNKED = -2;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** A request as it came in. */
    public record Request(String method, URI uri, Map<String, List<String>> headers, String body) {
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** An answer. */
    public record Reply(int status, Map<String, String> headers, byte[] body, int lengthSaid) {
        public static Reply json(int status, String body) {
            return new Reply(
                    status,
                    Map.of("Content-Type", "application/json; charset=UTF-8"),
                    body.getBytes(StandardCharsets.UTF_8),
                    -1);
        }

        public static Reply bytes(int status, byte[] body, Map<String, String> headers) {
            return new Reply(status, headers, body, -1);
        }

        public Reply with(String name, String value) {
            var more = new java.util.HashMap<>(headers);
            more.put(name, value);
            return new Reply(status, more, body, lengthSaid);
        }

        /** Does not say how long it is. */
        public Reply chunked() {
            return new Reply(status, headers, body, CHUNKED);
        }

        /** Says one length and sends another. */
        public Reply saying(int length) {
            return new Reply(status, headers, body, length);
        }
    }

    /** Decides the answers. */
    public interface Script {
        Reply answer(Request request, int number) throws Exception;
    }

    public ScriptedServer(Script script) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(exchange, script));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    public List<Request> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange, Script script) throws IOException {
        try (exchange) {
            var request =
                    new Request(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            Map.copyOf(exchange.getRequestHeaders()),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
            int number;
            synchronized (requests) {
                requests.add(request);
                number = requests.size();
            }
            Reply reply = script.answer(request, number);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            int length = reply.lengthSaid() >= 0 ? reply.lengthSaid() : reply.body().length;
            exchange.sendResponseHeaders(
                    reply.status(), reply.lengthSaid() == CHUNKED ? 0 : length == 0 ? -1 : length);
            exchange.getResponseBody().write(reply.body());
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
