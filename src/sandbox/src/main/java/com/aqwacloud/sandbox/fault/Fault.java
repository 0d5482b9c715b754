package com.aqwacloud.sandbox.fault;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that is to go wrong now.
 *
 * @param parameters by the names that its kind knows; texts, whole numbers, lists of texts, or maps
 *     of texts
 */
public record Fault(FaultKind kind, Map<String, Object> parameters) {

    public Fault {
        parameters = Map.copyOf(parameters);
    }

    public long number(String name, long otherwise) {
        return parameters.get(name) instanceof Number number ? number.longValue() : otherwise;
    }

    public List<String> texts(String name, List<String> otherwise) {
        return parameters.get(name) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : otherwise;
    }

    public Optional<String> text(String name) {
        return parameters.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
