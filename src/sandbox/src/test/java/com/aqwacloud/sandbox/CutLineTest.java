package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults that break the connection, in both versions of HTTP, and many requests at once. */
class CutLineTest {

    private static final String FILE = "/v1.0/me/drive/root:/a.bin:/content";
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

    private HttpClient client(HttpClient.Version version) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        HttpResponse<byte[]> first = send(client, request(ROOT).GET());
        assertThat(first.version()).as("what the server speaks").isEqualTo(version);
        return client;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(clouds.url(path)))
                .header("Authorization", "Bearer sandbox");
    }

    private static HttpResponse<byte[]> send(HttpClient client, HttpRequest.Builder request)
            throws Exception {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aLostAnswerBreaksTheConnectionAndTheNextOneServes(HttpClient.Version version)
            throws Exception {
        HttpClient client = client(version);
        faults.add("{'kind':'lose-answer','times':1}");
        HttpRequest.Builder put = request(FILE).PUT(BodyPublishers.ofByteArray(new byte[10]));
        assertThatThrownBy(() -> send(client, put)).isInstanceOf(IOException.class);
        assertThat(clouds.oneDrive.resolve("a.bin")).hasSize(10);
        assertThat(send(client, put).statusCode()).isEqualTo(200);
    }

    @Test
    void aLostAnswerToACopyLeavesTheCopyThere() throws Exception {
        HttpClient client = client(HttpClient.Version.HTTP_1_1);
        clouds.put(FILE, new byte[10]);
        String rule = faults.add("{'kind':'lose-answer','operation':'copy','times':1}");
        HttpRequest.Builder copy =
                request(FILE.replace(":/content", ":/copy"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"name\":\"b.bin\"}"));
        assertThatThrownBy(() -> send(client, copy)).isInstanceOf(IOException.class);
        faults.assertFired(rule, 1);
        Clouds.soon().untilAsserted(() -> assertThat(clouds.oneDrive.resolve("b.bin")).hasSize(10));
    }

    @Test
    void theAnswerToAFragmentThatIsNotTheLastIsNeverLost() throws Exception {
        String create = FILE.replace(":/content", ":/createUploadSession");
        String url = Clouds.json(clouds.post(create, "{}")).get("uploadUrl").asText();
        String rule = faults.add("{'kind':'lose-answer','operation':'session.fragment'}");
        HttpClient client = client(HttpClient.Version.HTTP_1_1);
        HttpRequest.Builder first = fragment(url, 0, 327_680);
        assertThat(send(client, first).statusCode()).isEqualTo(202);
        faults.assertFired(rule, 0);
        assertThatThrownBy(() -> send(client, fragment(url, 327_680, 1)))
                .isInstanceOf(IOException.class);
        assertThat(clouds.oneDrive.resolve("a.bin")).hasSize(327_681);
    }

    private static HttpRequest.Builder fragment(String url, int from, int length) {
        String range = "bytes " + from + "-" + (from + length - 1) + "/327681";
        return HttpRequest.newBuilder(URI.create(url))
                .header("Content-Range", range)
                .PUT(BodyPublishers.ofByteArray(new byte[length]));
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aCutAnswerComesInPart(HttpClient.Version version) throws Exception {
        HttpClient client = client(version);
        clouds.put(FILE, new byte[300_000]);
        String url = clouds.get(FILE).headers().firstValue("Location").orElseThrow();
        faults.add("{'kind':'cut-response','afterBytes':100000,'times':1}");
        HttpRequest.Builder get = HttpRequest.newBuilder(URI.create(url));
        assertThatThrownBy(() -> send(client, get)).isInstanceOf(IOException.class);
        // The client of JDK 17 may lose its place in a long answer that begins a connection.
        assertThat(send(client, request(ROOT).GET()).statusCode()).isEqualTo(200);
        assertThat(send(client, get).body()).hasSize(300_000);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void aCutRequestLeavesNothing(HttpClient.Version version) throws Exception {
        HttpClient client = client(version);
        faults.add("{'kind':'cut-request','afterBytes':100000,'times':1}");
        HttpRequest.Builder put = request(FILE).PUT(BodyPublishers.ofByteArray(new byte[300_000]));
        assertThatThrownBy(() -> send(client, put)).isInstanceOf(IOException.class);
        assertThat(clouds.oneDrive.resolve("a.bin")).doesNotExist();
        assertThat(send(client, put).statusCode()).isEqualTo(201);
    }

    @Test
    void ofManyRequestsAtOnceEachIsCountedOnce() throws Exception {
        String rule = faults.add("{'kind':'throttle','every':2,'operation':'get'}");
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(
                    client.sendAsync(request(ROOT).build(), BodyHandlers.discarding())
                            .thenApply(HttpResponse::statusCode));
        }
        int refused = 0;
        for (CompletableFuture<Integer> each : all) {
            refused += each.get(60, TimeUnit.SECONDS) == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(100);
        assertThat(faults.get(rule).get("matched").asInt()).isEqualTo(200);
        faults.assertFired(rule, 100);
    }
}
