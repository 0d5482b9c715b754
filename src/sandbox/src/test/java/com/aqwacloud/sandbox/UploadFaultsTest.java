package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of fault that strikes uploads: shown to fire, over HTTP. */
class UploadFaultsTest {

    private static final int CHUNK = 256 * 1024;
    private static final int FRAGMENT = 320 * 1024;

    @TempDir Path home;
    private Clouds clouds;
    private Faults faults;
    private final byte[] content = Clouds.bytes(2 * FRAGMENT);

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home);
        faults = new Faults(clouds);
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    private String googleSession() {
        return clouds.post("/upload/drive/v3/files?uploadType=resumable", "{\"name\":\"up.bin\"}")
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private String oneDriveSession() {
        return Clouds.json(clouds.post("/v1.0/me/drive/root:/up.bin:/createUploadSession", "{}"))
                .get("uploadUrl")
                .asText();
    }

    private HttpResponse<byte[]> send(String session, int from, int to) {
        return clouds.send(
                clouds.bare(session)
                        .header(
                                "Content-Range",
                                "bytes " + from + "-" + (to - 1) + "/" + content.length)
                        .PUT(BodyPublishers.ofByteArray(Arrays.copyOfRange(content, from, to))));
    }

    private HttpResponse<byte[]> ask(String session) {
        return clouds.send(
                clouds.bare(session)
                        .header("Content-Range", "bytes */" + content.length)
                        .PUT(BodyPublishers.noBody()));
    }

    private static String range(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Range").orElse("none");
    }

    @Test
    void lessReceivedKeepsFewerBytesThanWereSentAndSaysSo() throws IOException {
        String session = googleSession();
        String rule = faults.add("{'kind':'less-received','bytes':1000,'times':1}");
        HttpResponse<byte[]> answer = send(session, 0, CHUNK);
        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(range(answer)).isEqualTo("bytes=0-" + (CHUNK - 1001));
        assertThat(send(session, CHUNK - 1000, content.length).statusCode()).isLessThan(300);
        assertThat(Files.readAllBytes(clouds.google.resolve("up.bin"))).isEqualTo(content);
        faults.assertFired(rule, 1);
    }

    @Test
    void noRangeSaysThatNothingWasKept() throws IOException {
        String session = googleSession();
        faults.add("{'kind':'no-range','times':1}");
        HttpResponse<byte[]> answer = send(session, 0, CHUNK);
        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(range(answer)).isEqualTo("none");
        assertThat(range(ask(session))).isEqualTo("none");
        assertThat(send(session, 0, content.length).statusCode()).isLessThan(300);
        assertThat(Files.readAllBytes(clouds.google.resolve("up.bin"))).isEqualTo(content);
    }

    @Test
    void surprisingRangesNamesWhatIsNotMissing() {
        String session = oneDriveSession();
        faults.add("{'kind':'surprising-ranges','ranges':['0-99','200-299','500-'],'times':1}");
        HttpResponse<byte[]> answer = send(session, 0, FRAGMENT);
        assertThat(answer.statusCode()).isEqualTo(202);
        JsonNode ranges = Clouds.json(answer).get("nextExpectedRanges");
        assertThat(ranges).hasSize(3);
        assertThat(ranges.get(1).asText()).isEqualTo("200-299");
        JsonNode status = Clouds.json(clouds.send(clouds.bare(session)));
        assertThat(status.at("/nextExpectedRanges/0").asText()).startsWith(FRAGMENT + "-");
    }

    @Test
    void expireUploadSessionOfGoogleIsForGood() {
        String session = googleSession();
        send(session, 0, CHUNK);
        faults.add("{'kind':'expire-upload-session','times':1}");
        assertThat(send(session, CHUNK, content.length).statusCode()).isEqualTo(404);
        assertThat(ask(session).statusCode()).isEqualTo(404);
        assertThat(clouds.google.resolve("up.bin")).doesNotExist();
    }

    @Test
    void expireUploadSessionOfOneDriveIsForGood() {
        String session = oneDriveSession();
        send(session, 0, FRAGMENT);
        faults.add("{'kind':'expire-upload-session','operation':'session.fragment','times':1}");
        HttpResponse<byte[]> answer = send(session, FRAGMENT, content.length);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Clouds.json(answer).at("/error/code").asText()).isEqualTo("itemNotFound");
        assertThat(clouds.send(clouds.bare(session)).statusCode()).isEqualTo(404);
    }

    @Test
    void corruptUploadStoresOneByteOtherThanItCame() throws IOException {
        String rule = faults.add("{'kind':'corrupt-upload','atByte':400000}");
        byte[] wrong = content.clone();
        wrong[400_000] ^= 1;

        clouds.put("/v1.0/me/drive/root:/put.bin:/content", content);
        assertThat(Files.readAllBytes(clouds.oneDrive.resolve("put.bin"))).isEqualTo(wrong);

        String oneDrive = oneDriveSession();
        send(oneDrive, 0, FRAGMENT);
        JsonNode item = Clouds.json(send(oneDrive, FRAGMENT, content.length));
        assertThat(Files.readAllBytes(clouds.oneDrive.resolve("up.bin"))).isEqualTo(wrong);
        assertThat(item.at("/file/hashes/quickXorHash").asText()).isNotEmpty();

        String google = googleSession();
        send(google, 0, CHUNK);
        send(google, CHUNK, content.length);
        assertThat(Files.readAllBytes(clouds.google.resolve("up.bin"))).isEqualTo(wrong);
        assertThat(faults.get(rule).get("fired").asInt()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void cutRequestInTheMiddleOfAFragmentDropsTheWholeFragment() {
        String session = oneDriveSession();
        faults.add(
                "{'kind':'cut-request','operation':'session.fragment','afterBytes':100000,"
                        + "'times':1}");
        Faults.assertCut(() -> send(session, 0, FRAGMENT));
        JsonNode status = Clouds.json(clouds.send(clouds.bare(session)));
        assertThat(status.at("/nextExpectedRanges/0").asText()).startsWith("0-");
    }

    @Test
    void cutRequestInTheMiddleOfAChunkKeepsAtMostWhatCame() throws IOException {
        String session = googleSession();
        faults.add("{'kind':'cut-request','operation':'upload.chunk','afterBytes':300000}");
        Faults.assertCut(() -> send(session, 0, 2 * CHUNK));
        faults.clear();
        String kept = range(ask(session));
        int next = kept.equals("none") ? 0 : Integer.parseInt(kept.substring(8)) + 1;
        assertThat(next).isLessThanOrEqualTo(300_000);
        assertThat(send(session, next, content.length).statusCode()).isLessThan(300);
        assertThat(Files.readAllBytes(clouds.google.resolve("up.bin"))).isEqualTo(content);
    }

    @Test
    void loseAnswerOfTheLastChunkLeavesTheFileThere() throws IOException {
        String google = googleSession();
        faults.add("{'kind':'lose-answer','operation':'upload.chunk'}");
        assertThat(send(google, 0, CHUNK).statusCode()).isEqualTo(308);
        Faults.assertCut(() -> send(google, CHUNK, content.length));
        faults.clear();
        assertThat(Files.readAllBytes(clouds.google.resolve("up.bin"))).isEqualTo(content);
        assertThat(ask(google).statusCode()).as("already complete").isLessThan(300);

        String oneDrive = oneDriveSession();
        faults.add("{'kind':'lose-answer','operation':'session.fragment'}");
        assertThat(send(oneDrive, 0, FRAGMENT).statusCode()).isEqualTo(202);
        Faults.assertCut(() -> send(oneDrive, FRAGMENT, content.length));
        assertThat(clouds.get("/v1.0/me/drive/root:/up.bin").statusCode()).isEqualTo(200);
    }

    @Test
    void loseAnswerOfTheLastFragmentLeavesTheFileThereAndNoSession() {
        String session = oneDriveSession();
        assertThat(send(session, 0, FRAGMENT).statusCode()).isEqualTo(202);
        String rule = faults.add("{'kind':'lose-answer','operation':'session.fragment'}");
        Faults.assertCut(() -> send(session, FRAGMENT, content.length));
        faults.assertFired(rule, 1);
        assertThat(clouds.send(clouds.bare(session)).statusCode()).as("complete").isEqualTo(404);
        assertThat(clouds.oneDrive.resolve("up.bin")).hasBinaryContent(content);
    }

    @Test
    void quotaFullMayComeInTheMiddleOfAnUpload() {
        String session = oneDriveSession();
        faults.add("{'kind':'quota-full','operation':'session.fragment','nth':2}");
        assertThat(send(session, 0, FRAGMENT).statusCode()).isEqualTo(202);
        assertThat(send(session, FRAGMENT, content.length).statusCode()).isEqualTo(507);
    }
}
