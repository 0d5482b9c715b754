package com.aqwacloud.itests;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final long MEBIBYTE = 1 << 20;

    /** So slow that each kill comes in the middle of transfers. */
    private static final long BYTES_PER_SECOND = 32 * MEBIBYTE;

    /** What one request of an upload session carries at most; a cut one does not count. */
    private static final long FRAGMENT_BYTES = 10 * MEBIBYTE;

    private static final Duration LATENCY = Duration.ofMillis(20);

    @TempDir Path folder;
    private Distribution aqwa;

    @BeforeEach
    void unpack() throws IOException, InterruptedException {
        aqwa = Distribution.unpack(folder);
        aqwa.env("AQWA_HEAP", "256m");
        aqwa.env("AQWA_POLL_INTERVAL", "1s");
    }

    @AfterEach
    void close() throws IOException {
        aqwa.close();
    }

    @Tag("soak")
    @Test
    void threeCrashesWhileATreeIsTransferredLoseNothingAndRepeatNothing()
            throws IOException, InterruptedException {
        Path planted = folder.resolve("tree");
        Tree.plant(planted, 50, true);
        Map<String, Tree.Leaf> expected = Tree.read(planted);
        var sizes = new TreeMap<String, Long>();
        expected.forEach((path, leaf) -> sizes.put(path, leaf.size()));
        long all = sizes.values().stream().mapToLong(Long::longValue).sum();
        try (var watch = new DestinationWatch(aqwa.oneDrive(), sizes)) {
            drop(planted);
            var lives = new Lives();

            lives.begin();
            lives.killWhen("60 files are there", () -> watch.files() >= 60);
            lives.begin();
            lives.killWhen("60 MiB are uploaded", () -> largeDone() >= 60 * MEBIBYTE);
            lives.begin();
            lives.killWhen("180 MiB are uploaded", () -> largeDone() >= 180 * MEBIBYTE);
            lives.begin();
            aqwa.sandbox().shape(Duration.ZERO, 0);
            aqwa.awaitSame(LONG);
            SandboxClouds.Asked last = lives.end();

            assertThat(watch.offences()).isEmpty();
            assertThat(watch.rounds()).as("looks at the destination").isGreaterThan(100);
            assertThat(Tree.read(aqwa.oneDrive())).isEqualTo(expected);
            aqwa.assertNoTrouble();
            System.out.printf(
                    "Three kills: %.1f of %.1f MiB uploaded in all, by life %s%n",
                    lives.uploaded() / (double) MEBIBYTE, all / (double) MEBIBYTE, lives.told());
            assertThat(lives.count("session.create"))
                    .as("upload sessions of the one large file")
                    .isEqualTo(1);
            assertThat(last.of("session.status")).as("session asked where it stands").isPositive();
            assertThat(last.bytesIn())
                    .as("uploaded after 180 MiB of the large file were there")
                    .isLessThan(all - 180 * MEBIBYTE + FRAGMENT_BYTES);
            assertThat(transferOf(Tree.LARGE).path("attempts").asInt())
                    .as("a crash counts as no attempt")
                    .isEqualTo(1);
        }
    }

    @Tag("soak")
    @Test
    void crashesWhileFilesAreRenamedAndDeletedLeaveBothSidesEqual()
            throws IOException, InterruptedException {
        Path planted = folder.resolve("tree");
        Tree.plant(planted, 30, false);
        drop(planted);
        var lives = new Lives();
        aqwa.startAndAwaitReady();
        aqwa.awaitSame(LONG);
        Path drive = aqwa.googleDrive();
        aqwa.sandbox().shape(Duration.ofMillis(60), 0);

        for (int p = 0; p < 5; p++) {
            Path sources = drive.resolve("src/main/p%02d".formatted(p));
            for (int f = 0; f < 5; f++) {
                Files.delete(sources.resolve("File" + f + ".java"));
                Path file = sources.resolve("File" + (f + 5) + ".java");
                Files.move(file, sources.resolve("Renamed" + f + ".java"), ATOMIC_MOVE);
            }
        }
        Path moved = drive.resolve("moved");
        Files.createDirectories(moved);
        for (int p = 5; p < 10; p++) {
            Files.move(
                    drive.resolve("src/main/p%02d".formatted(p)),
                    moved.resolve("q%02d".formatted(p)),
                    ATOMIC_MOVE);
        }
        for (int p = 10; p < 15; p++) {
            for (int f = 0; f < 10; f++) {
                Path file = drive.resolve("src/main/p%02d/File%d.java".formatted(p, f));
                Files.writeString(file, "edited " + p + "/" + f);
            }
        }
        lives.killWhen("10 jobs of these are done", () -> asked("delete", "patch") >= 10);
        lives.begin();
        lives.killWhen("30 more are done", () -> asked("delete", "patch") >= 30);
        aqwa.startAndAwaitReady();

        aqwa.awaitSame(LONG);
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(Tree.read(aqwa.oneDrive())).isEqualTo(Tree.read(drive)));
        aqwa.awaitSame(LONG);
        aqwa.assertNoTrouble();
    }

    private void drop(Path planted) throws IOException, InterruptedException {
        var copied =
                Commands.run(
                        planted,
                        Map.of(),
                        "",
                        Duration.ofMinutes(1),
                        List.of("cp", "-a", ".", aqwa.googleDrive().toString()));
        assertThat(copied.exitCode()).as(copied.output()).isZero();
    }

    private long asked(String... operations) throws IOException, InterruptedException {
        var oneDrive = aqwa.sandbox().requests().oneDrive();
        long sum = 0;
        for (String operation : operations) {
            sum += oneDrive.of(operation);
        }
        return sum;
    }

    /** How many bytes of the large file were sent. */
    private long largeDone() throws IOException, InterruptedException {
        return transferOf(Tree.LARGE).path("bytesDone").asLong();
    }

    private JsonNode transferOf(String path) throws IOException, InterruptedException {
        for (JsonNode job : aqwa.json("/api/transfers?limit=1000")) {
            if (job.path("path").asText().equals("/" + path)) {
                return job;
            }
        }
        return MissingNode.getInstance();
    }

    /** The process from start to kill, several times; what OneDrive was asked for in each. */
    private final class Lives {
        private final List<SandboxClouds.Asked> ended = new ArrayList<>();

        /** Starts with a slow sandbox. */
        void begin() throws IOException {
            aqwa.start();
            await("the sandbox answers")
                    .atMost(LONG)
                    .pollInterval(Duration.ofMillis(10))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(
                            () -> {
                                aqwa.sandbox().shape(LATENCY, BYTES_PER_SECOND);
                                return true;
                            });
            aqwa.awaitHealthy(aqwa.httpPort(), Duration.ofSeconds(90));
        }

        void killWhen(String what, Callable<Boolean> condition)
                throws IOException, InterruptedException {
            await(what)
                    .atMost(LONG)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("the JVM has ended", () -> !aqwa.isRunning())
                    .until(condition);
            end();
            aqwa.kill();
        }

        SandboxClouds.Asked end() throws IOException, InterruptedException {
            SandboxClouds.Asked asked = aqwa.sandbox().requests().oneDrive();
            ended.add(asked);
            return asked;
        }

        long uploaded() {
            return ended.stream().mapToLong(SandboxClouds.Asked::bytesIn).sum();
        }

        long count(String operation) {
            return ended.stream().mapToLong(asked -> asked.of(operation)).sum();
        }

        List<String> told() {
            return ended.stream()
                    .map(
                            life ->
                                    "%.1f MiB %s"
                                            .formatted(
                                                    life.bytesIn() / (double) MEBIBYTE,
                                                    life.operations()))
                    .toList();
        }
    }
}
