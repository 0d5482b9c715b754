package com.aqwacloud.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Something that runs on after the answer, and how far it is.
 *
 * @param begun when it was asked for
 * @param itemId what came of it; {@code null} until it is done
 * @param errorCode why nothing came of it; {@code null} unless it has failed
 */
record Operation(String id, Instant begun, String itemId, String errorCode) {

    static Operation running(String id, Instant begun) {
        return new Operation(id, begun, null, null);
    }

    Operation done(String item) {
        return new Operation(id, begun, item, null);
    }

    Operation failed(String code) {
        return new Operation(id, begun, null, code);
    }

    boolean isRunning() {
        return itemId == null && errorCode == null;
    }

    ObjectNode record() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("begun", begun.toString())
                .put("itemId", itemId)
                .put("errorCode", errorCode);
    }

    static Operation of(JsonNode record) {
        return new Operation(
                record.required("id").textValue(),
                Instant.parse(record.required("begun").textValue()),
                record.required("itemId").textValue(),
                record.required("errorCode").textValue());
    }
}
