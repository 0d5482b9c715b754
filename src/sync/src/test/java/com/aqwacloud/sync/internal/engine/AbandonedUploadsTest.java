package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Transfer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upload session that nobody goes on with does not stay in OneDrive until that forgets it. */
class AbandonedUploadsTest extends EngineCase {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int MEBIBYTE = 1 << 20;
    private static final String UPLOADS =
            "secret WHERE name LIKE 'upload-%' OR name LIKE 'abandoned-%'";

    private Path file;

    @BeforeEach
    void uploadHalf() throws Exception {
        aqwa.slow(10 * MEBIBYTE);
        file = Files.write(aqwa.drive.resolve("report.bin"), content(1, 24 * MEBIBYTE));
        aqwa.session();
        await("a fragment is uploaded")
                .atMost(SOON)
                .until(() -> transfer().bytesDone() >= 10 * MEBIBYTE);
    }

    @Test
    void ofAFileThatIsDeletedMeanwhile() throws Exception {
        aqwa.stop();
        Files.delete(file);
        aqwa.start();

        awaitCancelled();
        assertThat(aqwa.oneDrive.resolve("report.bin")).doesNotExist();
    }

    @Test
    void ofAFileThatIsChangedMeanwhile() throws Exception {
        aqwa.stop();
        byte[] changed = content(2, 12 * MEBIBYTE);
        Files.write(file, changed);
        aqwa.slow(0);
        aqwa.start();

        awaitCancelled();
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(aqwa.oneDrive.resolve("report.bin"))
                                        .hasBinaryContent(changed));
        assertThat(cancelled()).isEqualTo(1);
    }

    @Test
    void ofATransferThatIsGivenUp() throws Exception {
        aqwa.engine().transfers().cancel(transfer().id(), "test");

        awaitCancelled();
    }

    @Test
    void isAskedForOnceIfOneDriveRefusesToCancelIt() throws Exception {
        aqwa.fault("{\"kind\":\"refuse\",\"status\":403,\"operation\":\"session.cancel\"}");
        aqwa.engine().transfers().cancel(transfer().id(), "test");

        awaitCancelled();
        await().atMost(SOON).until(() -> aqwa.rows(UPLOADS) == 0);
        assertThat(cancelled()).isEqualTo(1);
    }

    private Transfer transfer() {
        return await().atMost(SOON)
                .until(
                        () -> aqwa.engine().transfers().list(null, null, 10).stream().findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void awaitCancelled() {
        await("the session is cancelled").atMost(SOON).until(() -> cancelled() == 1);
    }

    private int cancelled() throws Exception {
        return aqwa.requests().at("/onedrive/operations/session.cancel").asInt();
    }

    private static byte[] content(long seed, int bytes) {
        byte[] content = new byte[bytes];
        new Random(seed).nextBytes(content);
        return content;
    }
}
