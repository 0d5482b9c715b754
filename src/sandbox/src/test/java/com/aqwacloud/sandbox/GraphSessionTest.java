package com.aqwacloud.sandbox;

import static com.aqwacloud.sandbox.OneDrive.ROOT;
import static com.aqwacloud.sandbox.OneDrive.UNIT;
import static com.aqwacloud.sandbox.OneDrive.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
