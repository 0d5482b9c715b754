package com.aqwacloud.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** The log that a JVM with {@code -Xlog:gc} writes of its collections. */
public final class GcLog {

    private static final Pattern COLLECTION =
            Pattern.compile("Pause .* \\d+[KMG]->(\\d+)([KMG])\\(\\d+[KMG]\\)");

    private final Path file;

    public GcLog(Path file) {
        this.file = file;
    }

    /** How many lines it has by now. */
    public int lines() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    /** The most heap that was in use right after a collection, since so many lines; in bytes. */
    public OptionalLong peakAfter(int lines) throws IOException {
        return collections(lines).max();
    }

    /** The heap in use right after the last collection since so many lines, in bytes. */
    public OptionalLong lastAfter(int lines) throws IOException {
        return collections(lines).reduce((first, second) -> second);
    }

    private LongStream collections(int lines) throws IOException {
        return Files.exists(file)
                ? afterCollections(Files.readAllLines(file).stream().skip(lines).toList())
                : LongStream.empty();
    }

    static LongStream afterCollections(List<String> lines) {
        return lines.stream()
                .map(COLLECTION::matcher)
                .filter(Matcher::find)
                .mapToLong(found -> Long.parseLong(found.group(1)) * unit(found.group(2)));
    }

    private static long unit(String letter) {
        return switch (letter) {
            case "K" -> 1024;
            case "M" -> 1024 * 1024;
            default -> 1024L * 1024 * 1024;
        };
    }
}
