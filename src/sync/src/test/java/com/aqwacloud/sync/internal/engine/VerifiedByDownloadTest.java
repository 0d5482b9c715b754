package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A verification reads what no hashes tell of, as much as it may. */
class VerifiedByDownloadTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int FILES = 4;
    private static final int SIZE = 1000;

    private final Map<String, String> ids = new HashMap<>();
    private Session session;

    @Test
    void asMuchIsReadAsMayBeAndTheRestIsSaidNotToBeCompared() throws Exception {
        transferWithoutHashesOfDrive();

        JsonNode none = verified(0);
        assertThat(counts(none)).isEqualTo(Map.of("not-comparable", FILES));
        assertThat(none.at("/findings/0/reason").asText())
                .startsWith("Google Drive tells no hash of it");
        assertRead(none, 0);

        JsonNode some = verified(3 * SIZE - 1);
        assertThat(counts(some)).isEqualTo(Map.of("equal", 2, "not-comparable", FILES - 2));
        assertRead(some, 2);

        JsonNode all = verified(FILES * SIZE);
        assertThat(counts(all)).isEqualTo(Map.of("equal", FILES));
        assertRead(all, FILES);
    }

    @Test
    void whatIsReadAndIsNotWhatOneDriveHoldsDiffers() throws Exception {
        transferWithoutHashesOfDrive();
        aqwa.fault(
                "{\"kind\":\"corrupt-download\",\"path\":\"/drive/v3/files/%s\",\"atByte\":999}"
                        .formatted(ids.get("file-2.txt")));

        JsonNode found = verified(FILES * SIZE);

        assertThat(counts(found)).isEqualTo(Map.of("equal", FILES - 1, "differing", 1));
        assertThat(found.at("/findings/0/path").asText()).isEqualTo("/file-2.txt");
        assertThat(found.at("/findings/0/reason").asText())
                .isEqualTo("Google Drive's content, read now, is not OneDrive's.");
    }

    @Test
    void whatCannotBeReadIsNotComparedAndTheOthersAre() throws Exception {
        transferWithoutHashesOfDrive();
        aqwa.fault(
                "{\"kind\":\"refuse\",\"status\":404,\"path\":\"/drive/v3/files/%s\"}"
                        .formatted(ids.get("file-2.txt")));

        JsonNode found = verified(FILES * SIZE);

        assertThat(counts(found)).isEqualTo(Map.of("equal", FILES - 1, "not-comparable", 1));
        assertThat(found.at("/findings/0/path").asText()).isEqualTo("/file-2.txt");
        assertThat(found.at("/findings/0/reason").asText())
                .contains("It could not be read: The file is no longer in Google Drive");
    }

    /** Until it tells one they were the same by size and time. */
    @Test
    void aFileOfTheSameSizeAndTimeWithOtherContentIsFoundOnceOneDriveTellsItsHash()
            throws Exception {
        for (String operation : new String[] {"delta", "get"}) {
            aqwa.fault("{\"kind\":\"missing-hash\",\"operation\":\"" + operation + "\"}");
        }
        put(aqwa.drive, "same.txt", "Dear all");
        put(aqwa.oneDrive, "same.txt", "Dear all");
        put(aqwa.drive, "other.txt", "Dear all");
        put(aqwa.oneDrive, "other.txt", "Dear Ann");
        session = aqwa.session();
        await("adopted").atMost(LONG).until(() -> aqwa.transfers(JobState.COMPLETED).size() == 2);
        aqwa.engine().sessions().stop(session.id());
        aqwa.noFaults();

        assertThat(counts(verified(0))).isEqualTo(Map.of("not-comparable", 2));
        JsonNode found = verified(SIZE);

        assertThat(counts(found)).isEqualTo(Map.of("equal", 1, "differing", 1));
        assertThat(found.at("/findings/0/path").asText()).isEqualTo("/other.txt");
    }

    private void transferWithoutHashesOfDrive() throws Exception {
        aqwa.fault("{\"kind\":\"missing-hash\",\"cloud\":\"google\"}");
        session = aqwa.session("monitor.enabled=false");
        for (int i = 0; i < FILES; i++) {
            byte[] content = new byte[SIZE];
            Arrays.fill(content, (byte) ('a' + i));
            String name = "file-" + i + ".txt";
            ids.put(name, aqwa.create(name, content));
        }
        aqwa.poll(session.id());
        await("all there")
                .atMost(LONG)
                .until(() -> aqwa.transfers(JobState.COMPLETED).size() == FILES);
    }

    private static void put(Path side, String name, String content) throws Exception {
        Files.setLastModifiedTime(
                Files.writeString(side.resolve(name), content),
                FileTime.from(Instant.parse("2024-02-03T04:05:06Z")));
    }

    private JsonNode verified(long downloadBytes) throws Exception {
        aqwa.forgetRequests();
        JsonNode verified =
                aqwa.verified(session.id(), "{\"downloadBytes\":" + downloadBytes + "}");
        assertThat(verified.get("state").asText()).as(verified.toString()).isEqualTo("done");
        return verified;
    }

    private void assertRead(JsonNode verified, int files) throws Exception {
        JsonNode google = aqwa.requests().get("google");
        assertThat(google.at("/operations/files.media").asInt()).isEqualTo(files);
        assertThat(google.get("bytesOut").asLong()).isEqualTo((long) files * SIZE);
        assertThat(verified.get("bytesRead").asLong()).isEqualTo((long) files * SIZE);
    }

    /** By outcome, those that there are. */
    private static Map<String, Integer> counts(JsonNode verified) {
        var counts = new HashMap<String, Integer>();
        verified.get("counts")
                .properties()
                .forEach(each -> counts.put(each.getKey(), each.getValue().asInt()));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
