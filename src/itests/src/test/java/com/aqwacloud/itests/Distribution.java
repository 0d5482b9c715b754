package com.aqwacloud.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * The project's own archive, unpacked and started on free ports with the sandbox, as {@code ./run}
 * does it.
 *
 * <pre>{@code
 * try (var aqwa = Distribution.unpack(folder)) {
 *     aqwa.startAndAwaitReady();
 *     Files.copy(file, aqwa.googleDrive().resolve("a.txt"));
 *     ...
 *     aqwa.kill();
 *     aqwa.startAndAwaitReady();
 * }
 * }</pre>
 */
final class Distribution extends KarafProcess {
    private static final Duration READY_AT_MOST = Duration.ofSeconds(90);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int httpPort;
    private final int sandboxPort;
    private final int sshPort;
    private final Api api;

    private Distribution(Path base, List<Integer> ports) {
        super(base);
        httpPort = ports.get(0);
        sandboxPort = ports.get(1);
        sshPort = ports.get(2);
        api = new Api(httpPort);
        env("AQWA_HTTP_PORT", Integer.toString(httpPort));
        env("AQWA_SANDBOX_PORT", Integer.toString(sandboxPort));
        env("AQWA_SSH_PORT", Integer.toString(sshPort));
        env("AQWA_SANDBOX", "true");
        env("AQWA_SANDBOX_DIR", base.resolve("sandbox").toString());
    }

    /** Unpacks the archive into a folder of its own inside {@code folder}; nothing runs yet. */
    static Distribution unpack(Path folder) throws IOException, InterruptedException {
        Path base = folder.resolve("aqwacloud").toAbsolutePath();
        Commands.untar(archive(), base);
        var distribution = new Distribution(base, FreePorts.find(3));
        Files.createDirectories(distribution.googleDrive());
        Files.createDirectories(distribution.oneDrive());
        return distribution;
    }

    /** The archive under test. */
    static Path archive() {
        return Path.of(System.getProperty("aqwa.archive"));
    }

    int httpPort() {
        return httpPort;
    }

    int sandboxPort() {
        return sandboxPort;
    }

    int sshPort() {
        return sshPort;
    }

    /** The folder that plays Google Drive. */
    Path googleDrive() {
        return base().resolve("sandbox/google-drive");
    }

    /** The folder that plays OneDrive. */
    Path oneDrive() {
        return base().resolve("sandbox/onedrive");
    }

    /** Starts and waits until health answers. */
    void startAndAwaitReady() throws IOException {
        start();
        awaitHealthy(httpPort, READY_AT_MOST);
    }

    /** GET of a path of the page or of REST. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(httpPort, path);
    }

    /** REST on the page's port. */
    Api api() {
        return api;
    }

    /** Makes the line to both clouds carry so many bytes a second; 0 for as many as it can. */
    void shape(long bytesPerSecond) throws IOException, InterruptedException {
        sandbox().shape(Duration.ZERO, bytesPerSecond);
    }

    /** Puts a file of that size and of a content of its own into the drive, at once. */
    Path drop(String path, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(path.hashCode()).nextBytes(content);
        Path file = googleDrive().resolve(path);
        Files.createDirectories(file.getParent());
        Path part = base().resolve("dropping");
        Files.write(part, content);
        return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Waits until the file of the drive is in OneDrive, byte for byte. */
    void awaitArrival(String path) {
        Path from = googleDrive().resolve(path);
        Path to = oneDrive().resolve(path);
        await(path + " in OneDrive")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Files.exists(to) && Files.mismatch(from, to) == -1);
    }

    /** What a path of REST answers. */
    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(
                    path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** The levers of the sandbox. */
    SandboxClouds sandbox() {
        return new SandboxClouds(sandboxPort);
    }

    /** Waits until both folders hold the same names and sizes and no job is left to do. */
    void awaitSame(Duration atMost) {
        await("OneDrive holds what Google Drive holds")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(100))
                .failFast("the JVM has ended:\n" + base(), () -> !isRunning())
                .untilAsserted(
                        () -> {
                            assertThat(Tree.list(oneDrive())).isEqualTo(Tree.list(googleDrive()));
                            JsonNode jobs = json("/api/stats").path("jobs");
                            assertThat(jobs.path("pending").asLong()).as("pending").isZero();
                            assertThat(jobs.path("transferring").asLong())
                                    .as("transferring")
                                    .isZero();
                        });
    }

    /** Asserts that no job failed and no conflict came up, ever. */
    void assertNoTrouble() throws IOException, InterruptedException {
        assertThat(json("/api/transfers?state=failed")).as("failed jobs").isEmpty();
        assertThat(json("/api/conflicts?all=true")).as("conflicts").isEmpty();
    }

    /** The remote console's password, made by the first start. */
    String consolePassword() throws IOException {
        return Files.readString(base().resolve("console.password")).strip();
    }

    /** Runs console commands as user {@code aqwa}. */
    Commands.Result console(String... commands) throws IOException, InterruptedException {
        return client("aqwa", consolePassword(), commands);
    }
}
