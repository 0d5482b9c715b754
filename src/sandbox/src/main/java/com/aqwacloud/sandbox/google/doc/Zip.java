package com.aqwacloud.sandbox.google.doc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a ZIP archive into memory. Not thread-safe. */
final class Zip {

    /** An archive's cost of an entry that is stored as it is, beside its bytes and its name's. */
    private static final int ENTRY_BYTES = 30 + 46;

    private static final String PADDING = "padding.bin";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);

    Zip add(String name, byte[] content) {
        return put(name, content, ZipEntry.DEFLATED);
    }

    /** Not compressed, as some formats want it for their first entry. */
    Zip store(String name, byte[] content) {
        return put(name, content, ZipEntry.STORED);
    }

    private Zip put(String name, byte[] content, int method) {
        try {
            ZipEntry entry = new ZipEntry(name);
            entry.setMethod(method);
            // The same document is the same bytes, whenever it is asked for.
            entry.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
            if (method == ZipEntry.STORED) {
                CRC32 crc = new CRC32();
                crc.update(content);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
            }
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param atLeast bytes that the archive is to have; an entry of zeros makes up what is missing
     */
    byte[] finish(long atLeast, java.util.function.LongFunction<Zip> again) {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long missing = atLeast - bytes.size() - ENTRY_BYTES - 2L * PADDING.length();
        if (missing <= 0) {
            return bytes.toByteArray();
        }
        Zip padded = again.apply(missing);
        padded.store(PADDING, new byte[Math.toIntExact(missing)]);
        return padded.finish(0, again);
    }
}
