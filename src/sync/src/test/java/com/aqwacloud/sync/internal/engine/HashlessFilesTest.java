package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Action;
import com.aqwacloud.sync.api.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that both sides have before they are in sync, and of which OneDrive tells no hash yet. */
class HashlessFilesTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Instant TIME = Instant.parse("2024-02-03T04:05:06Z");

    @BeforeEach
    void tellNoHash() throws Exception {
        for (String operation : new String[] {"delta", "get"}) {
            aqwa.fault("{\"kind\":\"missing-hash\",\"operation\":\"" + operation + "\"}");
        }
    }

    @Test
    void isTakenForTheSameBySizeAndTimeAndComparedOnceThereIsAHash() throws Exception {
        put(aqwa.drive, "Dear all", TIME);
        put(aqwa.oneDrive, "Dear all", TIME);
        aqwa.session();
        awaitCompleted(1);

        tellHash();
        awaitCompleted(2);

        assertThat(aqwa.transfers(JobState.COMPLETED))
                .allMatch(transfer -> transfer.action() == Action.ADOPT);
        assertThat(aqwa.transfers(JobState.CONFLICTED)).isEmpty();
        assertThat(sent()).isZero();
    }

    @Test
    void isAConflictOnceItsHashIsAnother() throws Exception {
        put(aqwa.drive, "Dear all", TIME);
        Path there = put(aqwa.oneDrive, "Dear Ann", TIME);
        aqwa.session("conflicts.strategy=manual", "conflicts.auto-resolve=false");
        awaitCompleted(1);

        tellHash();

        await().atMost(LONG).until(() -> aqwa.transfers(JobState.CONFLICTED).size() == 1);
        assertThat(there).hasContent("Dear Ann");
        assertThat(sent()).isZero();
    }

    @Test
    void isAConflictAtOnceIfItsTimeIsAnother() throws Exception {
        put(aqwa.drive, "Dear all", TIME);
        put(aqwa.oneDrive, "Dear Ann", TIME.plusSeconds(60));
        aqwa.session("conflicts.strategy=manual", "conflicts.auto-resolve=false");

        await().atMost(LONG).until(() -> aqwa.transfers(JobState.CONFLICTED).size() == 1);
        assertThat(sent()).isZero();
    }

    private static Path put(Path side, String content, Instant time) throws IOException {
        Path file = Files.writeString(side.resolve("letter.txt"), content);
        return Files.setLastModifiedTime(file, FileTime.from(time));
    }

    /** A list of all items that is read anew brings it. */
    private void tellHash() throws Exception {
        aqwa.noFaults();
        aqwa.fault("{\"kind\":\"expire-delta-link\",\"operation\":\"delta\",\"times\":1}");
    }

    private void awaitCompleted(int transfers) {
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.COMPLETED).size() == transfers);
    }

    private int sent() throws Exception {
        return aqwa.requests().at("/onedrive/operations/upload.put").asInt();
    }
}
