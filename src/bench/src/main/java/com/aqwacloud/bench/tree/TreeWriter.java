package com.aqwacloud.bench.tree;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Makes the files of a plan. */
public final class TreeWriter {

    private static final int BLOCK_BYTES = 64 * 1024;

    /** Long ago, so that whoever keeps the times has to set them. */
    private static final Instant FIRST_MODIFIED = Instant.parse("2020-02-20T20:20:20Z");

    private TreeWriter() {}

    /**
     * Makes all files of a plan below a folder that does not hold them yet.
     *
     * @return the SHA-256 of each, by its path
     */
    public static Map<String, String> write(TreePlan plan, Path folder) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        Files.createDirectories(folder);
        for (PlannedFile file : plan.files()) {
            Path target = folder.resolve(file.path());
            Files.createDirectories(target.getParent());
            sums.put(file.path(), write(file, target));
            Files.setLastModifiedTime(
                    target, FileTime.from(FIRST_MODIFIED.plusSeconds(file.seed())));
        }
        return sums;
    }

    private static String write(PlannedFile file, Path target) throws IOException {
        Sha256 sum = new Sha256();
        byte[] block = new byte[BLOCK_BYTES];
        SplittableRandom random = new SplittableRandom(file.sizeBytes() * 31 + file.seed());
        try (OutputStream out = Files.newOutputStream(target)) {
            for (long left = file.sizeBytes(); left > 0; left -= BLOCK_BYTES) {
                int length = (int) Math.min(left, BLOCK_BYTES);
                fill(block, random);
                out.write(block, 0, length);
                sum.update(block, length);
            }
        }
        return sum.hex();
    }

    private static void fill(byte[] block, SplittableRandom random) {
        ByteBuffer buffer = ByteBuffer.wrap(block);
        while (buffer.hasRemaining()) {
            buffer.putLong(random.nextLong());
        }
    }
}
