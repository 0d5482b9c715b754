package com.aqwacloud.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PackagesTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?(com\\.aqwacloud\\.sync[a-z.]*)\\.[A-Z]");

    @Test
    void noPackageUsesOneThatUsesIt() throws IOException {
        Map<String, Set<String>> uses = uses();
        List<String> rings = new ArrayList<>();
        for (String start : uses.keySet()) {
            if (reaches(uses, start)) {
                rings.add(start);
            }
        }

        assertThat(uses).hasSizeGreaterThan(10);
        assertThat(rings).isEmpty();
    }

    @Test
    void theApiUsesNothingInternal() throws IOException {
        assertThat(uses().get("com.aqwacloud.sync.api")).isEmpty();
    }

    private static boolean reaches(Map<String, Set<String>> uses, String start) {
        var seen = new TreeSet<String>();
        var next = new ArrayList<>(uses.get(start));
        while (!next.isEmpty()) {
            String each = next.remove(0);
            if (seen.add(each)) {
                next.addAll(uses.getOrDefault(each, Set.of()));
            }
        }
        return seen.contains(start);
    }

    private static Map<String, Set<String>> uses() throws IOException {
        var uses = new TreeMap<String, Set<String>>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String name = SOURCES.relativize(file.getParent()).toString().replace('/', '.');
                Set<String> used = uses.computeIfAbsent(name, key -> new TreeSet<>());
                var imports = IMPORT.matcher(Files.readString(file));
                while (imports.find()) {
                    used.add(imports.group(1));
                }
                used.remove(name);
            }
        }
        return uses;
    }
}
