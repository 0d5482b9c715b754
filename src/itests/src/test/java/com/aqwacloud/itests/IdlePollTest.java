package com.aqwacloud.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("soak")
class IdlePollTest {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int POLLS = 5;

    @TempDir static Path folder;
    private static Distribution aqwa;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        aqwa = Distribution.unpack(folder);
        aqwa.env("AQWA_POLL_INTERVAL", INTERVAL.toSeconds() + "s");
        aqwa.startAndAwaitReady();
    }

    @AfterAll
    static void close() throws IOException {
        aqwa.close();
    }

    @Test
    void anIdlePollCostsOneRequestPerCloudWith10FilesAndWith500()
            throws IOException, InterruptedException {
        hold(10);
        assertIdlePollsAreCheap(10);
        hold(500);
        assertIdlePollsAreCheap(500);
    }

    private static void hold(int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Path file = aqwa.googleDrive().resolve("f%d/file%d.txt".formatted(i % 20, i));
            if (Files.notExists(file)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, "file " + i);
            }
        }
        aqwa.awaitSame(Duration.ofMinutes(3));
    }

    private static void assertIdlePollsAreCheap(int files)
            throws IOException, InterruptedException {
        SandboxClouds sandbox = aqwa.sandbox();
        // What the last transfers left in the feeds is read first.
        awaitPolls(sandbox, 3);
        sandbox.resetRequests();
        long began = System.nanoTime();
        awaitPolls(sandbox, POLLS);
        var requests = sandbox.requests();
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        System.out.printf(
                "Idle with %d files: %d ms, Google Drive %s, OneDrive %s%n",
                files,
                took.toMillis(),
                requests.google().operations(),
                requests.oneDrive().operations());
        assertThat(requests.google().operations()).containsOnlyKeys("changes.list");
        assertThat(requests.oneDrive().operations()).containsOnlyKeys("delta");
        assertThat(requests.google().of("changes.list"))
                .as("one per interval")
                .isLessThanOrEqualTo(took.dividedBy(INTERVAL) + 1);
        assertThat(requests.inOrder()).as("one of each per poll").isEqualTo(taken(requests));
    }

    /** The two requests by turns, beginning with the one that came first. */
    private static List<String> taken(SandboxClouds.Requests requests) {
        List<String> told = requests.inOrder();
        boolean midPoll = told.get(0).equals("delta");
        return IntStream.range(0, told.size())
                .mapToObj(i -> (i % 2 == 0) == midPoll ? "delta" : "changes.list")
                .toList();
    }

    private static void awaitPolls(SandboxClouds sandbox, int polls)
            throws IOException, InterruptedException {
        long before = sandbox.requests().google().of("changes.list");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> sandbox.requests().google().of("changes.list") >= before + polls);
    }
}
