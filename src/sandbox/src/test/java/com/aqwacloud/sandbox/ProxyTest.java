package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that know the clouds by their real names only come through the sandbox as a proxy. */
class ProxyTest {

    private static final Pattern LENGTH =
            Pattern.compile("content-length: (\\d+)", Pattern.CASE_INSENSITIVE);

    @TempDir Path home;
    private Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox =
                Sandbox.builder()
                        .port(0)
                        .googleFolder(home.resolve("google-drive"))
                        .oneDriveFolder(home.resolve("onedrive"))
                        .build()
                        .start();
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void theRealNamesLeadHereAndLinksKeepThem(Version version) throws Exception {
        HttpClient client = Trust.through(sandbox).version(version).build();
        HttpResponse<String> drive =
                send(
                        client,
                        request(
                                        "https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable")
                                .POST(BodyPublishers.ofString("{\"name\":\"a\"}")));
        assertThat(drive.statusCode()).isEqualTo(200);
        assertThat(drive.headers().firstValue("Location").orElseThrow())
                .startsWith("https://www.googleapis.com/upload/drive/v3/files?");
        HttpResponse<String> graph =
                send(
                        client,
                        request(
                                        "https://graph.microsoft.com/v1.0/me/drive/root:/a:/createUploadSession")
                                .POST(BodyPublishers.ofString("{}")));
        JsonNode session = Clouds.JSON.readTree(graph.body());
        String uploadUrl = session.get("uploadUrl").asText();
        assertThat(uploadUrl).startsWith("https://graph.microsoft.com/");
        HttpResponse<String> stored =
                send(
                        client,
                        HttpRequest.newBuilder(URI.create(uploadUrl))
                                .header("Content-Range", "bytes 0-2/3")
                                .PUT(BodyPublishers.ofString("abc")));
        assertThat(stored.statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://oauth2.googleapis.com/token",
                "https://login.microsoftonline.com/common/oauth2/v2.0/token"
            })
    void tokensAreIssuedUnderTheRealNames(String url) throws Exception {
        HttpRequest.Builder refresh =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                BodyPublishers.ofString(
                                        "grant_type=refresh_token&refresh_token=sandbox&client_id=x"));
        assertThat(send(Trust.through(sandbox).build(), refresh).body()).contains("access_token");
    }

    @Test
    void plainRequestsForARealNameComeThroughTheProxyToo() throws Exception {
        HttpClient client = Trust.through(sandbox).version(Version.HTTP_1_1).build();
        HttpResponse<String> answer =
                send(client, request("http://graph.microsoft.com/v1.0/me/drive/root"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Clouds.JSON.readTree(answer.body()).get("webUrl").asText())
                .startsWith("http://graph.microsoft.com/");
    }

    @Test
    void noTunnelLeadsAnywhereElse() throws Exception {
        HttpClient client = Trust.through(sandbox).build();
        assertThatThrownBy(() -> send(client, request("https://example.com/")))
                .isInstanceOf(IOException.class);
        for (String target :
                new String[] {
                    "example.com:443",
                    "evil-googleapis.com:443",
                    "www.googleapis.com.example.com:443",
                    "169.254.169.254:80",
                    ":443",
                    "x"
                }) {
            assertThat(raw("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n"))
                    .as(target)
                    .containsPattern("^HTTP/1.1 40[03] ")
                    .doesNotContain("<html");
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", sandbox.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            // The connection may stay open: the answer itself says where it ends.
            var answer = new StringBuilder();
            while (answer.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                assertThat(next).as("the answer after %s", answer).isNotNegative();
                answer.append((char) next);
            }
            Matcher length = LENGTH.matcher(answer);
            int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
            return answer
                    + new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
        }
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer sandbox")
                .header("Content-Type", "application/json");
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
            throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
