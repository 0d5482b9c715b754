package com.aqwacloud.itests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A client of the event WebSocket that remembers all it is told. */
final class Watcher implements WebSocket.Listener, AutoCloseable {
    private static final Duration CONNECT_AT_MOST = Duration.ofSeconds(20);

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;

    private Watcher() {}

    /**
     * Connects.
     *
     * @param path with its query, such as {@code /events?since=7}
     */
    static Watcher connect(Distribution aqwa, String path) throws Exception {
        var watcher = new Watcher();
        watcher.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .connectTimeout(CONNECT_AT_MOST)
                        .buildAsync(URI.create("ws://localhost:" + aqwa.httpPort() + path), watcher)
                        .get(CONNECT_AT_MOST.toSeconds(), TimeUnit.SECONDS);
        return watcher;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        part.append(text);
        if (last) {
            try {
                messages.add(Api.JSON.readTree(part.toString()));
            } catch (JsonProcessingException e) {
                throw new AssertionError("No JSON: " + part, e);
            }
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    List<JsonNode> messages() {
        return List.copyOf(messages);
    }

    List<JsonNode> messages(String type) {
        return messages.stream().filter(each -> each.path("type").asText().equals(type)).toList();
    }

    /** Numbered events only: not the welcome, nor answers to messages. */
    List<JsonNode> events() {
        var unnumbered = List.of("welcome", "pong", "error", "subscribed");
        return messages.stream()
                .filter(each -> !unnumbered.contains(each.path("type").asText()))
                .toList();
    }

    List<Long> numbers() {
        var numbers = new ArrayList<Long>();
        events().forEach(event -> numbers.add(event.path("seq").asLong()));
        return numbers;
    }

    boolean isOpen() {
        return !socket.isInputClosed();
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
}
