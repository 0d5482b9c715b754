package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Session;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A poll costs the same however many files there are. */
@Tag("soak")
class LargeDriveTest extends EngineCase {
    private static final int FILES = 100_000;
    private static final int POLLS = 5;

    @Test
    void anIdlePollOf100000FilesIsOneRequestOfEachCloud() throws Exception {
        Files.createDirectory(aqwa.drive.resolve("large"));
        Files.createDirectory(aqwa.drive.resolve("watched"));
        String watched = aqwa.idInDrive("watched");
        generate(aqwa.idInDrive("large"), FILES);
        Session session = aqwa.session("monitor.interval=1h", "selection=" + watched);
        await("all are listed")
                .atMost(Duration.ofMinutes(15))
                .until(
                        () ->
                                aqwa.engine()
                                                .sessions()
                                                .find(session.id())
                                                .orElseThrow()
                                                .lastPollAt()
                                        != null);
        assertThat(aqwa.requests().at("/google/operations/files.list").asInt())
                .as("pages of a thousand files")
                .isGreaterThanOrEqualTo(FILES / 1000);
        aqwa.poll(session.id());
        aqwa.forgetRequests();

        for (int poll = 0; poll < POLLS; poll++) {
            aqwa.poll(session.id());
        }

        assertThat(operations("google")).containsExactly("changes.list");
        assertThat(operations("onedrive")).containsExactly("delta");
        assertThat(aqwa.requests().at("/google/operations/changes.list").asInt()).isEqualTo(POLLS);
        assertThat(aqwa.requests().at("/onedrive/operations/delta").asInt()).isEqualTo(POLLS);
        // Among so many, what changes is found as soon as among few.
        aqwa.put("watched/new.txt", "new");
        await("the new file")
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            aqwa.poll(session.id());
                            return Files.exists(aqwa.oneDrive.resolve("watched/new.txt"));
                        });
    }

    private void generate(String folder, int files) throws Exception {
        aqwa.post(
                "/sandbox/generate",
                ("{\"cloud\":\"google\",\"parent\":\"%s\",\"count\":%d,\"folders\":100,"
                                + "\"size\":1024}")
                        .formatted(folder, files));
    }

    private Set<String> operations(String cloud) throws Exception {
        var names = new HashSet<String>();
        aqwa.requests().path(cloud).path("operations").fieldNames().forEachRemaining(names::add);
        return names;
    }
}
