package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code /sandbox/} behaves as a whole, and whom it keeps out. */
class LeversTest {

    private static final String ROOT = "/v1.0/me/drive/root";

    @TempDir Path home;
    private Clouds clouds;

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home, builder -> builder.account("onedrive", "anna"));
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    @Test
    void theRootListsWhatThereIs() {
        JsonNode index = clouds.getJson("/sandbox/");
        for (String name : List.of("health", "requests", "shape", "faults", "quotas")) {
            assertThat(index.get("/sandbox/" + name).asText()).as(name).isNotEmpty();
            assertThat(clouds.get("/sandbox/" + name).statusCode()).as(name).isEqualTo(200);
        }
    }

    @Test
    void errorsAreProblemDocuments() {
        HttpResponse<byte[]> missing = clouds.get("/sandbox/nothing");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonNode problem = Clouds.json(missing);
        assertThat(problem.get("type").asText()).isEqualTo("about:blank");
        assertThat(problem.get("title").asText()).isEqualTo("Not Found");
        assertThat(problem.get("status").asInt()).isEqualTo(404);
        HttpResponse<byte[]> refused = clouds.method("PATCH", "/sandbox/shape", "{}");
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(refused.headers().firstValue("Allow")).hasValue("GET, POST");
        HttpResponse<byte[]> last = clouds.get("/sandbox/requests?last=all");
        assertThat(last.statusCode()).isEqualTo(400);
        assertThat(Clouds.json(last).get("field").asText()).isEqualTo("last");
    }

    @Test
    void everyLeverNamesTheFieldThatIsWrong() {
        isField("/sandbox/onedrive", "{\"banana\":1}", "banana");
        isField("/sandbox/onedrive", "{\"rewriteDelayMillis\":\"x\"}", "rewriteDelayMillis");
        isField("/sandbox/generate", "{\"cloud\":\"google\",\"count\":-1}", "count");
        isField("/sandbox/generate", "{\"count\":1}", "cloud");
        isField(
                "/sandbox/generate",
                "{\"cloud\":\"google\",\"count\":1,\"parent\":\"nowhere\"}",
                "parent");
        assertThat(clouds.method("PUT", "/sandbox/onedrive", "{}").headers().firstValue("Allow"))
                .hasValue("GET, POST");
        assertThat(clouds.method("PUT", "/sandbox/generate", "{}").headers().firstValue("Allow"))
                .hasValue("GET, POST, DELETE");
    }

    private void isField(String path, String body, String field) {
        HttpResponse<byte[]> refused = clouds.post(path, body);
        assertThat(refused.statusCode()).as(body).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(Clouds.json(refused).path("field").asText()).as(body).isEqualTo(field);
    }

    @Test
    void aPageOfAnotherOriginCanChangeNothing() {
        String rule = "{\"kind\":\"delay\"}";
        for (String origin : List.of("http://evil.example", "null", "http://localhost:1")) {
            assertThat(clouds.post("/sandbox/faults", rule, "Origin", origin).statusCode())
                    .as(origin)
                    .isEqualTo(403);
            assertThat(
                            clouds.send(
                                            clouds.bare("/sandbox/requests")
                                                    .header("Origin", origin)
                                                    .DELETE())
                                    .statusCode())
                    .isEqualTo(403);
        }
        for (String site : List.of("cross-site", "same-site")) {
            assertThat(clouds.post("/sandbox/faults", rule, "Sec-Fetch-Site", site).statusCode())
                    .as(site)
                    .isEqualTo(403);
        }
        assertThat(clouds.getJson("/sandbox/faults").get("faults")).isEmpty();
        String own = clouds.url("");
        assertThat(clouds.post("/sandbox/faults", rule, "Origin", own).statusCode()).isEqualTo(201);
    }

    @Test
    void aProgramNeedNotNameTheType() {
        HttpResponse<byte[]> answer =
                clouds.send(
                        clouds.bare("/sandbox/shape")
                                .POST(BodyPublishers.ofString("{\"bytesPerSecond\":1000000}")));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aHostNameThatIsNotLocalReachesNoLever() throws IOException {
        assertThat(statusFor("evil.example", "/sandbox/health")).isEqualTo(421);
        assertThat(statusFor("localhost.evil.example", "/sandbox/health")).isEqualTo(421);
        assertThat(statusFor("localhost", "/sandbox/health")).isEqualTo(200);
        assertThat(statusFor("127.0.0.1", "/sandbox/health")).isEqualTo(200);
        assertThat(statusFor("[::1]", "/sandbox/health")).isEqualTo(200);
        assertThat(statusFor("www.googleapis.com", "/drive/v3/files")).isEqualTo(401);
    }

    /** The client's library does not let one choose the host. */
    private int statusFor(String host, String path) throws IOException {
        URI base = URI.create(clouds.url(""));
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            String request =
                    "GET %s HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n"
                            .formatted(path, host, base.getPort());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }

    @Test
    void requestsAreCountedByAccount() {
        clouds.get(ROOT);
        clouds.send(
                clouds.bare(ROOT + ":/a.txt:/content")
                        .header("Authorization", "Bearer sandbox-anna")
                        .PUT(BodyPublishers.ofByteArray(new byte[77])));
        JsonNode accounts = clouds.getJson("/sandbox/requests").at("/onedrive/accounts");
        assertThat(accounts.at("/sandbox/operations/get").asInt()).isEqualTo(1);
        assertThat(accounts.at("/sandbox/bytesIn").asInt()).isZero();
        assertThat(accounts.at("/anna/requests").asInt()).isEqualTo(1);
        assertThat(accounts.at("/anna/operations/upload.put").asInt()).isEqualTo(1);
        assertThat(accounts.at("/anna/bytesIn").asInt()).isEqualTo(77);
    }

    @Test
    void theLastRequestsTellAccountQueryTimeAndBytesButNoSecret() {
        clouds.put(ROOT + ":/a.bin:/content", new byte[1234]);
        String url =
                clouds.get(ROOT + ":/a.bin:/content")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
        clouds.send(clouds.bare(url + "&x=y"));
        HttpResponse<byte[]> told = clouds.get("/sandbox/requests?last=1");
        JsonNode line = Clouds.json(told).at("/last/0");
        assertThat(line.get("operation").asText()).isEqualTo("download");
        assertThat(line.get("account").asText()).isEqualTo("sandbox");
        assertThat(line.at("/query/x").asText()).isEqualTo("y");
        assertThat(line.at("/query/tempauth").asText()).isEqualTo("…");
        assertThat(line.get("bytesOut").asInt()).isEqualTo(1234);
        assertThat(line.get("durationMillis").isIntegralNumber()).isTrue();
        String secret = url.substring(url.indexOf("tempauth=") + 9).split("&")[0];
        assertThat(new String(told.body())).doesNotContain(secret);
    }

    @Test
    void partsOfABatchAreCountedAndTheBatchIsOneRequest() {
        clouds.post(
                "/v1.0/$batch",
                "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/me/drive/root\"},"
                        + "{\"id\":\"2\",\"method\":\"GET\",\"url\":\"/me/drive\"}]}");
        JsonNode counts = clouds.getJson("/sandbox/requests?last=1");
        assertThat(counts.at("/onedrive/requests").asInt()).isEqualTo(1);
        assertThat(counts.at("/onedrive/operations/batch").asInt()).isEqualTo(1);
        assertThat(counts.at("/onedrive/operations/get").asInt()).isEqualTo(1);
        assertThat(counts.at("/onedrive/operations/drive").asInt()).isEqualTo(1);
        assertThat(counts.at("/last/0/operation").asText()).isEqualTo("batch");
    }

    @Test
    void aLineMayBeSlowForOneCloudOnly() {
        shape("{\"onedrive\":{\"requestLatencyMillis\":400}}");
        assertThat(timeOf(ROOT)).isGreaterThanOrEqualTo(400);
        JsonNode told = clouds.getJson("/sandbox/shape");
        assertThat(told.at("/onedrive/requestLatencyMillis").asInt()).isEqualTo(400);
        assertThat(told.get("requestLatencyMillis").asInt()).isZero();
        shape("{\"google\":{\"requestLatencyMillis\":600000}}");
        assertThat(clouds.get(ROOT).statusCode()).as("not after 10 minutes").isEqualTo(200);
        shape("{}");
        assertThat(clouds.getJson("/sandbox/shape").has("google")).isFalse();
    }

    @Test
    void jitterOfTheSameSeedIsTheSame() {
        SplittableRandom chance = new SplittableRandom(5);
        long nanos = TimeUnit.MILLISECONDS.toNanos(250);
        shape("{\"requestLatencyMillis\":1,\"jitterMillis\":250,\"seed\":5}");
        for (int i = 0; i < 6; i++) {
            long expected = 1 + TimeUnit.NANOSECONDS.toMillis(chance.nextLong(nanos + 1));
            assertThat(timeOf(ROOT)).isGreaterThanOrEqualTo(expected);
        }
    }

    private void shape(String json) {
        assertThat(clouds.post("/sandbox/shape", json).statusCode()).isEqualTo(200);
    }

    private long timeOf(String path) {
        Instant began = Instant.now();
        assertThat(clouds.get(path).statusCode()).isEqualTo(200);
        return Duration.between(began, Instant.now()).toMillis();
    }

    @Test
    void aShapeThatMakesNoSenseIsRefusedByName() {
        for (String field : List.of("latencyMillis", "jitterMillis", "bytesPerSecond")) {
            HttpResponse<byte[]> answer =
                    clouds.post("/sandbox/shape", "{\"onedrive\":{\"" + field + "\":-1}}");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Clouds.json(answer).get("field").asText()).isEqualTo("onedrive." + field);
        }
        assertThat(clouds.post("/sandbox/shape", "{\"speed\":1}").statusCode()).isEqualTo(400);
    }
}
