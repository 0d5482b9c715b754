package com.aqwacloud.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeArrivesTest {
    private static final double MEBIBYTE = 1 << 20;

    @TempDir static Path folder;
    private static Distribution aqwa;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        aqwa = Distribution.unpack(folder);
        aqwa.env("AQWA_HEAP", "256m");
        aqwa.env("AQWA_POLL_INTERVAL", "1s");
        // As under cron, in a container, or with ssh from elsewhere: a locale that spells only
        // ASCII.
        aqwa.env("LC_ALL", "C");
        aqwa.startAndAwaitReady();
    }

    @AfterAll
    static void close() throws IOException {
        aqwa.close();
    }

    @Test
    void aTreeOf500FilesArrivesCompleteWith256MebibytesOfHeap()
            throws IOException, InterruptedException {
        Path planted = folder.resolve("tree");
        Tree.plant(planted, 50, true);
        Map<String, Tree.Leaf> expected = Tree.read(planted);
        assertThat(expected).hasSizeGreaterThanOrEqualTo(500);
        long bytes = expected.values().stream().mapToLong(Tree.Leaf::size).sum();
        aqwa.sandbox().resetRequests();

        var copied =
                Commands.run(
                        planted,
                        Map.of(),
                        "",
                        Duration.ofMinutes(1),
                        List.of("cp", "-a", ".", aqwa.googleDrive().toString()));
        assertThat(copied.exitCode()).as(copied.output()).isZero();
        long began = System.nanoTime();
        aqwa.awaitSame(Duration.ofMinutes(4));
        double seconds = (System.nanoTime() - began) / 1e9;

        assertThat(Tree.read(aqwa.oneDrive())).isEqualTo(expected);
        aqwa.assertNoTrouble();
        var requests = aqwa.sandbox().requests();
        System.out.printf(
                "Tree of %d files, %.1f MiB: %.1f s, %.0f files/s, %.1f MiB/s, peak %.0f MiB"
                        + " resident at a heap of 256 MiB; Google Drive %s, OneDrive %s%n",
                expected.size(),
                bytes / MEBIBYTE,
                seconds,
                expected.size() / seconds,
                bytes / MEBIBYTE / seconds,
                aqwa.peakResidentBytes() / MEBIBYTE,
                requests.google().operations(),
                requests.oneDrive().operations());
        assertThat(requests.google().of("files.media"))
                .as("each file is read once")
                .isEqualTo(expected.size());
    }
}
