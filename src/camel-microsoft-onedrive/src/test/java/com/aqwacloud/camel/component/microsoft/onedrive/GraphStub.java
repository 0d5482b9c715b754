package com.aqwacloud.camel.component.microsoft.onedrive;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * An HTTP server that plays what a test tells it, and checks who may show the access token where.
 */
final class GraphStub implements AutoCloseable {

    record Request(String method, String uri, Headers headers, byte[] body) {

        String header(String name) {
            return headers.getFirst(name);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    record Answer(int status, Map<String, String> headers, byte[] body) {

        static Answer json(int status, String json) {
            return new Answer(
                    status,
                    Map.of("Content-Type", "application/json"),
                    json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        }

        static Answer error(int status, String code) {
            return json(status, "{'error':{'code':'" + code + "','message':'secret text'}}");
        }

        static Answer status(int status) {
            return new Answer(status, Map.of(), new byte[0]);
        }

        Answer with(String name, String value) {
            Map<String, String> more = new HashMap<>(headers);
            more.put(name, value);
            return new Answer(status, more, body);
        }
    }

    interface Handler {
        Answer handle(Request request) throws IOException;
    }

    /** Writes its answer itself. */
    interface RawHandler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final Map<String, RawHandler> rawHandlers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile String validToken = "good";
    private volatile Predicate<HttpExchange> cut = exchange -> false;

    GraphStub() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    String baseUrl() {
        return url("/v1.0");
    }

    void validToken(String token) {
        validToken = token;
    }

    /** Breaks the connection after a part of the request's body. */
    void cutWhen(Predicate<HttpExchange> condition) {
        cut = condition;
    }

    /** Answers this method at this path, escaped, with or without query. */
    void on(String method, String path, Handler handler) {
        handlers.put(method + " " + path, handler);
    }

    void onRaw(String method, String path, RawHandler handler) {
        rawHandlers.put(method + " " + path, handler);
    }

    void on(String method, String path, Answer answer) {
        on(method, path, request -> answer);
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Method and address of all requests so far. */
    List<String> calls() {
        return requests.stream().map(r -> r.method() + " " + r.uri()).toList();
    }

    List<Request> requests(String method, String path) {
        return requests.stream()
                .filter(
                        r ->
                                r.method().equals(method)
                                        && (r.uri().equals(path) || r.uri().startsWith(path + "?")))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (cut.test(exchange)) {
            exchange.getRequestBody().readNBytes(50_000);
            exchange.close();
            return;
        }
        var request =
                new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders(),
                        exchange.getRequestBody().readAllBytes());
        requests.add(request);
        String path = exchange.getRequestURI().getRawPath();
        RawHandler raw = rawHandlers.get(request.method() + " " + path);
        if (raw != null) {
            raw.handle(exchange);
            exchange.close();
            return;
        }
        Answer answer = answer(request, path);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        int length = answer.body().length;
        exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
        if (length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
        exchange.close();
    }

    private Answer answer(Request request, String path) throws IOException {
        String authorization = request.header("Authorization");
        if (path.startsWith("/v1.0/")) {
            if (!("Bearer " + validToken).equals(authorization)) {
                return Answer.error(401, "InvalidAuthenticationToken");
            }
        } else if (authorization != null) {
            return Answer.error(401, "unauthenticated");
        }
        Handler handler = handlers.get(request.method() + " " + request.uri());
        if (handler == null) {
            handler = handlers.get(request.method() + " " + path);
        }
        return handler == null ? Answer.error(400, "unexpectedCall") : handler.handle(request);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
