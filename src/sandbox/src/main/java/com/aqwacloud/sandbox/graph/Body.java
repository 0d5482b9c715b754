package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.http.Call;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** A JSON object from a client, read with checks. */
final class Body {

    private static final int LIMIT_BYTES = 4 << 20;
    private static final String CONFLICT = "@microsoft.graph.conflictBehavior";
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Pattern JSON_TYPE =
            Pattern.compile("(?i)\\s*application/([^;\\s]+\\+)?json\\s*(;.*)?");

    private final JsonNode node;

    private Body(JsonNode node) {
        this.node = node;
    }

    /** No body is as good as an empty object. */
    static Body of(Call call) throws IOException {
        byte[] bytes =
                call.bytes(LIMIT_BYTES)
                        .orElseThrow(
                                () -> GraphError.of(413, "invalidRequest", "The body is too big."));
        if (bytes.length == 0) {
            return new Body(JSON.createObjectNode());
        }
        String type = call.header("Content-Type").orElse("application/json");
        if (!JSON_TYPE.matcher(type).matches()) {
            throw GraphError.of(
                    415, "UnsupportedMediaType", "A body of the type application/json is needed.");
        }
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                return new Body(object);
            }
            throw GraphError.of(400, "BadRequest", "The body is no JSON object.");
        } catch (JsonProcessingException e) {
            throw GraphError.of(400, "BadRequest", "Unable to read JSON request payload.");
        }
    }

    JsonNode node() {
        return node;
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** An object within; an empty one if there is none. */
    Body at(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return new Body(JSON.createObjectNode());
        }
        if (!value.isObject()) {
            throw GraphError.invalid("The property '" + name + "' must be an object.");
        }
        return new Body(value);
    }

    Optional<String> text(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw GraphError.invalid("The property '" + name + "' must be a string.");
        }
        return Optional.of(value.textValue());
    }

    /** A whole number, also written as a text. */
    Optional<Long> number(String name) {
        String value = node.path(name).asText("");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.matches("\\d{1,18}")) {
            throw GraphError.invalid("The property '" + name + "' must be a whole number.");
        }
        return Optional.of(Long.parseLong(value));
    }

    /** {@code false} if it is not there. */
    boolean isTrue(String name) {
        JsonNode value = node.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw GraphError.invalid("The property '" + name + "' must be true or false.");
        }
        return value.booleanValue();
    }

    Instant time(String name) {
        return text(name).map(value -> instant(name, value)).orElse(null);
    }

    private static Instant instant(String name, String value) {
        try {
            return OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException e) {
            throw GraphError.invalid("The property '" + name + "' is no date and time.");
        }
    }

    /** From here, else from the address, else the default. */
    Conflict conflict(Call call, Conflict otherwise) {
        Optional<String> here = text(CONFLICT);
        return here.isPresent() ? parse(here.get(), otherwise) : conflictOf(call, otherwise);
    }

    /** From the address, else the default. */
    static Conflict conflictOf(Call call, Conflict otherwise) {
        return parse(call.query(CONFLICT).orElse(""), otherwise);
    }

    private static Conflict parse(String value, Conflict otherwise) {
        return switch (value) {
            case "" -> otherwise;
            case "fail" -> Conflict.FAIL;
            case "replace" -> Conflict.REPLACE;
            case "rename" -> Conflict.RENAME;
            default -> throw GraphError.invalid("Unknown conflict behavior '" + value + "'.");
        };
    }
}
