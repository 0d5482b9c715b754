package com.aqwacloud.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A Karaf unpacked in a folder, started by its own {@code bin/karaf} in a process of its own. Not
 * thread-safe.
 */
class KarafProcess implements AutoCloseable {
    private static final Duration STOP_AT_MOST = Duration.ofSeconds(60);

    private final Path base;
    private final Map<String, String> env = new TreeMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private Process process;

    KarafProcess(Path base) {
        this.base = base;
    }

    /** The folder with {@code bin}, {@code etc}, {@code data}. */
    final Path base() {
        return base;
    }

    /** Sets an environment variable for the starts to come. */
    final KarafProcess env(String name, String value) {
        env.put(name, value);
        return this;
    }

    /** Starts the script; returns at once. */
    final void start() throws IOException {
        if (isRunning()) {
            throw new IllegalStateException("Already running: " + base);
        }
        Files.createDirectories(base.resolve("data/log"));
        ProcessBuilder builder =
                new ProcessBuilder(base.resolve("bin/karaf").toString(), "daemon")
                        .directory(base.toFile());
        builder.environment().putAll(env);
        process =
                builder.redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        base.resolve("data/log/console.log").toFile()))
                        .start();
        process.getOutputStream().close();
    }

    final boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Process id of the running JVM: the script replaces itself by it. */
    final long pid() {
        return process.pid();
    }

    /** Ends the JVM at once, as {@code kill -9} does. */
    final void kill() {
        process.destroyForcibly().onExit().join();
    }

    /**
     * Asks the JVM to end, as {@code kill} does, and waits for it.
     *
     * @return its exit code
     */
    final int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_AT_MOST.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Still running " + STOP_AT_MOST + " after SIGTERM: " + base);
        }
        return process.exitValue();
    }

    /** Runs console commands through {@code bin/client}; its output includes error messages. */
    final Commands.Result client(String user, String password, String... commands)
            throws IOException, InterruptedException {
        return Commands.run(
                base,
                env,
                String.join("\n", commands) + "\n",
                Duration.ofMinutes(3),
                List.of("bin/client", "-u", user, "-p", password, "-b"));
    }

    /** The GET of a loopback URL. */
    final HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Waits until {@code GET /api/health} on the port answers 200; fails early if the JVM ends. */
    final void awaitHealthy(int port, Duration atMost) {
        await("GET /api/health on port " + port + " of " + base)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(100))
                .failFast("the JVM has ended:\n" + base, () -> !isRunning())
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> get(port, "/api/health").statusCode() == 200);
    }

    /** Resident memory of the JVM in bytes. */
    final long residentBytes() throws IOException {
        return memory("VmRSS:");
    }

    /** The most memory of the JVM that was resident since its start, in bytes. */
    final long peakResidentBytes() throws IOException {
        return memory("VmHWM:");
    }

    private long memory(String measure) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
                .filter(line -> line.startsWith(measure))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Karaf's log so far. */
    final String log() throws IOException {
        Path log = base.resolve("data/log/karaf.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** Kills what still runs and keeps the logs under {@code target/karaf-logs}. */
    @Override
    public void close() throws IOException {
        if (isRunning()) {
            kill();
        }
        String kept = System.getProperty("aqwa.logs");
        Path logs = base.resolve("data/log");
        if (kept != null && Files.isDirectory(logs)) {
            Path into =
                    Files.createDirectories(
                            Path.of(
                                    kept,
                                    base.getParent().getFileName() + "-" + base.getFileName()));
            try (var files = Files.list(logs)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(
                            file,
                            into.resolve(file.getFileName()),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
