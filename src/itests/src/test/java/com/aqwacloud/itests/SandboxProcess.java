package com.aqwacloud.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sandbox as it runs alone, in a process that outlives the distribution's. Not thread-safe. */
final class SandboxProcess implements AutoCloseable {
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

    /** The bytes of uploads that were begun and are neither complete nor given up, by file. */
    List<String> unfinishedUploads() throws IOException {
        try (Stream<Path> all = Files.walk(state)) {
            return all.filter(file -> file.getParent().endsWith("incoming"))
                    .filter(file -> file.toFile().length() > 0)
                    .map(file -> file + ": " + file.toFile().length() + " bytes")
                    .toList();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
