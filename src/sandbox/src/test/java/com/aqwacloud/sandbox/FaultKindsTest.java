package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of fault that strikes any request: shown to fire, over HTTP. */
class FaultKindsTest {

    private static final String FILES = "/drive/v3/files?fields=files(id)";
    private static final String ROOT = "/v1.0/me/drive/root";

    @TempDir Path home;
    private Clouds clouds;
    private Faults faults;

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home);
        faults = new Faults(clouds);
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    private String upload(String name, byte[] content) {
        return Clouds.json(clouds.put(ROOT + ":/" + name + ":/content", content))
                .get("id")
                .asText();
    }

    private String uploadToGoogle(byte[] content) {
        HttpResponse<byte[]> made =
                clouds.send(
                        clouds.request("/upload/drive/v3/files?uploadType=media")
                                .POST(BodyPublishers.ofByteArray(content)));
        return Clouds.json(made).get("id").asText();
    }

    private String downloadUrl(String name) {
        return clouds.get(ROOT + ":/" + name + ":/content")
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private static String reason(HttpResponse<byte[]> answer) {
        return Clouds.json(answer).at("/error/errors/0/reason").asText();
    }

    private static String code(HttpResponse<byte[]> answer) {
        return Clouds.json(answer).at("/error/code").asText();
    }

    @Test
    void refuseAnswersWithTheCloudsOwnError() {
        faults.add(
                "{'kind':'refuse','status':403,'code':'domainPolicy','message':'No apps.',"
                        + "'headers':{'X-Why':'policy'},'cloud':'google'}");
        HttpResponse<byte[]> google = clouds.get(FILES);
        assertThat(google.statusCode()).isEqualTo(403);
        assertThat(reason(google)).isEqualTo("domainPolicy");
        assertThat(Clouds.json(google).at("/error/message").asText()).isEqualTo("No apps.");
        assertThat(google.headers().firstValue("X-Why")).hasValue("policy");

        faults.add(
                "{'kind':'refuse','status':409,'code':'notAllowed','innerCode':'lockMismatch',"
                        + "'cloud':'onedrive'}");
        HttpResponse<byte[]> graph = clouds.get(ROOT);
        assertThat(graph.statusCode()).isEqualTo(409);
        assertThat(code(graph)).isEqualTo("notAllowed");
        assertThat(Clouds.json(graph).at("/error/innerError/code").asText())
                .isEqualTo("lockMismatch");
    }

    @Test
    void refuseWith412SaysThatTheItemHasChanged() {
        faults.add("{'kind':'refuse','status':412}");
        HttpResponse<byte[]> answer = clouds.get(ROOT);
        assertThat(code(answer)).isEqualTo("resourceModified");
        assertThat(Clouds.json(answer).at("/error/innerError/code").asText())
                .isEqualTo("entityTagDoesNotMatch");
        assertThat(reason(clouds.get(FILES))).isEqualTo("conditionNotMet");
    }

    @Test
    void refuseWith423SaysThatTheItemIsLocked() {
        faults.add("{'kind':'refuse','status':423}");
        HttpResponse<byte[]> answer = clouds.get(ROOT);
        assertThat(answer.statusCode()).isEqualTo(423);
        assertThat(code(answer)).isEqualTo("notAllowed");
        assertThat(Clouds.json(answer).at("/error/innerError/code").asText())
                .isEqualTo("resourceLocked");
    }

    @Test
    void refuseWith416SaysThatTheRangeIsBad() {
        faults.add("{'kind':'refuse','status':416}");
        assertThat(code(clouds.get(ROOT))).isEqualTo("invalidRange");
        assertThat(reason(clouds.get(FILES))).isEqualTo("requestedRangeNotSatisfiable");
    }

    @Test
    void refuseReachesTheTokenEndpointsToo() {
        faults.add("{'kind':'refuse','status':503,'operation':'token'}");
        for (String path : List.of("/token", "/common/oauth2/v2.0/token")) {
            HttpResponse<byte[]> answer = refresh(path);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(Clouds.json(answer).get("error").asText())
                    .isEqualTo("temporarily_unavailable");
        }
    }

    private HttpResponse<byte[]> refresh(String path) {
        return clouds.send(
                clouds.bare(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                BodyPublishers.ofString(
                                        "grant_type=refresh_token&refresh_token=sandbox"
                                                + "&client_id=test")));
    }

    @Test
    void delayHoldsTheAnswerBack() {
        faults.add("{'kind':'delay','millis':700,'times':1}");
        Instant began = Instant.now();
        assertThat(clouds.get(ROOT).statusCode()).isEqualTo(200);
        assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofMillis(690));
    }

    @Test
    void cutRequestBreaksTheConnectionAndStoresNothing() {
        String id = faults.add("{'kind':'cut-request','afterBytes':1000,'times':1}");
        Faults.assertCut(() -> clouds.put(ROOT + ":/cut.bin:/content", new byte[500_000]));
        faults.assertFired(id, 1);
        assertThat(clouds.get(ROOT + ":/cut.bin").statusCode()).isEqualTo(404);
        upload("cut.bin", new byte[500_000]);
        assertThat(clouds.get(ROOT + ":/cut.bin").statusCode()).isEqualTo(200);
    }

    @Test
    void cutResponseBreaksADownloadOff() {
        byte[] content = Clouds.bytes(300_000);
        String id = uploadToGoogle(content);
        upload("a.bin", content);
        String url = downloadUrl("a.bin");
        String rule = faults.add("{'kind':'cut-response','afterBytes':100000,'times':2}");
        Faults.assertCut(() -> clouds.get("/drive/v3/files/" + id + "?alt=media"));
        Faults.assertCut(() -> clouds.send(clouds.bare(url)));
        faults.assertFired(rule, 2);
        assertThat(clouds.send(clouds.bare(url)).body()).isEqualTo(content);
    }

    @Test
    void cutResponseBreaksAJsonAnswerOff() {
        faults.add("{'kind':'cut-response','afterBytes':5,'times':1}");
        Faults.assertCut(() -> clouds.get(ROOT));
        assertThat(clouds.get(ROOT).statusCode()).isEqualTo(200);
    }

    @Test
    void throttleSaysTooManyRequestsWithRetryAfter() {
        faults.add("{'kind':'throttle','retryAfterSeconds':7}");
        HttpResponse<byte[]> graph = clouds.get(ROOT);
        assertThat(graph.statusCode()).isEqualTo(429);
        assertThat(graph.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(code(graph)).isEqualTo("activityLimitReached");
        assertThat(Clouds.json(graph).at("/error/innerError/code").asText())
                .isEqualTo("throttledRequest");
        HttpResponse<byte[]> google = clouds.get(FILES);
        assertThat(google.statusCode()).isEqualTo(429);
        assertThat(reason(google)).isEqualTo("rateLimitExceeded");
    }

    @Test
    void throttleOfGoogleMayBeA403() {
        faults.add("{'kind':'throttle','status':403,'cloud':'google'}");
        HttpResponse<byte[]> answer = clouds.get(FILES);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(reason(answer)).isEqualTo("userRateLimitExceeded");
        assertThat(Clouds.json(answer).at("/error/errors/0/domain").asText())
                .isEqualTo("usageLimits");
        faults.clear();
        faults.add("{'kind':'throttle','status':403,'code':'rateLimitExceeded'}");
        assertThat(reason(clouds.get(FILES))).isEqualTo("rateLimitExceeded");
    }

    @Test
    void throttleMayBeA503() {
        faults.add("{'kind':'throttle','status':503,'retryAfterSeconds':3}");
        HttpResponse<byte[]> graph = clouds.get(ROOT);
        assertThat(graph.statusCode()).isEqualTo(503);
        assertThat(code(graph)).isEqualTo("serviceNotAvailable");
        assertThat(graph.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(reason(clouds.get(FILES))).isEqualTo("backendError");
    }

    @Test
    void throttleStrikesOnePartOfABatchWithinA200() {
        faults.add("{'kind':'throttle','operation':'children','retryAfterSeconds':9}");
        JsonNode batch =
                Clouds.json(
                        clouds.post(
                                "/v1.0/$batch",
                                "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":"
                                        + "\"/me/drive/root\"},{\"id\":\"2\",\"method\":\"GET\","
                                        + "\"url\":\"/me/drive/root/children\"}]}"));
        assertThat(batch.at("/responses/0/status").asInt()).isEqualTo(200);
        assertThat(batch.at("/responses/1/status").asInt()).isEqualTo(429);
        assertThat(batch.at("/responses/1/headers/Retry-After").asText()).isEqualTo("9");
        assertThat(batch.at("/responses/1/body/error/code").asText())
                .isEqualTo("activityLimitReached");
    }

    @Test
    void aPartOfABatchMayBeA503WithinA200() {
        String rule =
                faults.add(
                        "{'kind':'throttle','operation':'children','status':503,"
                                + "'retryAfterSeconds':7}");
        HttpResponse<byte[]> answer =
                clouds.post(
                        "/v1.0/$batch",
                        "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":"
                                + "\"/me/drive/root/children\"},{\"id\":\"2\",\"method\":\"GET\","
                                + "\"url\":\"/me/drive/root\"}]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode batch = Clouds.json(answer);
        assertThat(batch.at("/responses/0/status").asInt()).isEqualTo(503);
        assertThat(batch.at("/responses/0/headers/Retry-After").asText()).isEqualTo("7");
        assertThat(batch.at("/responses/0/body/error/code").asText())
                .isEqualTo("serviceNotAvailable");
        assertThat(batch.at("/responses/1/status").asInt()).isEqualTo(200);
        faults.assertFired(rule, 1);
    }

    @Test
    void throttleStrikesOnePartOfAGoogleBatch() {
        faults.add("{'kind':'throttle','operation':'about.get'}");
        String part = "--b\r\nContent-Type: application/http\r\n\r\nGET %s\r\n\r\n";
        String body =
                String.format(part, "/drive/v3/about?fields=user")
                        + String.format(part, "/drive/v3/changes/startPageToken")
                        + "--b--\r\n";
        HttpResponse<byte[]> answer =
                clouds.send(
                        clouds.request("/batch/drive/v3")
                                .header("Content-Type", "multipart/mixed; boundary=b")
                                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body())).contains("HTTP/1.1 429").contains("HTTP/1.1 200");
    }

    @Test
    void expireAccessTokenAnswers401() {
        faults.add("{'kind':'expire-access-token','times':2}");
        assertThat(reason(clouds.get(FILES))).isEqualTo("authError");
        HttpResponse<byte[]> graph = clouds.get(ROOT);
        assertThat(graph.statusCode()).isEqualTo(401);
        assertThat(code(graph)).isEqualTo("InvalidAuthenticationToken");
        assertThat(clouds.get(ROOT).statusCode()).isEqualTo(200);
    }

    @Test
    void expireRefreshTokenAnswersInvalidGrant() {
        faults.add("{'kind':'expire-refresh-token'}");
        for (String path : List.of("/token", "/common/oauth2/v2.0/token")) {
            HttpResponse<byte[]> answer = refresh(path);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Clouds.json(answer).get("error").asText()).isEqualTo("invalid_grant");
        }
        faults.clear();
        assertThat(refresh("/token").statusCode()).isEqualTo(200);
    }

    @Test
    void expireDownloadUrlRefusesThePreAuthenticatedAddress() {
        upload("a.txt", new byte[10]);
        String url = downloadUrl("a.txt");
        faults.add("{'kind':'expire-download-url','times':1}");
        faults.add("{'kind':'expire-download-url','status':404,'nth':2}");
        assertThat(clouds.send(clouds.bare(url)).statusCode()).isEqualTo(401);
        assertThat(clouds.send(clouds.bare(url)).statusCode()).isEqualTo(404);
        assertThat(clouds.send(clouds.bare(url)).statusCode()).isEqualTo(200);
    }

    @Test
    void corruptDownloadTurnsOneBitOfOneByte() {
        byte[] content = Clouds.bytes(200_000);
        upload("a.bin", content);
        String url = downloadUrl("a.bin");
        String rule = faults.add("{'kind':'corrupt-download','atByte':150000}");
        byte[] wrong = content.clone();
        wrong[150_000] ^= 1;
        assertThat(clouds.send(clouds.bare(url)).body()).isEqualTo(wrong);
        HttpResponse<byte[]> part =
                clouds.send(clouds.bare(url).header("Range", "bytes=149999-150001"));
        assertThat(part.body())
                .containsExactly(content[149_999], content[150_000] ^ 1, content[150_001]);
        faults.assertFired(rule, 2);
        clouds.send(clouds.bare(url).header("Range", "bytes=0-99"));
        assertThat(faults.get(rule).get("matched").asInt()).as("where it shows").isEqualTo(2);
    }

    @Test
    void ignoreRangeSendsTheWholeFile() {
        upload("a.bin", Clouds.bytes(1000));
        String id = uploadToGoogle(Clouds.bytes(1000));
        String url = downloadUrl("a.bin");
        faults.add("{'kind':'ignore-range'}");
        for (var request :
                List.of(clouds.bare(url), clouds.request("/drive/v3/files/" + id + "?alt=media"))) {
            HttpResponse<byte[]> answer = clouds.send(request.header("Range", "bytes=5-9"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).hasSize(1000);
        }
    }

    @Test
    void missingHashLeavesTheHashesOut() {
        faults.add("{'kind':'missing-hash','operation':'upload.put'}");
        JsonNode stored = Clouds.json(clouds.put(ROOT + ":/a.txt:/content", "abc".getBytes()));
        assertThat(stored.get("file").has("hashes")).isFalse();
        assertThat(clouds.getJson(ROOT + ":/a.txt").at("/file/hashes/quickXorHash").asText())
                .isEqualTo("YRDDGAAAAAAAAAAAAwAAAAAAAAA=");
        String id = uploadToGoogle("abc".getBytes());
        faults.add("{'kind':'missing-hash','operation':'files.get'}");
        assertThat(clouds.getJson("/drive/v3/files/" + id + "?fields=name,md5Checksum")).hasSize(1);
    }

    @Test
    void staleShowsAnItemAsItWasBeforeItsLatestChange() {
        String id = upload("old.txt", new byte[10]);
        String path = "/v1.0/me/drive/items/" + id;
        String rule = faults.add("{'kind':'stale','operation':'get','times':2,'millis':60000}");
        assertThat(clouds.getJson(path).get("name").asText()).isEqualTo("old.txt");
        clouds.method("PATCH", path, "{\"name\":\"new.txt\"}");
        assertThat(clouds.getJson(path).get("name").asText()).isEqualTo("old.txt");
        assertThat(clouds.getJson(path).get("name").asText()).isEqualTo("old.txt");
        assertThat(clouds.getJson(path).get("name").asText()).isEqualTo("new.txt");
        faults.assertFired(rule, 2);
    }

    @Test
    void staleEndsAfterItsTime() {
        String id = upload("old.txt", new byte[10]);
        String path = "/v1.0/me/drive/items/" + id;
        faults.add("{'kind':'stale','millis':1500}");
        clouds.get(path);
        clouds.method("PATCH", path, "{\"name\":\"new.txt\"}");
        assertThat(clouds.getJson(path).get("name").asText()).isEqualTo("old.txt");
        Clouds.soon().until(() -> clouds.getJson(path).get("name").asText(), "new.txt"::equals);
    }

    @Test
    void quotaFullRefusesToStore() {
        faults.add("{'kind':'quota-full'}");
        HttpResponse<byte[]> graph = clouds.put(ROOT + ":/a.txt:/content", new byte[10]);
        assertThat(graph.statusCode()).isEqualTo(507);
        assertThat(code(graph)).isEqualTo("quotaLimitReached");
        HttpResponse<byte[]> google =
                clouds.send(
                        clouds.request("/upload/drive/v3/files?uploadType=media")
                                .POST(BodyPublishers.ofByteArray(new byte[10])));
        assertThat(google.statusCode()).isEqualTo(403);
        assertThat(reason(google)).isEqualTo("storageQuotaExceeded");
        assertThat(clouds.get(FILES).statusCode()).isEqualTo(200);
        assertThat(Files.exists(clouds.oneDrive.resolve("a.txt"))).isFalse();
    }

    @Test
    void quotaFullMayBeTheDailyLimitOfUploads() {
        faults.add("{'kind':'quota-full','cloud':'google','code':'userRateLimitExceeded'}");
        HttpResponse<byte[]> answer =
                clouds.send(
                        clouds.request("/upload/drive/v3/files?uploadType=media")
                                .POST(BodyPublishers.ofByteArray(new byte[10])));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(reason(answer)).isEqualTo("userRateLimitExceeded");
    }

    @Test
    void loseAnswerCutsTheConnectionAfterTheUploadTookEffect() throws IOException {
        String rule = faults.add("{'kind':'lose-answer','operation':'upload.put','times':1}");
        Faults.assertCut(() -> clouds.put(ROOT + ":/lost.txt:/content", "abc".getBytes()));
        faults.assertFired(rule, 1);
        assertThat(clouds.oneDrive.resolve("lost.txt")).hasContent("abc");
        assertThat(clouds.get(ROOT + ":/lost.txt").statusCode()).isEqualTo(200);
    }

    @Test
    void loseAnswerMayAnswerWithTheErrorOfAGateway() throws IOException {
        faults.add("{'kind':'lose-answer','operation':'upload.put','status':502,'times':1}");
        HttpResponse<byte[]> answer = clouds.put(ROOT + ":/lost.txt:/content", "abc".getBytes());
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(Clouds.json(answer).at("/error/code").asText()).isNotEmpty();
        assertThat(clouds.oneDrive.resolve("lost.txt")).hasContent("abc");
    }
}
