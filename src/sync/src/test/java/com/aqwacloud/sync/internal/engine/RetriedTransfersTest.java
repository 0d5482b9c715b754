package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import com.aqwacloud.sync.api.Transfer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A transfer that was given up, and the person who has removed the reason. */
class RetriedTransfersTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void itIsQueuedOnceMoreAndArrives() throws Exception {
        Transfer failed = failed("letter.txt", "Dear all");
        assertThat(failed.error()).isNotBlank();

        var answer = aqwa.call("POST", "/api/transfers/" + failed.id() + "/retry", null);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"state\":\"pending\"", "\"error\":null");
        aqwa.awaitAtDestination("letter.txt", "Dear all");
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.COMPLETED).size() == 1);
        Transfer done = aqwa.transfers(JobState.COMPLETED).get(0);
        assertThat(done.id()).isEqualTo(failed.id());
        assertThat(done.attempts()).isEqualTo(1);
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
    }

    @Test
    void oneThatDidNotFailIsRefused() throws Exception {
        aqwa.put("letter.txt", "Dear all");
        aqwa.session();
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.COMPLETED).size() == 1);
        long id = aqwa.transfers(JobState.COMPLETED).get(0).id();

        var answer = aqwa.call("POST", "/api/transfers/" + id + "/retry", null);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("completed", "only one that failed or was given up can be retried");
        assertThat(aqwa.transfers(JobState.COMPLETED)).hasSize(1);
    }

    @Test
    void oneThatALaterTransferFollowsIsRefused() throws Exception {
        Transfer failed = failed("letter.txt", "Dear all");
        assertThat(failed.retriable()).isTrue();
        Files.writeString(aqwa.drive.resolve("letter.txt"), "Dear all, again");
        aqwa.awaitAtDestination("letter.txt", "Dear all, again");

        var answer = aqwa.call("POST", "/api/transfers/" + failed.id() + "/retry", null);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("later one of /letter.txt");
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
        assertThat(aqwa.transfers(JobState.CANCELLED))
                .filteredOn(each -> each.id() == failed.id())
                .extracting(Transfer::retriable)
                .containsExactly(false);
        assertThat(aqwa.json("/api/stats").at("/jobs/failed").asInt()).isZero();
    }

    /** Else it would be read and written at each poll, for ever. */
    @Test
    void whatComesDamagedFromDriveHoweverOftenFailsAndFollowsOnceItChanges() throws Exception {
        aqwa.fault("{\"kind\":\"corrupt-download\",\"operation\":\"files.media\"}");
        Path file = aqwa.put("letter.txt", "Dear all");
        Session session = aqwa.session("retry.delay=100ms", "retry.max=2");

        await().atMost(LONG).until(() -> aqwa.transfers(JobState.FAILED).size() == 1);

        Transfer failed = aqwa.transfers(JobState.FAILED).get(0);
        assertThat(failed.attempts()).isEqualTo(3);
        assertThat(failed.error()).contains("/letter.txt came damaged from Google Drive");
        assertThat(aqwa.oneDrive.resolve("letter.txt")).doesNotExist();
        String inSync = "/api/sessions/" + session.id() + "/report?kind=failed";
        assertThat(aqwa.json(inSync).get("inSync")).hasToString("{\"count\":0,\"bytes\":0}");
        aqwa.noFaults();
        Files.writeString(file, "Dear all, again");
        aqwa.awaitAtDestination("letter.txt", "Dear all, again");
        await().atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(aqwa.json(inSync).get("inSync"))
                                        .hasToString("{\"count\":1,\"bytes\":15}"));
    }

    @Test
    void whatComesDamagedFromDriveNeverReplacesAFile() throws Exception {
        Path file = aqwa.put("letter.txt", "Dear all");
        aqwa.session("retry.delay=100ms", "retry.max=1");
        aqwa.awaitAtDestination("letter.txt", "Dear all");
        aqwa.fault("{\"kind\":\"corrupt-download\",\"operation\":\"files.media\"}");

        Files.writeString(file, "Dear all, again");
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.FAILED).size() == 1);

        assertThat(aqwa.oneDrive.resolve("letter.txt")).hasContent("Dear all");
        long id = aqwa.transfers(JobState.FAILED).get(0).id();
        aqwa.noFaults();
        aqwa.call("POST", "/api/transfers/" + id + "/retry", null);
        aqwa.awaitAtDestination("letter.txt", "Dear all, again");
    }

    @Test
    void anUploadSessionOfWhatComesDamagedIsCancelledAndNoneGoesOnWithIt() throws Exception {
        byte[] content = new byte[12 << 20];
        new Random(1).nextBytes(content);
        aqwa.fault("{\"kind\":\"corrupt-download\",\"operation\":\"files.media\",\"atByte\":4096}");
        Files.write(aqwa.drive.resolve("report.bin"), content);
        aqwa.session("retry.delay=100ms", "retry.max=1");
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.FAILED).size() == 1);

        assertThat(aqwa.transfers(JobState.FAILED).get(0).error()).contains("came damaged");
        assertThat(aqwa.oneDrive.resolve("report.bin")).doesNotExist();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(asked("cancel")).isEqualTo(asked("create")));
        assertThat(asked("create")).isEqualTo(2);
        aqwa.noFaults();
        long id = aqwa.transfers(JobState.FAILED).get(0).id();
        aqwa.call("POST", "/api/transfers/" + id + "/retry", null);
        await().atMost(LONG)
                .untilAsserted(
                        () ->
                                assertThat(aqwa.oneDrive.resolve("report.bin"))
                                        .hasBinaryContent(content));
    }

    private int asked(String what) throws Exception {
        return aqwa.requests().at("/onedrive/operations/session." + what).asInt();
    }

    @Test
    void whatArrivedDamagedEachTimeDiffers() throws Exception {
        aqwa.fault("{\"kind\":\"corrupt-upload\",\"operation\":\"upload.put\"}");
        aqwa.put("letter.txt", "Dear all");
        Session session = aqwa.session("retry.delay=100ms");
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.FAILED).size() == 1);
        aqwa.noFaults();

        JsonNode finding = aqwa.verified(session.id()).get("findings").get(0);

        assertThat(finding.get("outcome").asText()).isEqualTo("differing");
        assertThat(finding.get("reason").asText())
                .contains("not what Google Drive's file was to bring")
                .contains("Its last transfer failed: /letter.txt arrived damaged in OneDrive");
    }

    private Transfer failed(String path, String content) throws Exception {
        aqwa.fault("{\"kind\":\"refuse\",\"status\":403,\"operation\":\"upload.put\"}");
        aqwa.put(path, content);
        aqwa.session();
        await().atMost(LONG).until(() -> aqwa.transfers(JobState.FAILED).size() == 1);
        aqwa.noFaults();
        return aqwa.transfers(JobState.FAILED).get(0);
    }
}
