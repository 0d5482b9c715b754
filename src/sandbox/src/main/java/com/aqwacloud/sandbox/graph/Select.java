package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.http.Call;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** {@code $select}. */
final class Select {

    private Select() {}

    /** For what has no relations. */
    static ObjectNode apply(Call call, ObjectNode node) {
        return apply(call.query(), Expand.NOTHING, node);
    }

    /**
     * @param query of an address, or the options of a relation
     * @param expand what is wanted beside
     */
    static ObjectNode apply(Map<String, String> query, Expand expand, ObjectNode node) {
        String select = query.getOrDefault("$select", "");
        if (select.isBlank() || select.trim().equals("*")) {
            return node;
        }
        Set<String> wanted = new HashSet<>(Set.of("@odata.etag", "id"));
        Arrays.stream(select.split(",")).map(String::trim).forEach(wanted::add);
        for (String name : expand.names()) {
            wanted.add(name);
            wanted.add(name + "@odata.nextLink");
            wanted.add(name + "@odata.count");
        }
        if (wanted.contains("content.downloadUrl")) {
            wanted.add("@microsoft.graph.downloadUrl");
        }
        return node.retain(wanted);
    }
}
