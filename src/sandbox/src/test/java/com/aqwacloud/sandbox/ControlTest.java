package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The levers under {@code /sandbox/}, and what needs both clouds at once. */
class ControlTest {

    @TempDir Path home;
    private Clouds clouds;

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home);
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    @Test
    void requestsAreCountedByCloudAndOperation() {
        clouds.get("/drive/v3/files?fields=files(id)");
        clouds.get("/drive/v3/changes/startPageToken");
        clouds.put("/v1.0/me/drive/root:/a.txt:/content", new byte[123]);
        clouds.get("/v1.0/me/drive/root/delta?token=latest");
        JsonNode counts = clouds.getJson("/sandbox/requests?last=2");
        assertThat(counts.at("/google/operations/files.list").asInt()).isEqualTo(1);
        assertThat(counts.at("/google/requests").asInt()).isEqualTo(2);
        assertThat(counts.at("/onedrive/operations/upload.put").asInt()).isEqualTo(1);
        assertThat(counts.at("/onedrive/operations/delta").asInt()).isEqualTo(1);
        assertThat(counts.at("/onedrive/bytesIn").asLong()).isEqualTo(123);
        assertThat(counts.get("last")).hasSize(2);
        assertThat(counts.at("/last/1/path").asText()).isEqualTo("/v1.0/me/drive/root/delta");

        assertThat(clouds.send(clouds.bare("/sandbox/requests").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(clouds.getJson("/sandbox/requests").at("/google/requests").asInt()).isZero();
    }

    @Test
    void ofALongSearchTheBeginningIsRemembered() {
        String q = "name = '" + "x".repeat(100_000) + "'";
        clouds.send(
                clouds.request("/drive/v3/files")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-HTTP-Method-Override", "GET")
                        .POST(BodyPublishers.ofString("q=" + GoogleCase.encoded(q))));
        JsonNode last = clouds.getJson("/sandbox/requests?last=1").at("/last/0");
        assertThat(last.get("status").asInt()).isEqualTo(200);
        assertThat(last.at("/query/q").asText())
                .hasSize(2001)
                .startsWith("name = 'xxx")
                .endsWith("…");
    }

    @Test
    void aSlowLineIsSlowUntilItIsOpenedAgain() throws Exception {
        Clouds.json(clouds.put("/v1.0/me/drive/root:/s.bin:/content", new byte[200_000]));
        assertThat(clouds.post("/sandbox/shape", "{\"bytesPerSecond\":100000}").statusCode())
                .isEqualTo(200);
        String url =
                clouds.get("/v1.0/me/drive/root:/s.bin:/content")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
        Instant began = Instant.now();
        assertThat(clouds.send(clouds.bare(url)).body()).hasSize(200_000);
        assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofMillis(1500));

        clouds.post("/sandbox/shape", "{\"bytesPerSecond\":10}");
        CompletableFuture<Integer> running =
                CompletableFuture.supplyAsync(() -> clouds.send(clouds.bare(url)).body().length);
        clouds.post("/sandbox/shape", "{}");
        assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo(200_000);
        for (String bad : List.of("{\"bytesPerSecond\":-1}", "{\"latencyMillis\":\"x\"}", "{")) {
            assertThat(clouds.post("/sandbox/shape", bad).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void manyClientsThatStreamDownloadsIntoUploadsAllGetThrough() throws Exception {
        byte[] content = Clouds.bytes(4 << 20);
        Files.write(clouds.google.resolve("src.bin"), content);
        String id =
                Clouds.soon()
                        .until(
                                () -> clouds.getJson("/drive/v3/files").at("/files/0/id").asText(),
                                found -> !found.isEmpty());
        // In HTTP/2 this client waits for an upload's source on the thread that reads the line.
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            HttpResponse<InputStream> source =
                    http.send(
                            request("/drive/v3/files/" + id + "?alt=media").build(),
                            BodyHandlers.ofInputStream());
            HttpRequest upload =
                    request("/v1.0/me/drive/root:/copy" + i + ":/content")
                            .PUT(BodyPublishers.ofInputStream(source::body))
                            .build();
            all.add(http.sendAsync(upload, BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> each : all) {
            assertThat(each.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
        for (int i = 0; i < 40; i++) {
            assertThat(
                            Files.mismatch(
                                    clouds.oneDrive.resolve("copy" + i),
                                    clouds.google.resolve("src.bin")))
                    .isEqualTo(-1);
        }
    }

    @Test
    void healthNamesTheFolders() {
        JsonNode health = clouds.getJson("/sandbox/health");
        assertThat(health.get("status").asText()).isEqualTo("up");
        assertThat(health.at("/folders/google").asText()).isEqualTo(clouds.google.toString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(clouds.url(path)))
                .header("Authorization", "Bearer sandbox");
    }
}
