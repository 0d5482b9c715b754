package com.aqwacloud.sandbox.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to outlive a restart: JSON objects in a folder of their own, a file each, written as a
 * whole. Whoever uses it writes one record from one thread at a time.
 */
final class Records {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END = ".json";

    private final Path folder;

    Records(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /**
     * All there are; what an end in the middle of writing left behind is deleted.
     *
     * @throws IOException if one can't be read
     */
    List<JsonNode> all() throws IOException {
        List<JsonNode> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (file.toString().endsWith(END)) {
                    found.add(JSON.readTree(file.toFile()));
                } else {
                    Files.delete(file);
                }
            }
        }
        return found;
    }

    void put(String id, ObjectNode record) throws IOException {
        Path fresh = Files.createTempFile(folder, "record", ".new");
        Files.write(fresh, JSON.writeValueAsBytes(record));
        Files.move(
                fresh,
                place(id),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    void remove(String id) throws IOException {
        Files.deleteIfExists(place(id));
    }

    private Path place(String id) {
        return folder.resolve(id + END);
    }
}
