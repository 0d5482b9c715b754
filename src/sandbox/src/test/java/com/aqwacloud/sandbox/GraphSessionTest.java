package com.aqwacloud.sandbox;

import static com.aqwacloud.sandbox.OneDrive.ROOT;
import static com.aqwacloud.sandbox.OneDrive.UNIT;
import static com.aqwacloud.sandbox.OneDrive.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 4 of the sheet: upload sessions. */
class GraphSessionTest {

    @TempDir Path home;
    private final HandClock clock = new HandClock();
    private OneDrive drive;

    @BeforeEach
    void start() throws IOException {
        drive = OneDrive.business(home, clock);
    }

    @AfterEach
    void stop() throws IOException {
        drive.close();
    }

    @Test
    void theConflictDefaultIsFailAndTheNameMustBeThatOfTheAddress() {
        drive.upload("/s.bin", "x");
        String create = ROOT + ":/s.bin:/createUploadSession";
        assertThat(drive.post(create, "{}").code()).isEqualTo("nameAlreadyExists");
        assertThat(drive.post(create, "{\"item\":{\"name\":\"other\"}}").status()).isEqualTo(400);
        String replace = "{\"item\":{\"@microsoft.graph.conflictBehavior\":\"replace\"}}";
        assertThat(drive.post(create, replace).status()).isEqualTo(200);
    }

    @Test
    void conditionsAreOnETagOrCTag() {
        JsonNode file = drive.upload("/c.bin", "1").json();
        String create = item(file) + "/createUploadSession";
        assertThat(drive.post(create, "{}", "If-Match", file.get("cTag").asText()).status())
                .isEqualTo(200);
        assertThat(drive.post(create, "{}", "If-None-Match", file.get("eTag").asText()).innerCode())
                .isEqualTo("entityTagDoesNotMatch");
    }

    @Test
    void anAnswerSaysWhatIsMissingAndRenewsTheExpiry() {
        byte[] content = Clouds.bytes(2 * UNIT);
        OneDrive.Answer made = drive.post(ROOT + ":/r.bin:/createUploadSession", "{}");
        Instant first = Instant.parse(made.at("/expirationDateTime"));
        assertThat(first).isAfter(clock.instant());
        clock.putOn(Duration.ofDays(2));
        OneDrive.Answer middle = drive.fragment(made.at("/uploadUrl"), content, 0, UNIT);
        assertThat(middle.status()).isEqualTo(202);
        assertThat(middle.at("/nextExpectedRanges/0")).isEqualTo(UNIT + "-");
        assertThat(Instant.parse(middle.at("/expirationDateTime")))
                .isEqualTo(first.plus(Duration.ofDays(2)));
    }

    @Test
    void anExpiredSessionIsGone() {
        String url = drive.session("/e.bin", "{}");
        assertThat(drive.bare(url).status()).isEqualTo(200);
        clock.putOn(Duration.ofDays(30));
        assertThat(drive.bare(url).status()).isEqualTo(404);
        assertThat(drive.bare(url).innerCode()).isEqualTo("uploadSessionNotFound");
    }

    @Test
    void fragmentsOutOfTurnAreToldApart() {
        byte[] content = Clouds.bytes(3 * UNIT);
        String url = drive.session("/f.bin", "{}");
        drive.fragment(url, content, 0, UNIT);
        assertThat(drive.fragment(url, content, 0, UNIT).innerCode()).isEqualTo("fragmentOverlap");
        assertThat(drive.fragment(url, content, 2 * UNIT, UNIT).innerCode())
                .isEqualTo("fragmentOutOfOrder");
        byte[] half = new byte[UNIT / 2];
        String range = "bytes " + UNIT + "-" + (2 * UNIT - 1) + "/" + content.length;
        assertThat(drive.bare("PUT", url, half, "Content-Range", range).innerCode())
                .isEqualTo("fragmentLengthMismatch");
        String otherTotal = "bytes " + UNIT + "-" + (2 * UNIT - 1) + "/" + (content.length + 1);
        assertThat(drive.bare("PUT", url, new byte[UNIT], "Content-Range", otherTotal).status())
                .isEqualTo(400);
        assertThat(drive.bare("DELETE", url, new byte[0]).status()).isEqualTo(204);
    }

    @Test
    void whetherToDeferIsTrueOrFalse() {
        OneDrive.Answer refused =
                drive.post(ROOT + ":/d.bin:/createUploadSession", "{\"deferCommit\":\"yes\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalidRequest");
    }

    @Test
    void aDeferredCommitWaitsForAnEmptyPost() {
        byte[] content = Clouds.bytes(1000);
        String url = drive.session("/d.bin", "{\"deferCommit\":true}");
        assertThat(drive.bare("POST", url, new byte[0]).innerCode())
                .isEqualTo("uploadSessionIncomplete");
        assertThat(drive.fragment(url, content, 0, 1000).status()).isEqualTo(202);
        assertThat(drive.folder.resolve("d.bin")).doesNotExist();
        assertThat(drive.bare("POST", url, new byte[0]).status()).isEqualTo(201);
        assertThat(drive.folder.resolve("d.bin")).hasBinaryContent(content);
    }

    @Test
    void aSourceUrlFinishesASessionInAFolderUnderAName() {
        byte[] content = Clouds.bytes(1000);
        String url = drive.session("/p.bin", "{\"deferCommit\":true}");
        drive.fragment(url, content, 0, 1000);
        String body = "{\"name\":\"q.bin\",\"@microsoft.graph.sourceUrl\":\"" + url + "\"}";
        assertThat(drive.json("PUT", ROOT, body).status()).isEqualTo(201);
        assertThat(drive.folder.resolve("q.bin")).hasBinaryContent(content);
    }

    @Test
    void aSourceUrlReplacesNothingWhereNothingMustBe() {
        JsonNode there = drive.upload("/there.bin", "first").json();
        String url = drive.session("/p.bin", "{\"deferCommit\":true}");
        drive.fragment(url, new byte[9], 0, 9);
        String body =
                "{\"@microsoft.graph.sourceUrl\":\""
                        + url
                        + "\",\"@microsoft.graph.conflictBehavior\":\"replace\"}";
        for (String path : List.of(item(there), ROOT + ":/there.bin")) {
            assertThat(drive.json("PUT", path, body, "If-None-Match", "*").status())
                    .as(path)
                    .isEqualTo(412);
        }
        assertThat(drive.folder.resolve("there.bin")).hasContent("first");
        assertThat(drive.json("PUT", ROOT + ":/q.bin", body, "If-None-Match", "*").status())
                .isEqualTo(201);
    }

    @Test
    void aTokenAtTheUploadAddressIsRefusedOnlyWhereThatIsAskedFor() {
        String url = drive.session("/t.bin", "{}");
        assertThat(drive.get(url).status()).isEqualTo(200);
        assertThat(drive.post("/sandbox/onedrive", "{\"strictUploadUrls\":true}").status())
                .isEqualTo(200);
        assertThat(drive.get(url).status()).isEqualTo(401);
        assertThat(drive.bare(url).status()).isEqualTo(200);
    }

    @Test
    void descriptionAndClientTimesAreTakenFromTheBeginning() {
        String url =
                drive.session(
                        "/m.bin",
                        "{\"item\":{\"description\":\"mine\",\"fileSystemInfo\":"
                                + "{\"lastModifiedDateTime\":\"2020-02-03T04:05:06Z\"}}}");
        OneDrive.Answer done = drive.fragment(url, new byte[10], 0, 10);
        assertThat(done.at("/description")).isEqualTo("mine");
        assertThat(done.at("/fileSystemInfo/lastModifiedDateTime"))
                .isEqualTo("2020-02-03T04:05:06Z");
    }

    private void assertASessionLivesSevenDays(OneDrive account) {
        byte[] content = Clouds.bytes(2 * UNIT);
        OneDrive.Answer made = account.post(ROOT + ":/life.bin:/createUploadSession", "{}");
        String url = made.at("/uploadUrl");
        assertThat(Instant.parse(made.at("/expirationDateTime")))
                .isEqualTo(clock.instant().plus(Duration.ofDays(7)));
        clock.putOn(Duration.ofDays(6));
        assertThat(account.fragment(url, content, 0, UNIT).status()).isEqualTo(202);
        clock.putOn(Duration.ofDays(7).minusSeconds(1));
        assertThat(account.bare(url).at("/nextExpectedRanges/0")).isEqualTo(UNIT + "-");
        clock.putOn(Duration.ofSeconds(1));
        assertThat(account.fragment(url, content, UNIT, UNIT).status()).isEqualTo(404);
        assertThat(account.folder.resolve("life.bin")).doesNotExist();
    }

    @Test
    void aSessionOfBusinessLivesSevenDaysAfterItsLastFragment() {
        assertASessionLivesSevenDays(drive);
    }

    @Test
    void aSessionOfPersonalLivesSevenDaysAfterItsLastFragment() throws IOException {
        try (OneDrive personal = OneDrive.personal(home.resolve("personal"), clock)) {
            assertASessionLivesSevenDays(personal);
        }
    }

    @Test
    void aFragmentThatIsCutCountsForNothingAndRenewsNothing() {
        byte[] content = Clouds.bytes(3 * UNIT);
        String url = drive.session("/cut.bin", "{}");
        drive.fragment(url, content, 0, UNIT);
        String expires = drive.bare(url).at("/expirationDateTime");
        clock.putOn(Duration.ofDays(1));
        drive.set("faults", "{'kind':'cut-request','afterBytes':300000,'times':1}");
        Faults.assertCut(() -> drive.fragment(url, content, UNIT, UNIT));
        OneDrive.Answer status = drive.bare(url);
        assertThat(status.at("/nextExpectedRanges/0")).isEqualTo(UNIT + "-");
        assertThat(status.at("/expirationDateTime")).isEqualTo(expires);
        assertThat(drive.fragment(url, content, UNIT, UNIT).status()).isEqualTo(202);
        assertThat(drive.fragment(url, content, 2 * UNIT, UNIT).status()).isEqualTo(201);
        assertThat(drive.folder.resolve("cut.bin")).hasBinaryContent(content);
    }

    @Test
    void aFragmentIsLessThan60MebibytesAndAMultipleOf320KibibytesButForTheLast() throws Exception {
        String url = drive.session("/f.bin", "{}");
        int tooMuch = 60 << 20;
        String answer =
                drive.putZeros(
                        url,
                        tooMuch,
                        "Content-Range",
                        "bytes 0-" + (tooMuch - 1) + "/" + 2L * tooMuch);
        assertThat(answer).startsWith("HTTP/1.1 413");
        byte[] content = Clouds.bytes(UNIT + 1);
        assertThat(drive.fragment(url, content, 0, UNIT - 1).status()).isEqualTo(400);
        assertThat(drive.fragment(url, content, 0, UNIT).status()).isEqualTo(202);
        assertThat(drive.fragment(url, content, UNIT, 1).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_1_1, 4, identity",
        "HTTP_1_1, 11, identity",
        "HTTP_2, 4, identity",
        "HTTP_2, 11, identity",
        "HTTP_1_1, 4, gzip",
        "HTTP_1_1, 11, gzip",
        "HTTP_1_1, 5, gzip",
        "HTTP_1_1, 5, identity",
        "HTTP_2, 5, identity"
    })
    void aFragmentWhoseLengthIsNotSaidMustBeAsLongAsItsRange(
            HttpClient.Version version, int length, String encoding) throws IOException {
        byte[] content = Clouds.bytes(length);
        byte[] sent = encoding.equals("gzip") ? packed(content) : content;
        String url = drive.session("/s.bin", "{}");
        // HTTP/2 is agreed on in the first request, which therefore has no body.
        drive.bare(url);
        OneDrive.Answer answer =
                drive.streamed(
                        version,
                        url,
                        new ByteArrayInputStream(sent),
                        "Content-Range",
                        "bytes 0-4/5",
                        "Content-Encoding",
                        encoding);
        assertThat(answer.response().version()).isEqualTo(version);
        if (length == 5) {
            assertThat(answer.status()).isEqualTo(201);
            assertThat(drive.folder.resolve("s.bin")).hasBinaryContent(content);
            return;
        }
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.innerCode()).isEqualTo("fragmentLengthMismatch");
        assertThat(drive.bare(url).at("/nextExpectedRanges/0")).isEqualTo("0-");
        assertThat(drive.folder).isEmptyDirectory();
        assertThat(drive.fragment(url, new byte[5], 0, 5).status()).isEqualTo(201);
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    @Test
    void theLastAnswerIsA201ForANewFileAndA200ForAnUpdate() {
        OneDrive.Answer made = drive.fragment(drive.session("/l.bin", "{}"), new byte[9], 0, 9);
        assertThat(made.status()).isEqualTo(201);
        String update =
                drive.post(item(made.json()) + "/createUploadSession", "{}").at("/uploadUrl");
        OneDrive.Answer updated = drive.fragment(update, new byte[8], 0, 8);
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.at("/id")).isEqualTo(made.at("/id"));
        assertThat(updated.json().get("size").asInt()).isEqualTo(8);
    }

    @Test
    void aTokenAtAStrictUploadAddressIsA401Unauthenticated() {
        String url = drive.session("/t.bin", "{}");
        drive.set("onedrive", "{'strictUploadUrls':true}");
        assertThat(drive.get(url).code()).isEqualTo("unauthenticated");
    }

    @Test
    void aSessionWhoseNameWasTakenWaitsForASourceUrlUntilItExpires() {
        byte[] content = Clouds.bytes(1000);
        String url = drive.session("/late.bin", "{}");
        JsonNode first = drive.upload("/late.bin", "first").json();
        OneDrive.Answer taken = drive.fragment(url, content, 0, 1000);
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.code()).isEqualTo("nameAlreadyExists");
        String body =
                "{\"@microsoft.graph.sourceUrl\":\""
                        + url
                        + "\",\"@microsoft.graph.conflictBehavior\":\"replace\"}";
        String stale = first.get("eTag").asText().replaceFirst(",\\d+", ",99");
        OneDrive.Answer refused = drive.json("PUT", item(first), body, "If-Match", stale);
        assertThat(refused.status()).isEqualTo(412);
        clock.putOn(Duration.ofDays(6));
        String fresh = first.get("eTag").asText();
        OneDrive.Answer done = drive.json("PUT", item(first), body, "If-Match", fresh);
        assertThat(done.status()).isEqualTo(200);
        assertThat(drive.folder.resolve("late.bin")).hasBinaryContent(content);
        assertThat(drive.json("PUT", item(first), body).status()).as("gone").isEqualTo(404);
    }
}
