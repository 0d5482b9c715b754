package com.aqwacloud.bench.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares what is in a folder with what should be there. */
public final class TreeCheck {

    private TreeCheck() {}

    /** The SHA-256 of each file below a folder, by its path; of none if there is no such folder. */
    public static Map<String, String> sums(Path folder) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        if (Files.notExists(folder)) {
            return sums;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sums.put(folder.relativize(file).toString(), Sha256.of(file));
            }
        }
        return sums;
    }

    /** A sentence for each file that is missing, different, or should not be there. */
    public static List<String> differences(
            Map<String, String> expected, Map<String, String> found) {
        List<String> wrong = new ArrayList<>();
        expected.forEach(
                (path, sum) -> {
                    String there = found.get(path);
                    if (there == null) {
                        wrong.add(path + " is missing");
                    } else if (!there.equals(sum)) {
                        wrong.add(path + " has another content");
                    }
                });
        found.keySet().stream()
                .filter(path -> !expected.containsKey(path))
                .forEach(path -> wrong.add(path + " should not be there"));
        return wrong;
    }
}
