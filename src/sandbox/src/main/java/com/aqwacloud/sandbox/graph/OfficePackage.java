package com.aqwacloud.sandbox.graph;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** An Office file: a ZIP of parts. */
final class OfficePackage {

    private static final String PART = "customXml/itemSandbox.xml";

    private OfficePackage() {}

    /** The file with one part more that no program minds; empty if it is no ZIP. */
    static Optional<byte[]> withProperties(byte[] bytes) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream(bytes.length + 1024);
        int parts = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes));
                ZipOutputStream out = new ZipOutputStream(copy)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(PART)) {
                    continue;
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
                out.closeEntry();
                parts++;
            }
            out.putNextEntry(new ZipEntry(PART));
            out.write("<properties xmlns=\"urn:sandbox\"/>".getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        } catch (java.util.zip.ZipException e) {
            return Optional.empty();
        }
        return parts == 0 ? Optional.empty() : Optional.of(copy.toByteArray());
    }
}
