package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answer to an upload was lost, and OneDrive's feed has not told of the file yet. */
class EarlierAttemptsTest extends EngineCase {
    private static final Duration SOON = Duration.ofSeconds(60);

    private Path file;

    @BeforeEach
    void uploadUnheard() throws Exception {
        String session = aqwa.session("retry.delay=5s").id();
        aqwa.fault("{\"kind\":\"stale\",\"millis\":600000,\"operation\":\"delta\"}");
        aqwa.awaitPoll(session);
        aqwa.fault("{\"kind\":\"lose-answer\",\"operation\":\"upload.put\",\"times\":1}");
        file = aqwa.put("a.txt", "content");
        aqwa.awaitAtDestination("a.txt", "content");
    }

    @Test
    void aFileThatIsRenamedMeanwhileIsNotUploadedTwice() throws Exception {
        Files.move(file, aqwa.drive.resolve("b.txt"));

        aqwa.awaitAtDestination("b.txt", "content");
        assertThat(aqwa.oneDrive.resolve("a.txt")).doesNotExist();
        assertThat(aqwa.requests().at("/onedrive/operations/upload.put").asInt()).isEqualTo(1);
    }

    @Test
    void aFileThatIsEditedMeanwhileIsNoConflict() throws Exception {
        Files.writeString(file, "more content");

        aqwa.awaitAtDestination("a.txt", "more content");
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
    }

    @Test
    void aFileThatIsDeletedMeanwhileDoesNotStay() throws Exception {
        Files.delete(file);

        await().atMost(SOON).until(() -> Files.notExists(aqwa.oneDrive.resolve("a.txt")));
    }
}
