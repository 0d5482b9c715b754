package com.aqwacloud.defaults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes each shipped file at most once: never over a file that is there, and never again after a
 * person deleted it. Not thread-safe.
 */
final class ShippedOnce {
    /** The bytes of a shipped file. */
    interface Content extends Supplier<byte[]> {}

    private final Path record;
    private final Map<String, Path> places;

    /**
     * @param record file that remembers what was shipped before
     * @param places target folder by the first path segment of a shipped file
     */
    ShippedOnce(Path record, Map<String, Path> places) {
        this.record = record;
        this.places = Map.copyOf(places);
    }

    /**
     * Writes the files that are neither there nor were shipped before.
     *
     * @param files content by path, such as {@code etc/aqwa.engine.cfg}
     * @return the paths written, in the order given
     * @throws IOException if a file or the record cannot be written; nothing is recorded then
     */
    List<String> ship(Map<String, Content> files) throws IOException {
        Set<String> before =
                Files.exists(record) ? new HashSet<>(Files.readAllLines(record)) : Set.of();
        List<String> written = new ArrayList<>();
        for (Map.Entry<String, Content> file : files.entrySet()) {
            Path target = target(file.getKey());
            if (!before.contains(file.getKey()) && Files.notExists(target)) {
                Files.createDirectories(target.getParent());
                // A watcher of the folder must never read half a file.
                Path part = target.resolveSibling("." + target.getFileName() + ".part");
                Files.write(part, file.getValue().get());
                Files.move(part, target);
                written.add(file.getKey());
            }
        }
        Set<String> shipped = new HashSet<>(before);
        shipped.addAll(files.keySet());
        Files.createDirectories(record.getParent());
        Files.write(record, shipped.stream().sorted().toList());
        return written;
    }

    private Path target(String file) {
        int slash = file.indexOf('/');
        Path folder = places.get(file.substring(0, Math.max(slash, 0)));
        if (folder == null) {
            throw new IllegalArgumentException("No place is known for the shipped file " + file);
        }
        return folder.resolve(file.substring(slash + 1));
    }
}
