package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers of what was deleted how it was, beside its bytes in the trash, so that it can come
 * back. Thread-safe as far as each item is changed by one thread at a time.
 */
final class RecycleBin {

    private static final Pattern NAME = Pattern.compile("(.+)\\.(\\d{1,18})\\.items");

    private final Path trash;
    private final Map<String, Long> bytesById = new ConcurrentHashMap<>();

    RecycleBin(Path trash) throws IOException {
        this.trash = trash;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(trash, "*.items")) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    bytesById.put(name.group(1), Long.parseLong(name.group(2)));
                }
            }
        }
    }

    /**
     * @param subtree what is being deleted, and all below it, parents first
     */
    void keep(List<Item> subtree) throws IOException {
        String id = subtree.get(0).id();
        drop(id);
        long bytes = subtree.stream().mapToLong(Item::size).sum();
        Journal.write(file(id, bytes), subtree);
        bytesById.put(id, bytes);
    }

    /**
     * What was deleted under this id, itself first.
     *
     * @throws FolderException if nothing was
     */
    List<Item> kept(String id) throws IOException {
        Long bytes = bytesById.get(id);
        if (bytes == null) {
            throw new FolderException(
                    FolderException.Reason.NOT_FOUND, "It is not in the recycle bin");
        }
        return new ArrayList<>(Journal.read(file(id, bytes)).items());
    }

    void drop(String id) throws IOException {
        Long bytes = bytesById.remove(id);
        if (bytes != null) {
            Files.deleteIfExists(file(id, bytes));
        }
    }

    /** Of everything in it. */
    long bytes() {
        return bytesById.values().stream().mapToLong(Long::longValue).sum();
    }

    private Path file(String id, long bytes) {
        return trash.resolve(id + "." + bytes + ".items");
    }
}
