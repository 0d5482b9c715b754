package com.aqwacloud.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The sandbox as it runs alone, in a process that outlives the distribution's. Not thread-safe. */
final class SandboxProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path JAR =
            Path.of(System.getProperty("aqwa.repository.top"), "src/sandbox/target")
                    .resolve("aqwa-sandbox.jar");

    private final Path state;
    private final Process process;

    /** Starts it on the port and the folders of a distribution that has no sandbox of its own. */
    SandboxProcess(Distribution aqwa) throws IOException {
        state = aqwa.base().resolve("sandbox/.state");
        Path log = aqwa.base().resolve("sandbox.log");
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx192m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                JAR.toString(),
                                "--port",
                                Integer.toString(aqwa.sandboxPort()),
                                "--google",
                                aqwa.googleDrive().toString(),
                                "--onedrive",
                                aqwa.oneDrive().toString(),
                                "--state",
                                state.toString())
                        .redirectError(log.toFile())
                        .start();
        String ready = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (ready == null || !ready.contains("ready")) {
            throw new AssertionError(ready + "\n" + Files.readString(log));
        }
    }

    /**
     * An upload that is neither complete nor given up.
     *
     * @param target the name of the file that it was opened for, or the id of the one to replace
     * @param bytes of it that were written, even if their request was cut off
     * @param begun whether any request brought a part of it
     * @param written when it was opened, or last written
     */
    record UnfinishedUpload(String id, String target, long bytes, boolean begun, Instant written) {}

    List<UnfinishedUpload> unfinishedUploads() throws IOException {
        try (Stream<Path> all = Files.walk(state)) {
            return all.filter(file -> file.getParent().endsWith("incoming"))
                    .map(SandboxProcess::unfinished)
                    .toList();
        }
    }

    private static UnfinishedUpload unfinished(Path data) {
        String id = data.getFileName().toString();
        Path record = data.resolveSibling("../sessions/" + id + ".json");
        try {
            JsonNode told =
                    Files.exists(record) ? JSON.readTree(record.toFile()) : JSON.createObjectNode();
            JsonNode attributes = told.path("attributes");
            return new UnfinishedUpload(
                    id,
                    attributes.path("name").asText(attributes.path("item").asText()),
                    Files.size(data),
                    // How much there is to be is what the first of them tells.
                    told.path("total").asLong() >= 0,
                    Files.getLastModifiedTime(data).toInstant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
