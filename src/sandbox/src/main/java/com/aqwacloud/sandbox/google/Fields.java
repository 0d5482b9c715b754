package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.http.Call;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A partial-response mask such as {@code nextPageToken,files(id,owners/emailAddress)}. */
final class Fields {

    /** No names below: the whole value is wanted. */
    private final Map<String, Fields> names = new LinkedHashMap<>();

    private Fields() {}

    /** The mask of a call; one that is empty is none. */
    static Optional<String> asked(Call call) {
        return call.query("fields").filter(mask -> !mask.isEmpty());
    }

    /**
     * @param resource what the mask is for, such as {@code FileList}
     * @throws com.aqwacloud.sandbox.http.ApiException if the mask is malformed, or names a field
     *     that there is not
     */
    static Fields parse(String mask, String resource) {
        Parser parser = new Parser(mask);
        Fields fields = parser.list();
        if (parser.at < mask.length() || fields.names.isEmpty()) {
            throw parser.refuse(mask);
        }
        fields.check(resource);
        return fields;
    }

    /** Refuses names that the resource does not have. */
    private void check(String resource) {
        names.forEach(
                (name, below) -> {
                    if (name.equals("*")) {
                        return;
                    }
                    String type = Schema.below(resource, name);
                    boolean wrong = type == null || type.isEmpty() && !below.names.isEmpty();
                    if (wrong) {
                        throw refusal(name);
                    }
                    below.check(type);
                });
    }

    private static RuntimeException refusal(String selection) {
        return GoogleError.of(
                400,
                "global",
                "invalidParameter",
                "Invalid field selection " + selection,
                "fields",
                "parameter");
    }

    JsonNode apply(JsonNode node) {
        if (names.isEmpty() || names.containsKey("*") && names.get("*").names.isEmpty()) {
            return node;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> kept.add(apply(element)));
            return kept;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        object.properties()
                .forEach(
                        property -> {
                            Fields below = names.getOrDefault(property.getKey(), names.get("*"));
                            if (below != null) {
                                kept.set(property.getKey(), below.apply(property.getValue()));
                            }
                        });
        return kept;
    }

    private void add(String name, Fields below) {
        Fields before = names.get(name);
        if (before == null) {
            names.put(name, below);
        } else if (below.names.isEmpty()) {
            before.names.clear();
        } else if (!before.names.isEmpty()) {
            below.names.forEach(before::add);
        }
    }

    private static final class Parser {

        private static final int DEEPEST = 20;

        private final String mask;
        private int at;
        private int depth;

        Parser(String mask) {
            this.mask = mask;
        }

        Fields list() {
            if (++depth > DEEPEST) {
                throw refuse(mask);
            }
            Fields fields = new Fields();
            do {
                path(fields);
            } while (take(','));
            depth--;
            return fields;
        }

        private void path(Fields into) {
            String name = name();
            Fields below = new Fields();
            if (take('/')) {
                path(below);
            } else if (take('(')) {
                below = list();
                if (!take(')')) {
                    throw refuse(mask);
                }
            }
            into.add(name, below);
        }

        private String name() {
            int start = at;
            while (at < mask.length() && ",/()".indexOf(mask.charAt(at)) < 0) {
                at++;
            }
            String name = mask.substring(start, at).trim();
            if (name.isEmpty()) {
                throw refuse(mask);
            }
            return name;
        }

        private boolean take(char c) {
            if (at < mask.length() && mask.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }

        RuntimeException refuse(String selection) {
            return refusal(selection);
        }
    }
}
