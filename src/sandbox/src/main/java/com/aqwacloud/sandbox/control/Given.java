package com.aqwacloud.sandbox.control;

import com.aqwacloud.sandbox.http.Call;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON object that a request to the sandbox itself brings, read strictly: what is of the wrong
 * type or out of range, and at the end what no one asked for, is refused by name. For one thread.
 */
public final class Given {

    private static final int LIMIT_BYTES = 64 * 1024;
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final String prefix;
    private final ObjectNode node;
    private final Set<String> known = new HashSet<>();

    private Given(String prefix, ObjectNode node) {
        this.prefix = prefix;
        this.node = node;
    }

    /**
     * The body of a request; an empty one is an object without fields.
     *
     * @throws com.aqwacloud.sandbox.http.ApiException if it is no JSON object
     */
    public static Given of(Call call) throws IOException {
        byte[] body =
                call.bytes(LIMIT_BYTES)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                413, "The body is over " + LIMIT_BYTES + " bytes"));
        JsonNode read;
        try {
            read = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw Problem.of(400, "The body is no JSON: " + e.getOriginalMessage());
        }
        if (read instanceof ObjectNode object) {
            return new Given("", object);
        }
        throw Problem.of(400, "The body is no JSON object");
    }

    /** The names of all fields. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    public Optional<String> text(String name) {
        return value(name)
                .map(
                        value -> {
                            if (!value.isTextual() || value.textValue().length() > 1000) {
                                throw field(name, "a text of at most 1000 characters is needed");
                            }
                            return value.textValue();
                        });
    }

    /** One of some words. */
    public Optional<String> word(String name, List<String> allowed) {
        Optional<String> text = text(name);
        if (text.isPresent() && !allowed.contains(text.get())) {
            throw field(name, "one of " + String.join(", ", allowed) + " is needed");
        }
        return text;
    }

    public Optional<Long> whole(String name, long least, long most) {
        return value(name)
                .map(
                        value -> {
                            boolean good = value.isIntegralNumber() && value.canConvertToLong();
                            if (!good || value.longValue() < least || value.longValue() > most) {
                                throw field(
                                        name,
                                        most == Long.MAX_VALUE
                                                ? "a whole number from " + least + " up is needed"
                                                : "a whole number from "
                                                        + least
                                                        + " to "
                                                        + most
                                                        + " is needed");
                            }
                            return value.longValue();
                        });
    }

    public Optional<Boolean> flag(String name) {
        return value(name)
                .map(
                        value -> {
                            if (!value.isBoolean()) {
                                throw field(name, "true or false is needed");
                            }
                            return value.booleanValue();
                        });
    }

    public Optional<Double> share(String name) {
        return value(name)
                .map(
                        value -> {
                            double number = value.doubleValue();
                            if (!value.isNumber() || !(number >= 0 && number <= 1)) {
                                throw field(name, "a number from 0 to 1 is needed");
                            }
                            return number;
                        });
    }

    public Optional<List<String>> texts(String name) {
        return value(name)
                .map(
                        value -> {
                            List<String> all = new ArrayList<>();
                            value.forEach(each -> all.add(each.isTextual() ? each.asText() : null));
                            if (!value.isArray() || all.isEmpty() || all.contains(null)) {
                                throw field(name, "a list of texts is needed");
                            }
                            return List.copyOf(all);
                        });
    }

    /** An object of texts only. */
    public Optional<Map<String, String>> map(String name) {
        return value(name)
                .map(
                        value -> {
                            Map<String, String> all = new LinkedHashMap<>();
                            for (Map.Entry<String, JsonNode> each : value.properties()) {
                                if (!each.getValue().isTextual()) {
                                    throw field(name + "." + each.getKey(), "a text is needed");
                                }
                                all.put(each.getKey(), each.getValue().textValue());
                            }
                            if (!value.isObject()) {
                                throw field(name, "an object of texts is needed");
                            }
                            return Map.copyOf(all);
                        });
    }

    /** An object within; to be read to its end by itself. */
    public Optional<Given> object(String name) {
        return value(name)
                .map(
                        value -> {
                            if (value instanceof ObjectNode object) {
                                return new Given(prefix + name + ".", object);
                            }
                            throw field(name, "an object is needed");
                        });
    }

    /** Refuses what has not been asked for until now. */
    public void nothingElse() {
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            if (!known.contains(each.getKey())) {
                throw field(each.getKey(), "there is no such field here");
            }
        }
    }

    public RuntimeException field(String name, String detail) {
        return Problem.field(prefix + name, detail);
    }

    private Optional<JsonNode> value(String name) {
        known.add(name);
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }
}
