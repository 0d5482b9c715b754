package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes on their way into the cloud, outside its folder. Not thread-safe. */
public final class Staged implements AutoCloseable {

    private final Path file;

    Staged(Path file) {
        this.file = file;
    }

    /** Reads the stream to its end. */
    public void fill(InputStream content) throws IOException {
        try (var out =
                Files.newOutputStream(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            content.transferTo(out);
        }
    }

    /** What has been staged so far, for content that fits into memory. */
    public byte[] bytes() throws IOException {
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    Path file() {
        return file;
    }

    /** Drops the bytes if they have not become part of the cloud. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
