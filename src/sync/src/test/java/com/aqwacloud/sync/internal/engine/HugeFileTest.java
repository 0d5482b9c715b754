package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A file whose bytes no 32 bits can count goes on from where it was cut off, and arrives whole. */
class HugeFileTest extends EngineCase {
    private static final String NAME = "huge.bin";
    private static final long FOUR_GIBIBYTES = 1L << 32;
    private static final long BYTES = FOUR_GIBIBYTES + (100 << 20) + 7;
    private static final long CUT_AFTER = FOUR_GIBIBYTES + (70 << 20);

    @Tag("soak")
    @Test
    void aFileOfMoreThanFourGibibytesGoesOnBeyondThem() throws Exception {
        Path huge = aqwa.drive.resolve(NAME);
        write(huge);
        aqwa.fault(
                ("{\"kind\":\"cut-response\",\"operation\":\"files.media\",\"afterBytes\":%d,"
                                + "\"times\":1}")
                        .formatted(CUT_AFTER));
        aqwa.session("retry.delay=100ms");

        await("done")
                .atMost(Duration.ofMinutes(10))
                .until(() -> !aqwa.transfers(JobState.COMPLETED).isEmpty());

        assertThat(Files.mismatch(huge, aqwa.oneDrive.resolve(NAME))).isEqualTo(-1);
        JsonNode requests = aqwa.requests();
        assertThat(requests.at("/google/operations/files.media").asInt()).isEqualTo(2);
        assertThat(requests.at("/onedrive/operations/session.create").asInt()).isEqualTo(1);
    }

    /** Mostly holes, with words where counts of 31 and 32 bits end, and at both ends of all. */
    private static void write(Path file) throws Exception {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long at : new long[] {0, (1L << 31) - 3, FOUR_GIBIBYTES - 3, BYTES - 5}) {
                channel.write(ByteBuffer.wrap("words".getBytes(StandardCharsets.UTF_8)), at);
            }
        }
    }
}
