package com.aqwacloud.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** On what was measured, without a word about whose it is. */
public final class Machine {

    private Machine() {}

    /**
     * One line.
     *
     * @param rclone its version, if it is there
     */
    public static String describe(Optional<String> rclone) {
        return "%d cores%s%s, %s, JDK %s, %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        line("/proc/cpuinfo", "model name")
                                .map(model -> " (" + model + ")")
                                .orElse(""),
                        line("/proc/meminfo", "MemTotal")
                                .map(total -> Long.parseLong(total.replaceAll("\\D+", "")))
                                .map(kib -> ", " + Figures.size(kib * 1024) + " of memory")
                                .orElse(""),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        System.getProperty("java.version"),
                        rclone.orElse("no rclone"));
    }

    private static Optional<String> line(String file, String key) {
        try {
            List<String> lines = Files.readAllLines(Path.of(file));
            return lines.stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            // Other systems have no such file; then it is not told.
            return Optional.empty();
        }
    }
}
