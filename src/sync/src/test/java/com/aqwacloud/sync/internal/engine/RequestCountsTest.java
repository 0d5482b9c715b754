package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What things cost in requests, as both clouds count them. */
class RequestCountsTest extends EngineCase {
    private static final Instant LONG_AGO = Instant.parse("2020-05-06T07:08:09Z");

    private Session session;

    private void watch(String interval) {
        session =
                aqwa.session(
                        "transfers.max-concurrent=8",
                        "retry.delay=100ms",
                        "quota.google=100000/100s",
                        "monitor.interval=" + interval);
        aqwa.awaitPoll(session.id());
    }

    @Test
    void aNewSmallFileTakesLittleMoreThanTwoRequestsWithItsTimes() throws Exception {
        watch("1m");
        int files = 120;
        dropWhileStopped(files);
        aqwa.forgetRequests();

        aqwa.engine().sessions().start(session.id());
        awaitTimes(files);

        JsonNode google = aqwa.requests().at("/google/operations");
        JsonNode oneDrive = aqwa.requests().at("/onedrive/operations");
        assertThat(google.path("files.media").asInt()).isEqualTo(files);
        assertThat(oneDrive.path("upload.put").asInt()).isEqualTo(files);
        assertThat(oneDrive.path("batch").asInt()).isBetween(files / 20, files / 6);
        int all = requests("google") + requests("onedrive");
        assertThat(all / (double) files).isLessThanOrEqualTo(2.2);
    }

    @Test
    void itTakesNoMoreFromCloudsThatAnswerSlowly() throws Exception {
        session = aqwa.session("monitor.interval=1m");
        aqwa.awaitPoll(session.id());
        int files = 30;
        dropWhileStopped(files);
        aqwa.forgetRequests();
        aqwa.latency(Duration.ofMillis(300));

        aqwa.engine().sessions().start(session.id());
        awaitTimes(files);

        JsonNode oneDrive = aqwa.requests().at("/onedrive/operations");
        assertThat(oneDrive.path("upload.put").asInt()).isEqualTo(files);
        assertThat(oneDrive.path("batch").asInt()).isLessThanOrEqualTo(files / 6);
    }

    @Test
    void whatHasItsTimesAlreadyIsNotTouched() throws Exception {
        watch("1s");
        aqwa.engine().sessions().stop(session.id());
        for (Path side : new Path[] {aqwa.drive, aqwa.oneDrive}) {
            Path file = Files.writeString(side.resolve("same.txt"), "on both sides");
            Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
        }
        aqwa.forgetRequests();

        aqwa.engine().sessions().start(session.id());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> aqwa.transfers(JobState.COMPLETED).size() == 1);

        JsonNode oneDrive = aqwa.requests().at("/onedrive/operations");
        assertThat(oneDrive.has("patch")).isFalse();
        assertThat(oneDrive.has("upload.put")).isFalse();
    }

    /** The content is verified, so the transfer is complete; its times follow by themselves. */
    @Test
    void timesThatCouldNotBeSetWithTheOthersAreSetLater() throws Exception {
        watch("1s");
        int files = 10;
        dropWhileStopped(files);
        aqwa.fault("{\"kind\":\"refuse\",\"status\":503,\"operation\":\"patch\",\"times\":5}");

        aqwa.engine().sessions().start(session.id());
        awaitTimes(files);

        assertThat(aqwa.requests().at("/onedrive/operations/upload.put").asInt()).isEqualTo(files);
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void timesOfAWholeBatchThatFailedAreSetLater() throws Exception {
        watch("1s");
        int files = 10;
        dropWhileStopped(files);
        aqwa.fault("{\"kind\":\"refuse\",\"status\":500,\"operation\":\"batch\"}");

        aqwa.engine().sessions().start(session.id());
        awaitTimes(files);

        assertThat(aqwa.requests().at("/onedrive/operations/upload.put").asInt()).isEqualTo(files);
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void whatIsThereWithoutItsTimesWhenTheEngineEndsIsNotSentAgain() throws Exception {
        watch("1s");
        int files = 10;
        dropWhileStopped(files);
        aqwa.fault("{\"kind\":\"delay\",\"millis\":600000,\"operation\":\"batch\"}");
        aqwa.engine().sessions().start(session.id());
        await("all are there")
                .atMost(Duration.ofSeconds(60))
                .until(() -> aqwa.requests().at("/onedrive/operations/batch").asInt() > 0);

        aqwa.noFaults();
        aqwa.stop();
        aqwa.start();
        awaitTimes(files);

        assertThat(aqwa.requests().at("/onedrive/operations/upload.put").asInt()).isEqualTo(files);
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    /** A copy, a look at it or two, what it became, and its times; no byte of content. */
    @Test
    void duplicateContentCostsAFewSmallRequestsAndNoContent() throws Exception {
        watch("1s");
        byte[] content = new byte[5 * 1024 * 1024];
        new Random(1).nextBytes(content);
        Path original = Files.write(aqwa.drive.resolve("original.bin"), content);
        Files.setLastModifiedTime(original, FileTime.from(LONG_AGO));
        awaitBaselines(1);
        aqwa.forgetRequests();

        Path duplicate = Files.createDirectory(aqwa.drive.resolve("folder")).resolve("same.bin");
        Files.write(duplicate, content);
        awaitBaselines(3);
        aqwa.awaitPoll(session.id());
        aqwa.awaitPoll(session.id());

        assertThat(aqwa.oneDrive.resolve("folder/same.bin")).hasBinaryContent(content);
        assertThat(Files.getLastModifiedTime(aqwa.oneDrive.resolve("folder/same.bin")).toInstant())
                .isEqualTo(
                        Files.getLastModifiedTime(duplicate)
                                .toInstant()
                                .truncatedTo(ChronoUnit.SECONDS));
        JsonNode all = aqwa.requests();
        assertThat(all.at("/google/bytesOut").asLong()).isZero();
        assertThat(all.at("/onedrive/bytesIn").asLong()).isZero();
        assertThat(operations("google")).containsOnlyKeys("changes.list");
        Map<String, Integer> oneDrive = operations("onedrive");
        assertThat(oneDrive.remove("delta")).isPositive();
        assertThat(oneDrive.remove("monitor")).isBetween(1, 2);
        assertThat(oneDrive)
                .isEqualTo(Map.of("folder.create", 1, "copy", 1, "get", 1, "batch", 1, "patch", 1));
    }

    @Test
    void aRenameIsOneRequestAndSoIsANewDate() throws Exception {
        watch("1s");
        Path file = aqwa.put("a.txt", "content");
        awaitBaselines(1);
        aqwa.awaitQuiet(session.id());

        aqwa.forgetRequests();
        Path renamed = Files.move(file, aqwa.drive.resolve("b.txt"));
        aqwa.awaitAtDestination("b.txt", "content");
        assertThatOnlyOneItemWasChanged();

        aqwa.forgetRequests();
        Files.setLastModifiedTime(renamed, FileTime.from(LONG_AGO));
        await("the new date")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                Files.getLastModifiedTime(aqwa.oneDrive.resolve("b.txt"))
                                        .toInstant()
                                        .equals(LONG_AGO));
        assertThatOnlyOneItemWasChanged();
    }

    @Test
    void theMoveOfAFolderWithAThousandFilesIsOneRequest() throws Exception {
        watch("1s");
        aqwa.engine().sessions().stop(session.id());
        int files = 1000;
        for (Path side : new Path[] {aqwa.drive, aqwa.oneDrive}) {
            Path many = Files.createDirectories(side.resolve("From/Many"));
            Files.createDirectories(side.resolve("To"));
            for (int i = 0; i < files; i++) {
                Path file = Files.writeString(many.resolve("file-" + i), "content " + i);
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
        aqwa.engine().sessions().start(session.id());
        awaitBaselines(files + 3);
        aqwa.awaitPoll(session.id());
        aqwa.forgetRequests();

        Files.move(aqwa.drive.resolve("From/Many"), aqwa.drive.resolve("To/Many"));
        await("all are there")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(aqwa.oneDrive.resolve("To/Many/file-999")));
        assertThatOnlyOneItemWasChanged();
    }

    private void awaitBaselines(int items) {
        await("all are in sync")
                .atMost(Duration.ofMinutes(4))
                .until(() -> aqwa.rows("baseline") == items && countUnfinished() == 0);
    }

    private long countUnfinished() {
        Map<JobState, Long> jobs = aqwa.engine().status().stats().jobs();
        return jobs.get(JobState.PENDING) + jobs.get(JobState.TRANSFERRING);
    }

    /** Also after the feeds have told what came of it. */
    private void assertThatOnlyOneItemWasChanged() throws Exception {
        aqwa.awaitPoll(session.id());
        aqwa.awaitPoll(session.id());
        assertThat(operations("google")).containsOnlyKeys("changes.list");
        Map<String, Integer> oneDrive = operations("onedrive");
        oneDrive.remove("delta");
        assertThat(oneDrive).isEqualTo(Map.of("patch", 1));
    }

    private Map<String, Integer> operations(String cloud) throws Exception {
        var counts = new HashMap<String, Integer>();
        aqwa.requests()
                .at("/" + cloud + "/operations")
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asInt()));
        return counts;
    }

    private void dropWhileStopped(int files) throws IOException {
        aqwa.engine().sessions().stop(session.id());
        for (int i = 0; i < files; i++) {
            Path file = Files.writeString(aqwa.drive.resolve("file-" + i), "content " + i);
            Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
        }
        await("the sandbox has noticed all")
                .atMost(Duration.ofSeconds(60))
                .until(() -> aqwa.driveFiles().get("files").size() == files);
    }

    private void awaitTimes(int files) {
        await("all have their times")
                .atMost(Duration.ofSeconds(60))
                .until(() -> haveTimes(files) && aqwa.transfers(JobState.TRANSFERRING).isEmpty());
    }

    private boolean haveTimes(int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Path file = aqwa.oneDrive.resolve("file-" + i);
            if (Files.notExists(file)
                    || !Files.getLastModifiedTime(file).toInstant().equals(LONG_AGO)) {
                return false;
            }
        }
        return true;
    }

    private int requests(String cloud) throws Exception {
        return aqwa.requests().at("/" + cloud + "/requests").asInt();
    }
}
