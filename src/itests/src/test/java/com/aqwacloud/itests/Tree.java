package com.aqwacloud.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Folders full of files: made, and read for comparison. */
final class Tree {
    /** The large file of {@link #plant}. */
    static final String LARGE = "media/recording.bin";

    static final long LARGE_BYTES = 300L << 20;

    private static final Instant OLDEST = Instant.parse("2019-03-31T00:59:58.250Z");

    private final Path folder;
    private final SplittableRandom random = new SplittableRandom(20190331);
    private int planted;

    private Tree(Path folder) {
        this.folder = folder;
    }

    /** One file: what must be equal on both sides; the time is in whole seconds. */
    record Leaf(long size, long modifiedSeconds, String sha256) {}

    /**
     * Makes a tree like that of a project's sources: {@code packages} packages of ten small files
     * each, empty files, names of many scripts and of 200 characters, folders ten deep and, where
     * asked for, one file of 300 MiB. All files have modification times years back.
     */
    static void plant(Path folder, int packages, boolean large) throws IOException {
        var tree = new Tree(Files.createDirectories(folder));
        for (int p = 0; p < packages; p++) {
            for (int f = 0; f < 10; f++) {
                tree.text("src/main/p%02d/File%d.java".formatted(p, f));
            }
        }
        String deep = "deep";
        for (int level = 1; level <= 10; level++) {
            deep += "/level " + level;
            tree.text(deep + "/here.txt");
        }
        tree.empty("empty/.keep");
        tree.empty("empty/__init__.py");
        tree.empty("empty/nothing at all");
        tree.text("names/caf\u00e9 composed.txt");
        tree.text("names/cafe\u0301 decomposed.txt");
        tree.text("names/\u00fc.txt");
        tree.text("names/u\u0308.txt");
        tree.text("names/\u65e5\u672c\u8a9e \u30c6\u30b9\u30c8.md");
        tree.text("names/\u0440\u0443\u0441\u0441\u043a\u0438\u0439.txt");
        tree.text("names/\u0627\u0644\u0639\u0631\u0628\u064a\u0629.txt");
        tree.text("names/\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \ud83c\udf89.txt");
        tree.text("names/\ud83d\udcc1 folder/\u2764\ufe0f.txt");
        tree.text("names/100% & more #1 +plus;semi=equals @at 'quote' [x] {y} ~.txt");
        tree.text("names/two  spaces.txt");
        tree.text("names/no-extension");
        tree.text("long/" + "n".repeat(196) + ".txt");
        tree.text("long/" + "m".repeat(200) + "/" + "inside.txt");
        tree.text("long/" + "\u00e4".repeat(100) + "abcde".repeat(10) + ".txt");
        if (large) {
            write(folder.resolve(LARGE), LARGE_BYTES, 7);
            tree.date(folder.resolve(LARGE));
        }
    }

    /** Writes a file of that size whose every part differs from every other. */
    static void write(Path file, long bytes, long seed) throws IOException {
        Files.createDirectories(file.getParent());
        var random = new SplittableRandom(seed);
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; left -= block.length) {
                random.nextBytes(block);
                out.write(block, 0, (int) Math.min(left, block.length));
            }
        }
    }

    private void text(String path) throws IOException {
        var text = new StringBuilder("// " + path + "\n");
        int lines = random.nextInt(1, 400);
        for (int line = 0; line < lines; line++) {
            text.append("    value").append(line).append(" = ").append(random.nextLong());
            text.append(";\n");
        }
        place(path, text.toString());
    }

    private void empty(String path) throws IOException {
        place(path, "");
    }

    private void place(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, StandardCharsets.UTF_8);
        date(file);
    }

    private void date(Path file) throws IOException {
        Instant modified = OLDEST.plusSeconds(86_399L * planted++);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    /** Every file below the folder by its path there, with its content's hash. */
    static Map<String, Leaf> read(Path folder) throws IOException {
        var leaves = new TreeMap<String, Leaf>();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes seen)
                            throws IOException {
                        leaves.put(
                                folder.relativize(file).toString(),
                                new Leaf(
                                        seen.size(),
                                        seen.lastModifiedTime().toInstant().getEpochSecond(),
                                        sha256(file)));
                        return FileVisitResult.CONTINUE;
                    }
                });
        return leaves;
    }

    /**
     * Asserts that two folders hold the same files, with equal bytes and times to the second.
     * Quicker than to {@link #read} both, which counts where a file is large.
     */
    static void assertSame(Path there, Path here) throws IOException {
        Map<String, Long> times = times(here);
        assertThat(times(there)).isEqualTo(times);
        for (String path : times.keySet()) {
            assertThat(Files.mismatch(there.resolve(path), here.resolve(path)))
                    .as("first byte of %s that differs", path)
                    .isEqualTo(-1);
        }
    }

    private static Map<String, Long> times(Path folder) throws IOException {
        var times = new TreeMap<String, Long>();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
                        times.put(
                                folder.relativize(file).toString(),
                                seen.lastModifiedTime().toInstant().getEpochSecond());
                        return FileVisitResult.CONTINUE;
                    }
                });
        return times;
    }

    /** Every file and folder below the folder by its path there; a folder's ends with a slash. */
    static Map<String, Long> list(Path folder) throws IOException {
        var sizes = new TreeMap<String, Long>();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes seen) {
                        if (!each.equals(folder)) {
                            sizes.put(folder.relativize(each) + "/", 0L);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
                        sizes.put(folder.relativize(file).toString(), seen.size());
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        // It was deleted or renamed while the folder was read.
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path each, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        return sizes;
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                var out =
                        new DigestOutputStream(
                                OutputStream.nullOutputStream(),
                                MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(out);
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
