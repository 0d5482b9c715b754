package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What accounts may use: calls in a window, units, room for files. */
class QuotaTest {

    private static final String ROOT = "/v1.0/me/drive/root";
    private static final String ABOUT = "/drive/v3/about?fields=storageQuota";

    /** Stands still until it is moved. */
    private static final class Hands extends Clock {
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final Hands clock = new Hands();
    @TempDir Path home;
    private Clouds clouds;

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home, builder -> builder.clock(clock).account("google", "anna"));
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    private void quota(String json) {
        HttpResponse<byte[]> set = clouds.method("PUT", "/sandbox/quotas", json.replace('\'', '"'));
        assertThat(set.statusCode()).as(new String(set.body())).isEqualTo(200);
    }

    private int google(String token) {
        return clouds.send(
                        clouds.bare("/drive/v3/changes/startPageToken")
                                .header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    private HttpResponse<byte[]> uploadToGoogle(int bytes) {
        return clouds.send(
                clouds.request("/upload/drive/v3/files?uploadType=media")
                        .POST(BodyPublishers.ofByteArray(new byte[bytes])));
    }

    @Test
    void withoutAQuotaNothingIsRefused() {
        for (int i = 0; i < 50; i++) {
            assertThat(google("sandbox")).isEqualTo(200);
        }
    }

    @Test
    void googleRefusesMoreRequestsThanAWindowTakesAndServesTheNext() {
        quota("{'google':{'limits':'3 requests/100s'}}");
        for (int i = 0; i < 3; i++) {
            assertThat(google("sandbox")).isEqualTo(200);
        }
        HttpResponse<byte[]> refused = clouds.get(ABOUT);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(Clouds.json(refused).at("/error/errors/0/reason").asText())
                .isEqualTo("userRateLimitExceeded");
        assertThat(Clouds.json(refused).at("/error/errors/0/domain").asText())
                .isEqualTo("usageLimits");
        clock.pass(Duration.ofSeconds(99));
        assertThat(google("sandbox")).isEqualTo(403);
        clock.pass(Duration.ofSeconds(1));
        assertThat(google("sandbox")).isEqualTo(200);
    }

    @Test
    void accountsHaveAQuotaEach() {
        quota("{'google':{'limits':'1 requests/100s'}}");
        assertThat(google("sandbox")).isEqualTo(200);
        assertThat(google("sandbox")).isEqualTo(403);
        assertThat(google("sandbox-anna")).isEqualTo(200);
        assertThat(google("sandbox-anna")).isEqualTo(403);
        quota("{'google':{'limits':'1 requests/100s','accounts':{'anna':{}}}}");
        assertThat(google("sandbox")).isEqualTo(200);
        assertThat(google("sandbox")).isEqualTo(403);
        for (int i = 0; i < 5; i++) {
            assertThat(google("sandbox-anna")).isEqualTo(200);
        }
    }

    @Test
    void oneDriveRefusesWith429AndRetryAfter() {
        quota("{'onedrive':{'limits':'2 requests/10m'}}");
        clouds.get(ROOT);
        clock.pass(Duration.ofSeconds(30));
        clouds.get(ROOT);
        HttpResponse<byte[]> refused = clouds.get(ROOT);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "Retry-After")).isEqualTo("570");
        assertThat(Clouds.json(refused).at("/error/code").asText())
                .isEqualTo("activityLimitReached");
        clock.pass(Duration.ofSeconds(570));
        assertThat(clouds.get(ROOT).statusCode()).isEqualTo(200);
    }

    @Test
    void oneDriveCountsRetriesWhileThrottledAlsoForTheNextWindow() {
        quota("{'onedrive':{'limits':'3 requests/1m'}}");
        for (int i = 0; i < 6; i++) {
            clouds.get(ROOT);
        }
        clock.pass(Duration.ofSeconds(60));
        assertThat(clouds.get(ROOT).statusCode()).as("still full").isEqualTo(429);
        clock.pass(Duration.ofSeconds(120));
        assertThat(clouds.get(ROOT).statusCode()).isEqualTo(200);
    }

    @Test
    void rateLimitHeadersComeFrom80PercentOn() {
        quota("{'onedrive':{'limits':'10 units/1m'}}");
        for (int used = 1; used <= 7; used++) {
            assertThat(header(clouds.get(ROOT), "RateLimit-Limit")).isEqualTo("none");
        }
        HttpResponse<byte[]> eighth = clouds.get(ROOT);
        assertThat(header(eighth, "RateLimit-Limit")).isEqualTo("10");
        assertThat(header(eighth, "RateLimit-Remaining")).isEqualTo("2");
        assertThat(header(eighth, "RateLimit-Reset")).isEqualTo("60");
        clouds.get(ROOT);
        clouds.get(ROOT);
        HttpResponse<byte[]> refused = clouds.get(ROOT);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "RateLimit-Remaining")).isEqualTo("0");
        assertThat(header(refused, "RateLimit-Reset")).isEqualTo(header(refused, "Retry-After"));
    }

    /** Units that were used, as the sandbox tells. */
    private long used(String cloud) {
        JsonNode used = clouds.getJson("/sandbox/quotas").at("/" + cloud + "/used/0/used");
        return used.asLong();
    }

    @Test
    void unitsOfGoogleAreAsDocumented() {
        String id = Clouds.json(uploadToGoogle(10)).get("id").asText();
        String document =
                Clouds.json(
                                clouds.post(
                                        "/drive/v3/files",
                                        "{\"mimeType\":\"application/vnd.google-apps.document\"}"))
                        .get("id")
                        .asText();
        String team =
                Clouds.json(clouds.post("/drive/v3/drives?requestId=r", "{\"name\":\"t\"}"))
                        .get("id")
                        .asText();
        String permissions = "/drive/v3/files/" + id + "/permissions";
        String owner = clouds.getJson(permissions).at("/permissions/0/id").asText();
        String export = "/drive/v3/files/" + document + "/export?mimeType=text/plain";
        Map<Runnable, Integer> others =
                Map.of(
                        () -> clouds.get(export), 200,
                        () -> clouds.get("/drive/v3/drives"), 100,
                        () -> clouds.get("/drive/v3/drives/" + team), 5,
                        () -> clouds.method("PATCH", "/drive/v3/drives/" + team, "{}"), 50,
                        () -> clouds.get(permissions), 100,
                        () -> clouds.get(permissions + "/" + owner), 5);
        Map<Runnable, Integer> costs =
                Map.of(
                        () -> clouds.get("/drive/v3/files/" + id), 5,
                        () -> clouds.get("/drive/v3/files"), 100,
                        () -> clouds.get("/drive/v3/changes?pageToken=1"), 100,
                        () -> clouds.get("/drive/v3/files/" + id + "?alt=media"), 200,
                        () -> uploadToGoogle(1), 50,
                        () -> clouds.method("PATCH", "/drive/v3/files/" + id, "{}"), 50,
                        () -> clouds.get("/drive/v3/files/generateIds"), 5);
        for (Map<Runnable, Integer> each : List.of(costs, others)) {
            each.forEach(
                    (call, units) -> {
                        quota("{'google':{'limits':'325000 units/1m'}}");
                        call.run();
                        assertThat(used("google")).isEqualTo((long) units);
                    });
        }
    }

    @Test
    void unitsOfOneDriveAreAsDocumented() {
        clouds.put(ROOT + ":/a.txt:/content", new byte[10]);
        String link = clouds.getJson(ROOT + "/delta").get("@odata.deltaLink").asText();
        Map<Runnable, Integer> costs =
                Map.of(
                        () -> clouds.get(ROOT + ":/a.txt"), 1,
                        () -> clouds.get(link), 1,
                        () -> clouds.get(ROOT + ":/a.txt:/content"), 1,
                        () -> clouds.get(ROOT + "/delta"), 2,
                        () -> clouds.get(ROOT + "/children"), 2,
                        () -> clouds.put(ROOT + ":/b.txt:/content", new byte[1]), 2,
                        () -> clouds.method("PATCH", ROOT + ":/a.txt", "{}"), 2,
                        () -> clouds.get(ROOT + ":/a.txt?$expand=permissions"), 5);
        costs.forEach(
                (call, units) -> {
                    quota("{'onedrive':{'limits':'1250 units/1m'}}");
                    call.run();
                    assertThat(used("onedrive")).isEqualTo((long) units);
                });
    }

    @Test
    void eachPartOfABatchCounts() {
        quota("{'onedrive':{'limits':'2 requests/1m'}}");
        String part = "{\"id\":\"%d\",\"method\":\"GET\",\"url\":\"/me/drive/root\"}";
        String body =
                "{\"requests\":["
                        + String.join(",", List.of(1, 2, 3).stream().map(part::formatted).toList())
                        + "]}";
        HttpResponse<byte[]> answer = clouds.post("/v1.0/$batch", body);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode responses = Clouds.json(answer).get("responses");
        assertThat(responses.get(0).get("status").asInt()).isEqualTo(200);
        assertThat(responses.get(1).get("status").asInt()).isEqualTo(200);
        assertThat(responses.get(2).get("status").asInt()).isEqualTo(429);
        assertThat(responses.get(2).at("/headers/Retry-After").asText()).isEqualTo("60");
    }

    @Test
    void eachPartOfAGoogleBatchCosts() {
        quota("{'google':{'limits':'325000 units/1m'}}");
        String part =
                "--b\r\nContent-Type: application/http\r\n\r\nGET /drive/v3/files/none\r\n\r\n";
        HttpResponse<byte[]> answer =
                clouds.send(
                        clouds.request("/batch/drive/v3")
                                .header("Content-Type", "multipart/mixed; boundary=b")
                                .POST(BodyPublishers.ofString(part.repeat(3) + "--b--\r\n")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(used("google")).isEqualTo(15);
    }

    @Test
    void watchingCostsLikeOtherCalls() {
        quota("{'google':{'limits':'325000 units/1m'}}");
        clouds.post("/drive/v3/changes/watch?pageToken=1", "{}");
        assertThat(used("google")).isEqualTo(5);
        clouds.post("/drive/v3/channels/stop", "{}");
        assertThat(used("google")).isEqualTo(10);
    }

    @Test
    void aUserHasThreeThousandTwoHundredAndFiftyListsAMinute() {
        quota("{'google':{'limits':'documented'}}");
        for (int i = 0; i < 3250; i++) {
            assertThat(clouds.get("/drive/v3/files?q=name%3D'x'").statusCode()).isEqualTo(200);
        }
        assertThat(clouds.get("/drive/v3/files").statusCode()).isEqualTo(403);
        clock.pass(Duration.ofSeconds(60));
        assertThat(clouds.get("/drive/v3/files").statusCode()).isEqualTo(200);
    }

    @Test
    void aFullOneDriveRefusesWith507AndTellsItsState() {
        quota("{'onedrive':{'storageBytes':1000}}");
        assertThat(clouds.put(ROOT + ":/a:/content", new byte[800]).statusCode()).isEqualTo(201);
        assertThat(driveState()).isEqualTo("normal");
        HttpResponse<byte[]> full = clouds.put(ROOT + ":/b:/content", new byte[201]);
        assertThat(full.statusCode()).isEqualTo(507);
        assertThat(Clouds.json(full).at("/error/code").asText()).isEqualTo("quotaLimitReached");
        assertThat(clouds.get(ROOT + ":/b").statusCode()).isEqualTo(404);
        clouds.put(ROOT + ":/b:/content", new byte[150]);
        assertThat(driveState()).isEqualTo("nearing");
        clouds.put(ROOT + ":/c:/content", new byte[45]);
        assertThat(driveState()).isEqualTo("critical");
        clouds.put(ROOT + ":/d:/content", new byte[5]);
        assertThat(driveState()).isEqualTo("exceeded");
    }

    private String driveState() {
        JsonNode quota = clouds.getJson("/v1.0/me/drive").get("quota");
        assertThat(quota.get("total").asLong()).isEqualTo(1000);
        return quota.get("state").asText();
    }

    @Test
    void anUploadSessionLargerThanTheRoomIsRefusedWhenItsSizeIsKnown() {
        quota("{'onedrive':{'storageBytes':1000}}");
        HttpResponse<byte[]> early =
                clouds.post(ROOT + ":/a:/createUploadSession", "{\"item\":{\"fileSize\":1001}}");
        assertThat(early.statusCode()).isEqualTo(507);
        String url =
                Clouds.json(clouds.post(ROOT + ":/a:/createUploadSession", "{}"))
                        .get("uploadUrl")
                        .asText();
        HttpResponse<byte[]> late =
                clouds.send(
                        clouds.bare(url)
                                .header("Content-Range", "bytes 0-1000/1001")
                                .PUT(BodyPublishers.ofByteArray(new byte[1001])));
        assertThat(late.statusCode()).isEqualTo(507);
    }

    @Test
    void aFullGoogleDriveRefusesWithStorageQuotaExceeded() {
        quota("{'google':{'storageBytes':1000}}");
        assertThat(uploadToGoogle(800).statusCode()).isEqualTo(200);
        HttpResponse<byte[]> full = uploadToGoogle(201);
        assertThat(full.statusCode()).isEqualTo(403);
        assertThat(Clouds.json(full).at("/error/errors/0/reason").asText())
                .isEqualTo("storageQuotaExceeded");
        JsonNode quota = clouds.getJson(ABOUT).get("storageQuota");
        assertThat(quota.get("limit").asText()).isEqualTo("1000");
        assertThat(quota.get("usage").asText()).isEqualTo("800");
        HttpResponse<byte[]> session =
                clouds.post(
                        "/upload/drive/v3/files?uploadType=resumable",
                        "{}",
                        "X-Upload-Content-Length",
                        "201");
        assertThat(session.statusCode()).isEqualTo(403);
    }

    @Test
    void usageCountsTheTrash() {
        quota("{'google':{'storageBytes':1000}}");
        uploadToGoogle(300);
        String id = Clouds.json(uploadToGoogle(600)).get("id").asText();
        clouds.method("PATCH", "/drive/v3/files/" + id, "{\"trashed\":true}");
        JsonNode quota = clouds.getJson(ABOUT).get("storageQuota");
        assertThat(quota.get("usage").asText()).isEqualTo("900");
        assertThat(quota.get("usageInDrive").asText()).isEqualTo("900");
        assertThat(quota.get("usageInDriveTrash").asText()).isEqualTo("600");
        assertThat(uploadToGoogle(100).statusCode()).as("what is left").isEqualTo(200);
        assertThat(uploadToGoogle(1).statusCode()).as("more").isEqualTo(403);
        clouds.method("DELETE", "/drive/v3/files/trash", "");
        JsonNode emptied = clouds.getJson(ABOUT).get("storageQuota");
        assertThat(emptied.get("usage").asText()).isEqualTo("400");
        assertThat(emptied.get("usageInDriveTrash").asText()).isEqualTo("0");
    }

    @Test
    void contentOfUnknownLengthIsRefusedWhereTheRoomEnds() {
        quota("{'onedrive':{'storageBytes':1000}}");
        HttpResponse<byte[]> full =
                clouds.send(
                        clouds.request(ROOT + ":/a:/content")
                                .PUT(
                                        BodyPublishers.ofInputStream(
                                                () ->
                                                        new java.io.ByteArrayInputStream(
                                                                new byte[100_000]))));
        assertThat(full.statusCode()).isEqualTo(507);
        assertThat(clouds.get(ROOT + ":/a").statusCode()).isEqualTo(404);
    }

    @Test
    void quotasAreToldAndBadOnesRefusedByName() {
        quota("{'google':{'limits':'documented','storageBytes':5},'onedrive':{}}");
        JsonNode told = clouds.getJson("/sandbox/quotas");
        assertThat(told.at("/google/limits").asText()).isEqualTo("325000 units/60s");
        assertThat(told.at("/google/storageBytes").asLong()).isEqualTo(5);
        assertThat(told.at("/onedrive/limits").asText()).isEmpty();
        quota("{'onedrive':{'limits':'documented'}}");
        assertThat(clouds.getJson("/sandbox/quotas").at("/onedrive/limits").asText())
                .isEqualTo("1250 units/60s, 1200000 units/86400s, 3000 requests/300s");
        Map<String, String> bad =
                Map.of(
                        "{'google':{'limits':'many'}}", "google.limits",
                        "{'google':{'limits':'0 requests/1s'}}", "google.limits",
                        "{'google':{'limits':5}}", "google.limits",
                        "{'google':{'storageBytes':-1}}", "google.storageBytes",
                        "{'google':5}", "google",
                        "{'dropbox':{}}", "dropbox",
                        "{'google':{'accounts':{'anna':{'x':1}}}}", "google.accounts.anna.x");
        bad.forEach(
                (json, field) -> {
                    HttpResponse<byte[]> answer =
                            clouds.method("PUT", "/sandbox/quotas", json.replace('\'', '"'));
                    assertThat(answer.statusCode()).as(json).isEqualTo(400);
                    assertThat(Clouds.json(answer).get("field").asText()).isEqualTo(field);
                });
    }

    @Test
    void aQuotaMayBeSetFromTheStart() throws IOException {
        try (Clouds limited =
                new Clouds(
                        home.resolve("second"),
                        builder ->
                                builder.clock(clock)
                                        .googleQuota("1 requests/1m", -1)
                                        .oneDriveQuota("", 100))) {
            limited.get(ABOUT);
            assertThat(limited.get(ABOUT).statusCode()).isEqualTo(403);
            assertThat(limited.put(ROOT + ":/a:/content", new byte[101]).statusCode())
                    .isEqualTo(507);
        }
    }
}
