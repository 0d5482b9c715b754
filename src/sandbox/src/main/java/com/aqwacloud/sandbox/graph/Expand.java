package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code $expand}: relations that come with an item, each with options of its own. Immutable.
 *
 * @param relations by name, with what is asked for in brackets
 */
record Expand(Map<String, Map<String, String>> relations) {

    static final Expand NOTHING = new Expand(Map.of());

    private static final Set<String> KNOWN =
            Set.of("children", "thumbnails", "permissions", "listItem", "versions");

    private static final Set<String> OPTIONS =
            Set.of("$select", "$top", "$orderby", "$filter", "$expand", "$count");

    /**
     * @param query of an address, or the options of a relation
     * @throws ApiException if it is malformed, or of a relation that there is not
     */
    static Expand of(Map<String, String> query) {
        Map<String, Map<String, String>> relations = new LinkedHashMap<>();
        for (String each : split(query.getOrDefault("$expand", ""), ',')) {
            int bracket = each.indexOf('(');
            String name = bracket < 0 ? each : each.substring(0, bracket).trim();
            if (!KNOWN.contains(name)) {
                throw refused("Could not find a property named '" + name + "'.");
            }
            relations.put(name, bracket < 0 ? Map.of() : options(each.substring(bracket)));
        }
        return new Expand(relations);
    }

    /** A name may stand without its dollar sign, as in the older guides. */
    private static Map<String, String> options(String brackets) {
        if (!brackets.endsWith(")")) {
            throw refused("Syntax error in '" + brackets + "'.");
        }
        Map<String, String> options = new LinkedHashMap<>();
        for (String each : split(brackets.substring(1, brackets.length() - 1), ';')) {
            String[] pair = each.split("=", 2);
            String name = pair[0].trim().toLowerCase(Locale.ROOT);
            name = name.startsWith("$") ? name : "$" + name;
            if (pair.length < 2 || !OPTIONS.contains(name)) {
                throw refused("The query option '" + pair[0].trim() + "' is not supported here.");
            }
            options.put(name, pair[1].trim());
        }
        return options;
    }

    /** At a separator that stands in no brackets and no quotes. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? separator : text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')') {
                depth--;
            }
            if (depth < 0 || i == text.length() && (depth > 0 || quoted)) {
                throw refused("Unbalanced brackets or quotes in '" + text + "'.");
            }
            if (c == separator && depth == 0 && !quoted) {
                parts.add(text.substring(start, i).trim());
                start = i + 1;
            }
        }
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static ApiException refused(String why) {
        return GraphError.of(400, "BadRequest", "Parsing OData Select and Expand failed: " + why);
    }

    /** Puts the relations of an item into what is told of it. */
    ObjectNode apply(Call call, ObjectNode node, ChildrenEndpoint children, Item item) {
        if (relations.containsKey("children") && item.folder()) {
            children.putWithin(call, item, relations.get("children"), node);
        }
        if (relations.containsKey("thumbnails")) {
            node.putArray("thumbnails");
        }
        return node;
    }

    boolean isOf(String relation) {
        return relations.containsKey(relation);
    }

    Set<String> names() {
        return relations.keySet();
    }
}
