package com.aqwacloud.sandbox.core;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collection;
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

    private static final int BUFFER_BYTES = 1 << 20;

    /** No channel: those close themselves for everyone when one thread is interrupted. */
    private final FileOutputStream out;

    private Journal(FileOutputStream out) {
        this.out = out;
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
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(file), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                String next = lines.readLine();
                number++;
                if (next != null || endsWithLine(file)) {
                    read(file, number, line, facts, items);
                }
                line = next;
            }
        }
        return new Content(facts, items.values());
    }

    private static void read(
            Path file, int number, String line, Map<String, String> facts, Map<String, Item> items)
            throws IOException {
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

    private static boolean endsWithLine(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(channel.size() - 1);
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last);
            return last.get(0) == '\n';
        }
    }

    /** Replaces the journal by one with each item once, and opens it for more. */
    static Journal rewrite(Path file, Content content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (Map.Entry<String, String> fact : content.facts().entrySet()) {
                ObjectNode node = JSON.createObjectNode();
                node.put("fact", fact.getKey()).put("value", fact.getValue());
                line(lines, node);
            }
            for (Item item : content.items()) {
                line(lines, node(item));
                if (lines.size() > BUFFER_BYTES) {
                    lines.writeTo(out);
                    lines.reset();
                }
            }
            lines.writeTo(out);
            out.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return new Journal(new FileOutputStream(file.toFile(), true));
    }

    /** Writes items to a file of their own, which {@link #read} understands. */
    static void write(Path file, Collection<Item> items) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Item item : items) {
            line(lines, node(item));
        }
        Files.write(file, lines.toByteArray());
    }

    void append(Collection<Item> items) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Item item : items) {
            line(lines, node(item));
        }
        out.write(lines.toByteArray());
    }

    @Override
    public void close() throws IOException {
        out.getFD().sync();
        out.close();
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
