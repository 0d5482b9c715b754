package com.aqwacloud.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer, before it goes on the wire. */
public record Reply(int status, Map<String, String> headers, Body body) {

    /** What an answer carries. */
    public sealed interface Body permits Json, Bytes, Part, None {}

    public record Json(JsonNode node) implements Body {}

    /** A body that is there in memory. */
    public record Bytes(byte[] bytes, String type) implements Body {}

    /** A stretch of a file; the one who writes it closes the channel. */
    public record Part(FileChannel channel, long offset, long length, String type)
            implements Body {}

    public record None() implements Body {}

    public static Reply json(int status, JsonNode node) {
        return new Reply(status, Map.of(), new Json(node));
    }

    public static Reply ok(JsonNode node) {
        return json(200, node);
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new None());
    }

    /** With one more header. */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
