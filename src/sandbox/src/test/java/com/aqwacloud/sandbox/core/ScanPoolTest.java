package com.aqwacloud.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many folders in one process. */
class ScanPoolTest {

    @TempDir Path home;

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sandbox-"))
                .count();
    }

    @Test
    void manyAccountsShareAFewThreadsAndClosingOneLeavesTheOthers() throws Exception {
        List<CloudFolder> all = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                all.add(Folders.open(home.resolve("account" + i), Folders.GOOGLE));
            }
            assertThat(threads()).isLessThanOrEqualTo(5);
            all.get(0).close();
            all.get(7).close();
            Files.writeString(home.resolve("account1/files/f"), "f");
            Files.writeString(home.resolve("account19/files/f"), "f");
            for (int i : new int[] {1, 19}) {
                CloudFolder folder = all.get(i);
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> folder.child(folder.root().id(), "f").isPresent());
            }
        } finally {
            all.remove(7);
            all.remove(0);
            for (CloudFolder folder : all) {
                folder.close();
            }
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> threads() == 0);
    }
}
