package com.aqwacloud.sandbox.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The index on disk: a line of JSON for each state an item went through, the last one counts. A
 * line is handed to the operating system before anyone is told of the change, so the end of this
 * process at any point loses nothing; a last line that is cut short was never told to anyone.
 *
 * <p>Guarded by the owner's lock.
 */
final class Journal implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileChannel channel;

    private Journal(FileChannel channel) {
        this.channel = channel;
    }

    /** What stood in the journal. */
    record Content(Map<String, String> facts, Collection<Item> items) {}

    /**
     * @throws IOException if the journal can't be read, or a line before the last is damaged
     */
    static Content read(Path file) throws IOException {
        Map<String, String> facts = new java.util.LinkedHashMap<>();
        Map<String, Item> items = new java.util.LinkedHashMap<>();
        if (!Files.exists(file)) {
            return new Content(facts, items.values());
        }
        int number = 0;
        for (String line : wholeLines(file)) {
            number++;
            try {
                JsonNode node = JSON.readTree(line);
                if (node.has("fact")) {
                    facts.put(node.get("fact").asText(), node.get("value").asText());
                } else {
                    Item item = item(node);
                    items.remove(item.id());
                    items.put(item.id(), item);
                }
            } catch (JsonProcessingException | RuntimeException e) {
                throw new IOException(file + ", line " + number + " is damaged", e);
            }
        }
        return new Content(facts, items.values());
    }

    private static List<String> wholeLines(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n');
        return end < 0 ? List.of() : text.substring(0, end).lines().toList();
    }

    /** Replaces the journal by one with each item once, and opens it for more. */
    static Journal rewrite(Path file, Content content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (Map.Entry<String, String> fact : content.facts().entrySet()) {
                ObjectNode node = JSON.createObjectNode();
                node.put("fact", fact.getKey()).put("value", fact.getValue());
                line(lines, node);
            }
            for (Item item : content.items()) {
                line(lines, node(item));
                if (lines.size() > 1 << 20) {
                    write(out, lines.toByteArray());
                    lines.reset();
                }
            }
            write(out, lines.toByteArray());
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return new Journal(FileChannel.open(file, StandardOpenOption.APPEND));
    }

    void append(Collection<Item> items) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Item item : items) {
            line(lines, node(item));
        }
        write(channel, lines.toByteArray());
    }

    @Override
    public void close() throws IOException {
        channel.force(true);
        channel.close();
    }

    private static void write(FileChannel to, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
    }

    private static void line(ByteArrayOutputStream to, ObjectNode node) throws IOException {
        to.write(JSON.writeValueAsBytes(node));
        to.write('\n');
    }

    private static ObjectNode node(Item item) {
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
        if (item.hashes() != null) {
            node.set("hashes", JSON.valueToTree(item.hashes()));
        }
        node.put("version", item.version());
        node.put("content", item.contentVersion());
        node.put("seq", item.seq());
        node.put("trashed", item.trashed());
        node.put("removed", item.removed());
        if (!item.properties().isEmpty()) {
            node.set("properties", JSON.valueToTree(item.properties()));
        }
        return node;
    }

    private static Item item(JsonNode node) throws JsonProcessingException {
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
                properties == null ? Map.of() : properties(properties));
    }

    private static Map<String, Object> properties(JsonNode node) {
        return Map.copyOf(
                JSON.convertValue(
                        node,
                        new com.fasterxml.jackson.core.type.TypeReference<
                                Map<String, Object>>() {}));
    }
}
