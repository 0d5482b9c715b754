package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.http.Call;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** {@code $select}. */
final class Select {

    private Select() {}

    static ObjectNode apply(Call call, ObjectNode node) {
        String select = call.query("$select").orElse("");
        if (select.isBlank() || select.trim().equals("*")) {
            return node;
        }
        Set<String> wanted = new HashSet<>(Set.of("@odata.etag", "id"));
        Arrays.stream(select.split(",")).map(String::trim).forEach(wanted::add);
        for (String name : Expand.names(call)) {
            wanted.add(name);
            wanted.add(name + "@odata.nextLink");
        }
        if (wanted.contains("content.downloadUrl")) {
            wanted.add("@microsoft.graph.downloadUrl");
        }
        return node.retain(wanted);
    }
}
