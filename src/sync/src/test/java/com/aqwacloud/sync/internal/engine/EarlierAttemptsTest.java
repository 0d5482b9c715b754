package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Attempts of a job whose file is not the same any more when the next one begins. */
class EarlierAttemptsTest extends EngineCase {
    private static final Duration SOON = Duration.ofSeconds(60);

    private Path file;

    private void uploadUnheard() throws Exception {
        String session = aqwa.session("retry.delay=5s").id();
        aqwa.fault("{\"kind\":\"stale\",\"millis\":600000,\"operation\":\"delta\"}");
        aqwa.awaitPoll(session);
        aqwa.fault("{\"kind\":\"lose-answer\",\"operation\":\"upload.put\",\"times\":1}");
        file = aqwa.put("a.txt", "content");
        aqwa.awaitAtDestination("a.txt", "content");
    }

    @Test
    void aFileThatIsRenamedMeanwhileIsNotUploadedTwice() throws Exception {
        uploadUnheard();
        Files.move(file, aqwa.drive.resolve("b.txt"));

        aqwa.awaitAtDestination("b.txt", "content");
        assertThat(aqwa.oneDrive.resolve("a.txt")).doesNotExist();
        assertThat(aqwa.requests().at("/onedrive/operations/upload.put").asInt()).isEqualTo(1);
    }

    @Test
    void aFileThatIsEditedMeanwhileIsNoConflict() throws Exception {
        uploadUnheard();
        Files.writeString(file, "more content");

        aqwa.awaitAtDestination("a.txt", "more content");
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
    }

    @Test
    void aFileThatIsDeletedMeanwhileDoesNotStay() throws Exception {
        uploadUnheard();
        Files.delete(file);

        await().atMost(SOON).until(() -> Files.notExists(aqwa.oneDrive.resolve("a.txt")));
    }

    @Test
    void aFolderThatAGatewayHidIsNotMadeTwiceIfItIsRenamedMeanwhile() throws Exception {
        String session = aqwa.session("retry.delay=5s").id();
        aqwa.fault("{\"kind\":\"stale\",\"millis\":600000,\"operation\":\"delta\"}");
        aqwa.awaitPoll(session);
        aqwa.fault(
                "{\"kind\":\"lose-answer\",\"operation\":\"folder.create\",\"status\":502,\"times\":1}");
        Path folder = Files.createDirectory(aqwa.drive.resolve("a"));
        await().atMost(SOON).until(() -> Files.exists(aqwa.oneDrive.resolve("a")));

        Files.move(folder, aqwa.drive.resolve("b"));

        await().atMost(SOON).until(() -> Files.exists(aqwa.oneDrive.resolve("b")));
        assertThat(aqwa.oneDrive.resolve("a")).doesNotExist();
        assertThat(aqwa.requests().at("/onedrive/operations/folder.create").asInt()).isEqualTo(1);
    }

    @Test
    void theJobTellsWhereItsFileIsByNow() throws Exception {
        String session = aqwa.session("monitor.interval=1h").id();
        aqwa.awaitPoll(session);
        aqwa.fault("{\"kind\":\"delay\",\"millis\":4000,\"operation\":\"upload.put\",\"times\":1}");
        aqwa.fault("{\"kind\":\"lose-answer\",\"operation\":\"upload.put\",\"times\":1}");
        file = aqwa.put("a.txt", "content");
        aqwa.idInDrive("a.txt");
        aqwa.poll(session);
        await().atMost(SOON).until(() -> !aqwa.transfers(JobState.TRANSFERRING).isEmpty());
        Files.move(file, aqwa.drive.resolve("b.txt"));
        aqwa.idInDrive("b.txt");
        aqwa.poll(session);

        aqwa.awaitAtDestination("b.txt", "content");
        await().atMost(SOON).until(() -> !aqwa.transfers(JobState.COMPLETED).isEmpty());
        assertThat(aqwa.transfers(JobState.COMPLETED).get(0).path()).isEqualTo("/b.txt");
        assertThat(aqwa.oneDrive.resolve("a.txt")).doesNotExist();
    }
}
