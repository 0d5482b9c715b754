package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.http.Call;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** {@code $expand}: relations that come with the item. */
final class Expand {

    private static final Set<String> KNOWN =
            Set.of("children", "thumbnails", "permissions", "listItem", "versions");

    private Expand() {}

    static ObjectNode apply(Call call, ObjectNode node, ChildrenEndpoint children, Item item) {
        for (String name : names(call)) {
            if (!KNOWN.contains(name)) {
                throw GraphError.of(
                        400, "BadRequest", "Could not find a property named '" + name + "'.");
            }
            if (name.equals("children") && item.folder()) {
                children.putWithin(call, item, node);
            } else if (name.equals("thumbnails")) {
                node.putArray("thumbnails");
            }
        }
        return node;
    }

    /** The relations asked for. */
    static Set<String> names(Call call) {
        Set<String> names = new LinkedHashSet<>();
        // Options in brackets may hold commas of their own.
        String plain = call.query("$expand").orElse("").replaceAll("\\([^)]*\\)", "");
        Arrays.stream(plain.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }
}
