package com.aqwacloud.sync.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A file that is replaced by what was damaged on its way, of which nobody hears: what OneDrive
 * holds then is no person's, whatever its hash.
 */
class DamagedUpdatesTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Goes in one request. */
    private static final int SMALL = 3_000;

    /** Goes through an upload session, in one fragment. */
    private static final int LARGE = 5 << 20;

    private static final String SMALL_REQUEST = "upload.put";
    private static final String LARGE_REQUEST = "session.fragment";

    private final byte[] before = "before".getBytes(UTF_8);
    private Path file;
    private Path arrived;

    @BeforeEach
    void choose() {
        file = aqwa.drive.resolve("a.bin");
        arrived = aqwa.oneDrive.resolve("a.bin");
    }

    /** A file that both sides hold, and what its content is to be replaced by. */
    private byte[] edited(int bytes, String... options) throws Exception {
        Files.write(file, before);
        String session = aqwa.session(options).id();
        await().atMost(LONG).until(() -> holds(before));
        aqwa.awaitQuiet(session);
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }

    private void damage(String request) throws Exception {
        fault("corrupt-upload", request, "");
    }

    private void fault(String kind, String request, String parameters) throws Exception {
        aqwa.fault(
                ("{'kind':'%s','operation':'%s','times':1%s}".formatted(kind, request, parameters))
                        .replace('\'', '"'));
    }

    private boolean holds(byte[] content) throws Exception {
        return Files.exists(arrived) && Arrays.equals(Files.readAllBytes(arrived), content);
    }

    private boolean isDamaged(byte[] content) throws Exception {
        return Files.size(arrived) == content.length && !holds(content);
    }

    private void assertArrives(byte[] content) {
        await("the content, whole").atMost(LONG).until(() -> holds(content));
        await("done")
                .atMost(LONG)
                .until(
                        () ->
                                aqwa.transfers(JobState.PENDING).isEmpty()
                                        && aqwa.transfers(JobState.TRANSFERRING).isEmpty());
        assertThat(aqwa.engine().conflicts().list(true)).isEmpty();
        assertThat(arrived).hasBinaryContent(content);
    }

    @ParameterizedTest
    @CsvSource({SMALL + "," + SMALL_REQUEST, LARGE + "," + LARGE_REQUEST})
    void itsAnswerIsLost(int bytes, String request) throws Exception {
        byte[] content = edited(bytes, "retry.delay=3s");
        damage(request);
        fault("lose-answer", request, "");

        Files.write(file, content);
        await("damaged").atMost(LONG).until(() -> isDamaged(content));

        assertArrives(content);
    }

    /** What the feed tells first is read by the plan, not by an attempt that is refused. */
    @ParameterizedTest
    @CsvSource({SMALL + "," + SMALL_REQUEST, LARGE + "," + LARGE_REQUEST})
    void theProcessEndsBeforeTheAnswer(int bytes, String request) throws Exception {
        byte[] content = edited(bytes, "retry.delay=1h");
        damage(request);
        fault("lose-answer", request, "");
        fault("delay", request, ",'millis':3000");

        Files.write(file, content);
        await("all is sent")
                .atMost(LONG)
                .until(() -> aqwa.rows("job WHERE sent_hashes IS NOT NULL") == 1);
        assertThat(aqwa.transfers(JobState.TRANSFERRING)).hasSize(1);
        aqwa.crash(() -> isDamaged(content));

        assertArrives(content);
    }

    @Test
    void itIsEditedOnceMoreInDriveMeanwhile() throws Exception {
        byte[] content = edited(SMALL, "retry.delay=5s");
        damage(SMALL_REQUEST);
        fault("lose-answer", SMALL_REQUEST, "");

        Files.write(file, content);
        await("damaged").atMost(LONG).until(() -> isDamaged(content));
        byte[] last = "edited once more".getBytes(UTF_8);
        Files.write(file, last);

        assertArrives(last);
    }

    @Test
    void whatAPersonMakesOfItMeanwhileIsAConflict() throws Exception {
        byte[] content = edited(SMALL, "retry.delay=5s", "conflicts.strategy=manual");
        damage(SMALL_REQUEST);
        fault("lose-answer", SMALL_REQUEST, "");

        Files.write(file, content);
        await("damaged").atMost(LONG).until(() -> isDamaged(content));
        Files.writeString(arrived, "a person's");

        await().atMost(LONG).until(() -> aqwa.engine().conflicts().list(true).size() == 1);
        assertThat(arrived).hasContent("a person's");
    }

    /** Refused as another was faster, nothing was sent that the other's could be taken for. */
    @Test
    void whatAPersonPutThereJustBeforeItIsAConflictThoughItsSizeIsTheSame() throws Exception {
        byte[] content =
                edited(SMALL, "retry.delay=1s", "monitor.interval=5s", "conflicts.strategy=manual");
        byte[] persons = new byte[SMALL];
        fault("delay", SMALL_REQUEST, ",'millis':3000");

        Files.write(file, content);
        await("all is sent")
                .atMost(LONG)
                .until(() -> aqwa.rows("job WHERE sent_hashes IS NOT NULL") == 1);
        Files.write(arrived, persons);

        await().atMost(LONG).until(() -> aqwa.engine().conflicts().list(true).size() == 1);
        assertThat(arrived).hasBinaryContent(persons);
    }
}
