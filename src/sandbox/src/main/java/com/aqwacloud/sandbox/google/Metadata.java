package com.aqwacloud.sandbox.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a client wrote about a file, checked. */
final class Metadata {

    static final int LIMIT_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode node;

    private Metadata(ObjectNode node) {
        this.node = node;
    }

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if it is no JSON object of the right types
     */
    static Metadata parse(byte[] bytes) {
        if (bytes.length == 0) {
            return new Metadata(JSON.createObjectNode());
        }
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                Metadata metadata = new Metadata(object);
                metadata.check();
                return metadata;
            }
            throw GoogleError.malformed("Parse Error");
        } catch (JsonProcessingException e) {
            throw GoogleError.malformed("Parse Error");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void check() {
        id();
        name();
        mimeType();
        parent();
        modified();
        created();
        trashed();
        properties(Map.of());
        if (name().filter(String::isEmpty).isPresent()) {
            throw GoogleError.invalid("name");
        }
    }

    String json() {
        return node.toString();
    }

    Optional<String> id() {
        return text("id");
    }

    Optional<String> name() {
        return text("name");
    }

    Optional<String> mimeType() {
        return text("mimeType");
    }

    Optional<Instant> modified() {
        return time("modifiedTime");
    }

    Optional<Instant> created() {
        return time("createdTime");
    }

    Optional<Boolean> trashed() {
        return bool("trashed");
    }

    Optional<String> parent() {
        JsonNode parents = node.get("parents");
        if (parents == null || parents.isNull()) {
            return Optional.empty();
        }
        if (!parents.isArray() || parents.size() > 1) {
            throw GoogleError.invalid("parents");
        }
        if (parents.isEmpty()) {
            return Optional.empty();
        }
        if (!parents.get(0).isTextual()) {
            throw GoogleError.invalid("parents");
        }
        return Optional.of(parents.get(0).textValue());
    }

    /** Those of an item after this was laid over them. */
    Map<String, Object> properties(Map<String, Object> before) {
        Map<String, Object> after = new LinkedHashMap<>(before);
        mimeType()
                .filter(type -> !type.equals(FileJson.FOLDER))
                .ifPresent(t -> after.put("mimeType", t));
        text("description").ifPresent(value -> after.put("description", value));
        bool("starred").ifPresent(value -> after.put("starred", value));
        merge("properties", after);
        merge("appProperties", after);
        JsonNode shortcut = node.get("shortcutDetails");
        if (shortcut != null && shortcut.isObject()) {
            after.put("shortcutDetails", map(shortcut));
        }
        return after;
    }

    private void merge(String name, Map<String, Object> into) {
        JsonNode given = node.get(name);
        if (given == null || given.isNull()) {
            return;
        }
        if (!given.isObject()) {
            throw GoogleError.invalid(name);
        }
        Map<String, Object> merged = new LinkedHashMap<>();
        if (into.get(name) instanceof Map<?, ?> old) {
            old.forEach((key, value) -> merged.put((String) key, value));
        }
        given.properties()
                .forEach(
                        entry -> {
                            if (entry.getValue().isNull()) {
                                merged.remove(entry.getKey());
                            } else {
                                merged.put(entry.getKey(), entry.getValue().asText());
                            }
                        });
        into.put(name, merged);
    }

    private static Map<String, Object> map(JsonNode object) {
        return JSON.convertValue(object, new TypeReference<Map<String, Object>>() {});
    }

    private Optional<Instant> time(String name) {
        return text(name)
                .map(value -> Times.parse(value).orElseThrow(() -> GoogleError.invalid(name)));
    }

    private Optional<String> text(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw GoogleError.invalid(name);
        }
        return Optional.of(value.textValue());
    }

    private Optional<Boolean> bool(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw GoogleError.invalid(name);
        }
        return Optional.of(value.booleanValue());
    }
}
