package com.aqwacloud.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of the operating system, run to their end. */
final class Commands {
    private Commands() {}

    /** What a program printed (both streams) and its exit code. */
    record Result(int exitCode, String output) {}

    /**
     * Runs a program to its end.
     *
     * @param input what it reads from standard input
     * @throws AssertionError if it takes longer than {@code atMost}; it is killed then
     */
    static Result run(
            Path folder, Map<String, String> env, String input, Duration atMost, List<String> args)
            throws IOException, InterruptedException {
        Path in = Files.createTempFile("command", ".in");
        Path out = Files.createTempFile("command", ".out");
        try {
            Files.writeString(in, input);
            ProcessBuilder builder = new ProcessBuilder(args).directory(folder.toFile());
            builder.environment().putAll(env);
            Process process =
                    builder.redirectErrorStream(true)
                            .redirectInput(in.toFile())
                            .redirectOutput(out.toFile())
                            .start();
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(args + " took longer than " + atMost + ":\n" + text(out));
            }
            return new Result(process.exitValue(), text(out));
        } finally {
            Files.deleteIfExists(in);
            Files.deleteIfExists(out);
        }
    }

    /** Unpacks a tar.gz without its root folder. */
    static void untar(Path archive, Path into) throws IOException, InterruptedException {
        Files.createDirectories(into);
        Result result =
                run(
                        into,
                        Map.of(),
                        "",
                        Duration.ofMinutes(2),
                        List.of("tar", "-xzf", archive.toString(), "--strip-components=1"));
        if (result.exitCode() != 0) {
            throw new IOException("Cannot unpack " + archive + ": " + result.output());
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), UTF_8);
    }
}
