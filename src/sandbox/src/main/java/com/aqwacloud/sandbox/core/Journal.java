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
    record Content(
            Map<String, String> facts,
            Collection<GeneratedSet.Rule> generated,
            Collection<Item> items) {}

    /**
     * @throws IOException if the journal can't be read, or a line before the last is damaged
     */
    static Content read(Path file) throws IOException {
        Map<String, String> facts = new java.util.LinkedHashMap<>();
        Map<String, GeneratedSet.Rule> generated = new java.util.LinkedHashMap<>();
        Map<String, Item> items = new java.util.LinkedHashMap<>();
        Content content = new Content(facts, generated.values(), items.values());
        if (!Files.exists(file)) {
            return content;
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
                    read(file, number, line, facts, generated, items);
                }
                line = next;
            }
        }
        return content;
    }

    private static void read(
            Path file,
            int number,
            String line,
            Map<String, String> facts,
            Map<String, GeneratedSet.Rule> generated,
            Map<String, Item> items)
            throws IOException {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.has("fact")) {
                facts.put(node.get("fact").asText(), node.get("value").asText());
            } else if (node.has("generated")) {
                GeneratedSet.Rule rule = JournalJson.rule(node.get("generated"));
                generated.put(rule.id(), rule);
            } else {
                Item item = JournalJson.item(node);
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
            for (GeneratedSet.Rule rule : content.generated()) {
                line(lines, JournalJson.node(rule));
            }
            for (Item item : content.items()) {
                line(lines, JournalJson.node(item));
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
            line(lines, JournalJson.node(item));
        }
        Files.write(file, lines.toByteArray());
    }

    void append(Collection<Item> items) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Item item : items) {
            line(lines, JournalJson.node(item));
        }
        out.write(lines.toByteArray());
    }

    void append(GeneratedSet.Rule rule) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        line(lines, JournalJson.node(rule));
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
}
