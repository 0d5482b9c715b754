package com.aqwacloud.bench.clouds;

import com.aqwacloud.bench.process.Children;
import com.aqwacloud.bench.process.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Both clouds in a process of its own, with folders of its own. */
public final class Sandbox implements AutoCloseable {

    /** What every client signs its requests with. */
    public static final String TOKEN = "sandbox";

    private static final Duration READY_AT_MOST = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final Process process;

    private Sandbox(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param jar the sandbox that runs alone
     * @param folder empty, for all that it keeps
     */
    public static Sandbox start(Path jar, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = FreePorts.find(1).get(0);
        Path output = folder.resolve("sandbox.log");
        Process process =
                Children.start(
                        new ProcessBuilder(
                                        List.of(
                                                Path.of(System.getProperty("java.home"), "bin/java")
                                                        .toString(),
                                                "-Xmx1g",
                                                "-jar",
                                                jar.toString(),
                                                "--tls",
                                                "--port",
                                                Integer.toString(port),
                                                "--google",
                                                folder.resolve("google").toString(),
                                                "--onedrive",
                                                folder.resolve("onedrive").toString(),
                                                "--state",
                                                folder.resolve("state").toString()))
                                .redirectErrorStream(true)
                                .redirectOutput(output.toFile()));
        long began = System.nanoTime();
        while (!Files.readString(output).contains("is ready")) {
            if (!process.isAlive() || System.nanoTime() - began > READY_AT_MOST.toNanos()) {
                process.destroyForcibly();
                throw new IOException("The sandbox did not start: " + Files.readString(output));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return new Sandbox(folder, port, process);
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** The folder that is Google Drive. */
    public Path googleDrive() {
        return folder.resolve("google");
    }

    /** The folder that is OneDrive. */
    public Path oneDrive() {
        return folder.resolve("onedrive");
    }

    /** The certificate of the authority that clients with TLS must trust. */
    public Path authority() throws IOException, InterruptedException {
        return Files.writeString(
                folder.resolve("authority.pem"), new JsonHttp(port).text("/sandbox/ca.pem"));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
