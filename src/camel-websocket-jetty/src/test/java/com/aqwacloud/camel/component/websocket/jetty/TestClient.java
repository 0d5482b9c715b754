package com.aqwacloud.camel.component.websocket.jetty;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of the JDK that keeps what it receives. */
final class TestClient implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> binaries = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closeCode = new CompletableFuture<>();

    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    static TestClient connect(int port, String pathAndQuery, String... subProtocols) {
        return connect(HTTP, "ws://127.0.0.1:" + port + pathAndQuery, subProtocols);
    }

    static TestClient connect(HttpClient http, String uri, String... subProtocols) {
        var client = new TestClient();
        var builder = http.newWebSocketBuilder();
        if (subProtocols.length > 0) {
            builder.subprotocols(
                    subProtocols[0],
                    java.util.Arrays.copyOfRange(subProtocols, 1, subProtocols.length));
        }
        client.socket = builder.buildAsync(URI.create(uri), client).join();
        return client;
    }

    String subProtocol() {
        return socket.getSubprotocol();
    }

    void send(String message) {
        socket.sendText(message, true).join();
    }

    void send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    String nextText() throws InterruptedException {
        return texts.poll(10, TimeUnit.SECONDS);
    }

    int awaitClose() throws Exception {
        return closeCode.get(15, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            texts.add(text.toString());
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binaries.add(bytes);
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeCode.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closeCode.completeExceptionally(error);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Drops the connection without a word. */
    void abort() {
        socket.abort();
    }

    @Override
    public void close() {
        abort();
    }
}
