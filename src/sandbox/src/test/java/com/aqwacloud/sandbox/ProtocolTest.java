package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP itself asks for, whatever the cloud. */
class ProtocolTest {

    private static final String BIG_LIST = "/drive/v3/files?fields=files";

    @TempDir Path home;
    private Clouds clouds;

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home);
        Files.writeString(clouds.oneDrive.resolve("a.txt"), "a".repeat(5000));
        Files.writeString(clouds.google.resolve("a.txt"), "a".repeat(5000));
        Clouds.soon()
                .until(
                        () ->
                                clouds.getJson("/drive/v3/files").at("/files/0/id").isTextual()
                                        && clouds.get("/v1.0/me/drive/root:/a.txt").statusCode()
                                                == 200);
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    @Test
    void http2IsSpokenByPriorKnowledge() throws Exception {
        org.eclipse.jetty.client.HttpClient client =
                new org.eclipse.jetty.client.HttpClient(
                        new HttpClientTransportOverHTTP2(new HTTP2Client()));
        try {
            client.start();
            ContentResponse answer = client.GET(clouds.url("/sandbox/health"));
            assertThat(answer.getStatus()).isEqualTo(200);
            assertThat(answer.getVersion()).isEqualTo(HttpVersion.HTTP_2);
        } finally {
            client.stop();
        }
    }

    @Test
    void http2IsSpokenAfterAnUpgrade() throws Exception {
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                clouds.request("/sandbox/health").version(Version.HTTP_2).build(),
                                BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(Version.HTTP_2);
    }

    @Test
    void anUpgradeWithABodyIsAnsweredInTheOldProtocol() throws Exception {
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                clouds.request("/v1.0/me/drive/root:/b.txt:/content")
                                        .version(Version.HTTP_2)
                                        .PUT(BodyPublishers.ofString("b"))
                                        .build(),
                                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.version()).isEqualTo(Version.HTTP_1_1);
    }

    /** As Google's guide has it: both headers, or no packing. */
    @ParameterizedTest
    @CsvSource({"gzip,my client (gzip),true", "gzip,my client,false", "identity,gzip,false"})
    void gzipNeedsAcceptEncodingGzipAndTheWordGzipInUserAgent(
            String accept, String agent, boolean packed) throws IOException {
        HttpResponse<byte[]> answer =
                clouds.send(
                        clouds.request(BIG_LIST)
                                .header("Accept-Encoding", accept)
                                .header("User-Agent", agent));
        assertThat(answer.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(packed);
        byte[] plain = packed ? unpacked(answer.body()) : answer.body();
        assertThat(Clouds.JSON.readTree(plain).at("/files/0/name").asText()).isEqualTo("a.txt");
    }

    @Test
    void graphPacksForWhoeverAcceptsIt() throws IOException {
        HttpResponse<byte[]> answer =
                clouds.send(
                        clouds.request("/v1.0/me/drive/root/children")
                                .header("Accept-Encoding", "gzip, deflate"));
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(Clouds.JSON.readTree(unpacked(answer.body())).at("/value/0/name").asText())
                .isEqualTo("a.txt");
    }

    @Test
    void filesAreSentAsTheyAreAndRangesCountTheirOwnBytes() {
        String link =
                clouds.get("/v1.0/me/drive/root:/a.txt:/content")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
        HttpResponse<byte[]> answer =
                clouds.send(
                        clouds.bare(link)
                                .header("Accept-Encoding", "gzip")
                                .header("Range", "bytes=10-19"));
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.body()).asString().isEqualTo("a".repeat(10));
    }

    @Test
    void headAnswersAsGetWithoutBody() {
        JsonNode file = Clouds.json(clouds.post("/drive/v3/files", "{\"name\":\"h\"}"));
        String id = file.path("id").asText();
        for (String path :
                List.of(
                        "files/" + id,
                        "files/" + id + "?alt=media",
                        "files",
                        "files?pageSize=0",
                        "about?fields=user",
                        "files/none")) {
            HttpResponse<byte[]> got = clouds.get("/drive/v3/" + path);
            HttpResponse<byte[]> head =
                    clouds.send(
                            clouds.request("/drive/v3/" + path)
                                    .method("HEAD", BodyPublishers.noBody()));
            assertThat(head.statusCode()).as(path).isEqualTo(got.statusCode());
            assertThat(head.body()).isEmpty();
            for (String header : List.of("Content-Type", "Content-Length", "Accept-Ranges")) {
                assertThat(head.headers().firstValue(header))
                        .as(path + " " + header)
                        .isEqualTo(got.headers().firstValue(header));
            }
        }
    }

    @Test
    void packedBodiesAreUnpackedInBothClouds() throws IOException {
        HttpResponse<byte[]> drive =
                clouds.send(
                        clouds.request("/drive/v3/files")
                                .header("Content-Encoding", "gzip")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(packed("{\"name\":\"packed\"}"))));
        assertThat(Clouds.json(drive).get("name").asText()).isEqualTo("packed");
        HttpResponse<byte[]> graph =
                clouds.put(
                        "/v1.0/me/drive/root:/packed.txt:/content",
                        packed("content"),
                        "Content-Encoding",
                        "gzip");
        assertThat(graph.statusCode()).isEqualTo(201);
        assertThat(clouds.oneDrive.resolve("packed.txt")).hasContent("content");
    }

    @Test
    void bodiesThatCantBeUnpackedAreRefusedInTheCloudsOwnWords() throws IOException {
        byte[] good = packed("x".repeat(5000));
        byte[] cut = java.util.Arrays.copyOf(good, good.length - 12);
        for (byte[] body : List.of("no gzip".getBytes(StandardCharsets.UTF_8), cut)) {
            HttpResponse<byte[]> graph =
                    clouds.put(
                            "/v1.0/me/drive/root:/bad.txt:/content",
                            body,
                            "Content-Encoding",
                            "gzip");
            assertThat(graph.statusCode()).isEqualTo(400);
            assertThat(Clouds.json(graph).at("/error/code").asText()).isNotEmpty();
            HttpResponse<byte[]> drive =
                    clouds.send(
                            clouds.request("/upload/drive/v3/files?uploadType=media")
                                    .header("Content-Encoding", "gzip")
                                    .POST(BodyPublishers.ofByteArray(body)));
            assertThat(drive.statusCode()).isEqualTo(400);
            assertThat(Clouds.json(drive).at("/error/errors/0/reason").asText()).isNotEmpty();
        }
        HttpResponse<byte[]> unknown =
                clouds.put(
                        "/v1.0/me/drive/root:/bad.txt:/content", good, "Content-Encoding", "zstd");
        assertThat(unknown.statusCode()).isEqualTo(415);
        assertThat(clouds.oneDrive.resolve("bad.txt")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1.0/me/drive/root?x=LONG HTTP/1.1\r\nHost: x\r\n",
                "GET /drive/v3/files?q=LONG HTTP/1.1\r\nHost: x\r\n",
                "GET /v1.0/me/drive/root HTTP/1.1\r\nHost: x\r\nX-Long: LONG\r\n",
                "GET /drive/v3/files HTTP/1.1\r\nHost: x\r\nno colon here\r\n",
                "GET /drive/v3/files HTTP/1.1\r\nHost: x\r\nX-Zero: a\u0000b\r\n",
                "GET /drive/v3/files HTTP/1.1\r\n",
                "GET /drive/v3/files HTTP/1.1\r\nHost: x\r\nHost: y\r\n",
                "GET /drive/v3/files HTTP/9.9\r\nHost: x\r\n",
                "GET\r\n",
                "POST /drive/v3/files HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n",
                "POST /drive/v3/files HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n",
                "POST /drive/v3/files HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n",
                "POST /drive/v3/files HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n",
                "POST /drive/v3/files HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n",
                "POST /drive/v3/files HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "GET /v1.0/me/drive/root:/%zz HTTP/1.1\r\nHost: x\r\n",
                "GET http://[::bad/v1.0/me HTTP/1.1\r\nHost: x\r\n"
            })
    void whatIsNoRequestIsRefusedAsJson(String request) throws IOException {
        String answer =
                raw(
                        request.replace("LONG", "x".repeat(100_000))
                                + "Authorization: Bearer sandbox\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .containsPattern("^HTTP/1\\.\\d [45]\\d\\d")
                .containsPattern("(?i)content-type: application/(problem\\+)?json")
                .doesNotContainIgnoringCase("<html")
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
        assertThat(
                        Clouds.JSON
                                .readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4))
                                .isObject())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/v1.0/me/drive/root,code", "/drive/v3/files,errors"})
    void aTooLongAddressIsRefusedInTheCloudsOwnWords(String path, String field) throws IOException {
        String answer = raw("GET " + path + "?x=" + "x".repeat(100_000) + " HTTP/1.1\r\n\r\n");
        JsonNode body = Clouds.JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(body.isObject()).as(field).isTrue();
        assertThat(answer).containsPattern("^HTTP/1\\.\\d 414");
    }

    @Test
    void aBodyThatEndsTooEarlyChangesNothing() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", URI.create(clouds.url("")).getPort())) {
            socket.getOutputStream()
                    .write(
                            ("PUT /v1.0/me/drive/root:/short.txt:/content HTTP/1.1\r\nHost: x\r\n"
                                            + "Authorization: Bearer sandbox\r\n"
                                            + "Content-Length: 100\r\n\r\nabc")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            socket.setSoTimeout(10_000);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain(" 201 ");
        }
        assertThat(clouds.get("/v1.0/me/drive/root:/short.txt").statusCode()).isEqualTo(404);
        assertThat(clouds.oneDrive.resolve("short.txt")).doesNotExist();
    }

    @Test
    void aClientWithoutHostGetsLinksToWhereItIs() throws IOException {
        String answer =
                raw("GET /v1.0/me/drive/root HTTP/1.0\r\nAuthorization: Bearer sandbox\r\n\r\n");
        assertThat(answer).contains("http://127.0.0.1:" + URI.create(clouds.url("")).getPort());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", URI.create(clouds.url("")).getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] unpacked(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }
}
