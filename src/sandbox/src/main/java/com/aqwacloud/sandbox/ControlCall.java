package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.http.Call;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The JSON object of a request to {@code /sandbox/}. What is wrong with it is said by an {@code
 * IllegalArgumentException} that names the field.
 */
record ControlCall(JsonNode body) {

    private static final int LIMIT_BYTES = 64 * 1024;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * @param fields that there may be
     * @throws IllegalArgumentException if the body is no JSON object, or has another field
     */
    static ControlCall of(Call call, Set<String> fields) throws IOException {
        JsonNode node;
        try {
            node = JSON.readTree(call.bytes(LIMIT_BYTES).orElse(new byte[0]));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is no JSON", e);
        }
        if (!node.isObject()) {
            throw new IllegalArgumentException("The body is no JSON object");
        }
        node.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!fields.contains(name)) {
                                throw new IllegalArgumentException(
                                        name + ": there is no such field");
                            }
                        });
        return new ControlCall(node);
    }

    Optional<String> text(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + ": a text is needed");
        }
        return Optional.of(value.textValue());
    }

    String need(String name) {
        return text(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(name + ": it is missing"));
    }

    List<String> texts(String name) {
        List<String> found = new ArrayList<>();
        JsonNode value = body.path(name);
        boolean absent = value.isMissingNode() || value.isNull();
        if (!absent && !value.isArray()) {
            throw new IllegalArgumentException(name + ": a list of texts is needed");
        }
        for (JsonNode each : value) {
            if (!each.isTextual()) {
                throw new IllegalArgumentException(name + ": a list of texts is needed");
            }
            found.add(each.textValue());
        }
        return found;
    }

    /**
     * A whole number from 0 up.
     *
     * @param otherwise if it is not there; negative if it must be
     */
    long number(String name, long otherwise, long most) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() && otherwise >= 0) {
            return otherwise;
        }
        boolean fits = value.isIntegralNumber() && value.canConvertToLong();
        if (!fits || value.longValue() < 0 || value.longValue() > most) {
            throw new IllegalArgumentException(
                    name + ": a whole number from 0 to " + most + " is needed");
        }
        return value.longValue();
    }
}
