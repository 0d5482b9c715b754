package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.Transfer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Content that OneDrive holds already is copied there; whatever goes wrong, it arrives. */
class CopiedContentTest extends EngineCase {
    /** More than goes to OneDrive in one request. */
    private static final int SIZE = 4 * 1024 * 1024 + 1000;

    private final byte[] content = new byte[SIZE];
    private Session session;

    /** OneDrive holds the content, and the session goes on. */
    private void fillOneDrive(String retryDelay) throws Exception {
        new Random(7).nextBytes(content);
        session = aqwa.session("retry.delay=" + retryDelay);
        Files.write(aqwa.drive.resolve("original.bin"), content);
        awaitCompleted(1);
        aqwa.forgetRequests();
    }

    @Test
    void aCopyWhoseAnswerWasLostIsFoundAndNotMadeTwice() throws Exception {
        fillOneDrive("100ms");
        aqwa.fault("{\"kind\":\"lose-answer\",\"operation\":\"copy\",\"times\":1}");

        Files.write(aqwa.drive.resolve("duplicate.bin"), content);
        awaitCompleted(2);

        assertThat(namesInOneDrive()).containsExactly("duplicate.bin", "original.bin");
        assertSame("duplicate.bin");
        assertThatNoContentMoved();
    }

    /** As after a crash between the copy and its baseline. */
    @Test
    void aCopyThatWasMadeWhenTheEngineEndedFollowsItsSource() throws Exception {
        fillOneDrive("3s");
        aqwa.fault("{\"kind\":\"lose-answer\",\"operation\":\"copy\",\"times\":1}");
        Files.write(aqwa.drive.resolve("duplicate.bin"), content);
        await("it is copied, and not known to be")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                Files.exists(aqwa.oneDrive.resolve("duplicate.bin"))
                                        && aqwa.transfers(JobState.PENDING).stream()
                                                .anyMatch(job -> job.error() != null));
        aqwa.stop();
        Files.move(aqwa.drive.resolve("duplicate.bin"), aqwa.drive.resolve("renamed.bin"));
        aqwa.start();

        await("it has the name that its source has by now")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                namesInOneDrive().equals(List.of("original.bin", "renamed.bin"))
                                        && aqwa.transfers(JobState.PENDING).isEmpty()
                                        && aqwa.transfers(JobState.TRANSFERRING).isEmpty());
        assertSame("renamed.bin");
        assertThat(aqwa.rows("baseline")).isEqualTo(2);
        assertThatNoContentMoved();
    }

    @Test
    void whatOneDriveDoesNotCopyIsUploadedInTheSameJob() throws Exception {
        fillOneDrive("100ms");
        aqwa.fault("{\"kind\":\"refuse\",\"status\":404,\"operation\":\"copy\"}");

        Files.write(aqwa.drive.resolve("duplicate.bin"), content);
        awaitCompleted(2);

        assertThat(aqwa.transfers(JobState.COMPLETED)).allMatch(job -> job.error() == null);
        assertThat(namesInOneDrive()).containsExactly("duplicate.bin", "original.bin");
        assertSame("duplicate.bin");
        assertThat(operations("onedrive").path("copy").asInt()).isEqualTo(1);
        assertThat(operations("google").path("files.media").asInt()).isEqualTo(1);
    }

    @Test
    void aCloudThatCannotCopyForLongHoldsUpNothing() throws Exception {
        fillOneDrive("100ms");
        aqwa.fault("{\"kind\":\"refuse\",\"status\":500,\"operation\":\"copy\"}");

        Files.write(aqwa.drive.resolve("duplicate.bin"), content);
        awaitCompleted(2);

        assertSame("duplicate.bin");
        assertThat(operations("onedrive").path("copy").asInt()).isEqualTo(2);
        assertThat(operations("google").path("files.media").asInt()).isEqualTo(1);
    }

    /** OneDrive's feed is told late of what a person did to the original. */
    @Test
    void aCopyOfWhatHadChangedGetsTheRightContent() throws Exception {
        fillOneDrive("100ms");
        aqwa.fault("{\"kind\":\"stale\",\"millis\":60000,\"operation\":\"delta\"}");
        // The first poll is told of the upload itself, the second of nothing, from then on.
        aqwa.awaitPoll(session.id());
        aqwa.awaitPoll(session.id());
        byte[] edited = Arrays.copyOf(content, SIZE - 1);
        Files.write(aqwa.oneDrive.resolve("original.bin"), edited);

        Files.write(aqwa.drive.resolve("duplicate.bin"), content);
        awaitCompleted(2);

        assertThat(operations("onedrive").path("copy").asInt()).isEqualTo(1);
        assertThat(operations("google").path("files.media").asInt()).isEqualTo(1);
        assertSame("duplicate.bin");
        assertThat(Files.readAllBytes(aqwa.oneDrive.resolve("original.bin"))).isEqualTo(edited);
        assertThat(aqwa.transfers(JobState.COMPLETED)).allMatch(job -> job.error() == null);
        aqwa.noFaults();
        aqwa.awaitQuiet(session.id());
        assertSame("duplicate.bin");
        assertThat(namesInOneDrive()).containsExactly("duplicate.bin", "original.bin");
    }

    private void awaitCompleted(int files) {
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                aqwa.transfers(JobState.COMPLETED).stream()
                                                .map(Transfer::path)
                                                .distinct()
                                                .count()
                                        == files);
    }

    private void assertSame(String name) throws IOException {
        assertThat(Arrays.equals(Files.readAllBytes(aqwa.oneDrive.resolve(name)), content))
                .as(name)
                .isTrue();
    }

    private List<String> namesInOneDrive() throws IOException {
        try (Stream<Path> files = Files.list(aqwa.oneDrive)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private void assertThatNoContentMoved() throws Exception {
        JsonNode all = aqwa.requests();
        assertThat(all.at("/google/bytesOut").asLong()).isZero();
        assertThat(all.at("/onedrive/bytesIn").asLong()).isZero();
    }

    private JsonNode operations(String cloud) throws Exception {
        return aqwa.requests().at("/" + cloud + "/operations");
    }
}
