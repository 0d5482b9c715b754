package com.aqwacloud.sandbox.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/** What the journal keeps, as JSON. */
final class JournalJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JournalJson() {}

    static ObjectNode node(Item item) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", item.id());
        node.put("parent", item.parentId());
        node.put("name", item.name());
        node.put("disk", item.diskName());
        node.put("folder", item.folder());
        node.put("size", item.size());
        node.put("modified", item.modified().toEpochMilli());
        node.put("created", item.created().toEpochMilli());
        node.put("changed", item.changed().toEpochMilli());
        node.put("mtime", item.diskMtime());
        node.put("key", item.diskKey());
        if (item.keptHashes() != null) {
            node.set("hashes", JSON.valueToTree(item.keptHashes()));
        }
        node.put("version", item.version());
        node.put("content", item.contentVersion());
        node.put("seq", item.seq());
        node.put("trashed", item.trashed());
        node.put("removed", item.removed());
        if (!item.properties().isEmpty()) {
            node.set("properties", JSON.valueToTree(item.properties()));
        }
        if (item.pattern() != null) {
            node.putObject("pattern")
                    .put("kind", item.pattern().kind().name())
                    .put("seed", item.pattern().seed());
        }
        putIfThere(node, "madeBy", item.madeBy());
        putIfThere(node, "changedBy", item.changedBy());
        return node;
    }

    private static void putIfThere(ObjectNode node, String name, String text) {
        if (text != null) {
            node.put(name, text);
        }
    }

    static Item item(JsonNode node) throws JsonProcessingException {
        JsonNode properties = node.get("properties");
        return new Item(
                node.required("id").textValue(),
                node.required("parent").textValue(),
                node.required("name").textValue(),
                node.required("disk").textValue(),
                node.required("folder").booleanValue(),
                node.required("size").longValue(),
                Instant.ofEpochMilli(node.required("modified").longValue()),
                Instant.ofEpochMilli(node.required("created").longValue()),
                Instant.ofEpochMilli(node.required("changed").longValue()),
                node.required("mtime").longValue(),
                node.required("key").textValue(),
                node.has("hashes") ? JSON.treeToValue(node.get("hashes"), Hashes.class) : null,
                node.required("version").longValue(),
                node.required("content").longValue(),
                node.required("seq").longValue(),
                node.required("trashed").booleanValue(),
                node.required("removed").booleanValue(),
                properties == null ? Map.of() : properties(properties),
                node.has("pattern") ? pattern(node.get("pattern")) : null,
                node.path("madeBy").textValue(),
                node.path("changedBy").textValue());
    }

    private static Pattern pattern(JsonNode node) {
        return new Pattern(
                HashKind.valueOf(node.required("kind").textValue()),
                node.required("seed").longValue());
    }

    static ObjectNode node(GeneratedSet.Rule rule) {
        ObjectNode node = JSON.createObjectNode();
        ObjectNode set = node.putObject("generated");
        set.put("id", rule.id());
        set.put("parent", rule.spec().parentId());
        set.put("prefix", rule.spec().prefix());
        set.put("count", rule.spec().count());
        set.put("folders", rule.spec().folders());
        set.put("size", rule.spec().size());
        set.put("kind", rule.kind().name());
        set.put("idPrefix", rule.idPrefix());
        set.put("seq", rule.seq());
        set.put("removedSeq", rule.removedSeq());
        set.put("time", rule.time().toEpochMilli());
        return node;
    }

    static GeneratedSet.Rule rule(JsonNode set) {
        return new GeneratedSet.Rule(
                set.required("id").textValue(),
                new Generate(
                        set.required("parent").textValue(),
                        set.required("prefix").textValue(),
                        set.required("count").intValue(),
                        set.required("folders").intValue(),
                        set.required("size").longValue()),
                HashKind.valueOf(set.required("kind").textValue()),
                set.required("idPrefix").textValue(),
                set.required("seq").longValue(),
                set.required("removedSeq").longValue(),
                Instant.ofEpochMilli(set.required("time").longValue()));
    }

    private static Map<String, Object> properties(JsonNode node) {
        return Map.copyOf(JSON.convertValue(node, new TypeReference<Map<String, Object>>() {}));
    }
}
