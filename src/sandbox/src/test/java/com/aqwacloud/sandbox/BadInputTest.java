package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent: the cloud's own refusal, no stack trace, no file outside the folder. */
class BadInputTest {

    @TempDir Path home;
    private Clouds clouds;

    @BeforeEach
    void start() throws IOException {
        clouds = new Clouds(home);
        Files.writeString(home.resolve("secret.txt"), "secret");
    }

    @AfterEach
    void stop() throws IOException {
        clouds.close();
    }

    @Test
    void noPathLeadsOutOfTheFolder() throws IOException {
        for (String path :
                List.of(
                        "../secret.txt",
                        "%2e%2e/secret.txt",
                        "..%2fsecret.txt",
                        "a/..%2f..%2fsecret.txt",
                        "%2e%2e%2fsecret.txt",
                        "..%5csecret.txt",
                        "%00",
                        "x%00.txt",
                        "%ff%fe",
                        "%zz",
                        "./x")) {
            String base = "/v1.0/me/drive/root:/" + path;
            for (String request :
                    List.of(
                            "GET " + base + ":/content",
                            "PUT " + base + ":/content",
                            "DELETE " + base,
                            "POST " + base + ":/createUploadSession")) {
                String answer = raw(request);
                assertThat(answer)
                        .as(request)
                        .doesNotContain("secret\n")
                        .containsPattern("^HTTP/1.1 4\\d\\d");
                assertThat(answer).doesNotContain("\tat ").doesNotContain("Exception");
            }
        }
        assertThat(home.resolve("secret.txt")).hasContent("secret");
        assertThat(clouds.oneDrive).isEmptyDirectory();
    }

    @Test
    void linksOutOfTheFolderLeadNowhere() throws IOException {
        Files.createSymbolicLink(clouds.oneDrive.resolve("out"), home);
        Files.createSymbolicLink(clouds.oneDrive.resolve("link.txt"), home.resolve("secret.txt"));
        assertThat(clouds.get("/v1.0/me/drive/root:/out/secret.txt:/content").statusCode())
                .isEqualTo(404);
        assertThat(clouds.get("/v1.0/me/drive/root:/link.txt:/content").statusCode())
                .isEqualTo(404);
        clouds.put("/v1.0/me/drive/root:/link.txt:/content", new byte[] {'x'});
        assertThat(home.resolve("secret.txt")).hasContent("secret");
    }

    @Test
    void malformedBodiesAreRefusedInTheCloudsOwnWords() {
        for (String body : List.of("{", "[]", "7", "{\"name\":7}", "{\"name\":\"x\",\"folder\":")) {
            HttpResponse<byte[]> graph = clouds.post("/v1.0/me/drive/root/children", body);
            assertThat(graph.statusCode()).as(body).isEqualTo(400);
            assertThat(Clouds.json(graph).at("/error/code").asText()).isNotEmpty();
        }
        for (String body :
                List.of(
                        "{",
                        "[]",
                        "{\"name\":7}",
                        "{\"parents\":\"x\"}",
                        "{\"modifiedTime\":\"soon\"}")) {
            HttpResponse<byte[]> drive = clouds.post("/drive/v3/files", body);
            assertThat(drive.statusCode()).as(body).isEqualTo(400);
            assertThat(Clouds.json(drive).at("/error/errors/0/reason").asText()).isNotEmpty();
        }
        for (String path :
                List.of("/v1.0/me/drive/root/children", "/v1.0/$batch", "/v1.0/subscriptions")) {
            String valid =
                    path.endsWith("$batch")
                            ? "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/me\"}]}"
                            : "{\"name\":\"q6\",\"folder\":{}}";
            for (String tail : List.of("garbage", "{}", "]")) {
                HttpResponse<byte[]> graph = clouds.post(path, valid + tail);
                assertThat(graph.statusCode()).as(path + tail).isEqualTo(400);
                assertThat(Clouds.json(graph).at("/error/code").asText()).isEqualTo("BadRequest");
            }
        }
        for (String folder : List.of("5", "\"x\"", "true", "[]")) {
            String body = "{\"name\":\"q7\",\"folder\":" + folder + "}";
            assertThat(clouds.post("/v1.0/me/drive/root/children", body).statusCode())
                    .as(folder)
                    .isEqualTo(400);
        }
        assertThat(clouds.oneDrive).isEmptyDirectory();
        HttpResponse<byte[]> google = clouds.post("/drive/v3/files", "{\"name\":\"q6\"}garbage");
        assertThat(google.statusCode()).isEqualTo(400);
        assertThat(clouds.post("/drive/v3/channels/stop", "{\"id\":\"x\"}{}").statusCode())
                .isEqualTo(400);
        assertThat(clouds.google).isEmptyDirectory();
        assertThat(
                        clouds.post("/sandbox/onedrive", "{\"strictUploadUrls\":true}garbage")
                                .statusCode())
                .isEqualTo(400);
        assertThat(Clouds.json(clouds.get("/sandbox/onedrive")).get("strictUploadUrls").asBoolean())
                .isFalse();
        for (String lever : List.of("faults", "accounts", "shape", "quotas", "generate")) {
            assertThat(clouds.post("/sandbox/" + lever, "{}garbage").statusCode())
                    .as(lever)
                    .isBetween(400, 405);
        }
        assertThat(clouds.post("/v1.0/$batch", "{\"requests\":7}").statusCode()).isEqualTo(400);
        assertThat(clouds.post("/upload/drive/v3/files?uploadType=multipart", "x").statusCode())
                .isEqualTo(400);
        assertThat(
                        clouds.post(
                                        "/upload/drive/v3/files?uploadType=multipart",
                                        "--b\r\n\r\n{}",
                                        "Content-Encoding",
                                        "identity")
                                .statusCode())
                .isEqualTo(400);
    }

    private void assertBad(String reason, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(400);
        assertThat(Clouds.json(answer).at("/error/errors/0/reason").asText()).isEqualTo(reason);
    }

    private HttpResponse<byte[]> typed(String path, String type, String body) {
        return clouds.send(
                clouds.request(path)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void aWrongContentTypeIsRefused() {
        String files = "/drive/v3/files";
        String uploads = "/upload/drive/v3/files?uploadType=";
        String json = "{\"name\":\"n\"}";
        assertBad("badContent", typed(files, "text/plain", json));
        assertBad("parseError", typed(files, "application/x-www-form-urlencoded", json));
        assertBad("badContent", typed(uploads + "resumable", "text/plain", json));
        String part = "--b\r\nContent-Type: %s\r\n\r\n%s\r\n";
        String parts =
                part.formatted("application/json", json) + part.formatted("a/b", 1) + "--b--\r\n";
        for (String type : List.of("text/plain", "application/json")) {
            assertBad("badContent", typed(uploads + "multipart", type + "; boundary=b", parts));
        }
        assertBad(
                "badContent",
                typed(
                        uploads + "multipart",
                        "multipart/related; boundary=b",
                        parts.replace("application/json", "text/plain")));
        String call = part.formatted("application/http", "GET /drive/v3/files\r\n") + "--b--\r\n";
        for (String type : List.of("multipart/form-data", "multipart/related")) {
            assertBad("badRequest", typed("/batch/drive/v3", type + "; boundary=b", call));
        }
        assertThat(clouds.google).isEmptyDirectory();
        for (String type : List.of("application/json", "Application/JSON; charset=UTF-8")) {
            assertThat(typed(files, type, json).statusCode()).as(type).isEqualTo(200);
        }
        assertThat(typed(files, "text/plain", "").statusCode()).as("no body").isEqualTo(200);
        for (String type : List.of("Multipart/Related", "multipart/mixed", "multipart/form-data")) {
            HttpResponse<byte[]> taken = typed(uploads + "multipart", type + "; boundary=b", parts);
            assertThat(taken.statusCode()).as(type).isEqualTo(200);
        }
    }

    @Test
    void whatFollowsTheObjectIsAParseError() {
        for (String body : List.of("{\"name\":\"a\"} x", "{\"name\":\"a\"}{}", "{} 1")) {
            assertBad("parseError", clouds.post("/drive/v3/files", body));
            assertBad(
                    "parseError", clouds.post("/upload/drive/v3/files?uploadType=resumable", body));
        }
        for (String value : List.of("{\"b\":1}", "[1]")) {
            assertBad(
                    "invalid",
                    clouds.post("/drive/v3/files", "{\"properties\":{\"a\":" + value + "}}"));
        }
        assertThat(clouds.google).isEmptyDirectory();
    }

    @Test
    void anAltThatThereIsNotIsInvalid() {
        for (String path :
                List.of("files?alt=xml", "files/root?alt=proto", "about?fields=user&alt=JSON")) {
            assertBad("invalidParameter", clouds.get("/drive/v3/" + path));
        }
        assertThat(clouds.get("/drive/v3/files?alt=json").statusCode()).isEqualTo(200);
    }

    @Test
    void absurdParametersAreRefused() {
        for (String path :
                List.of(
                        "/drive/v3/files?pageSize=0",
                        "/drive/v3/files?pageSize=1001",
                        "/drive/v3/files?pageSize=x",
                        "/drive/v3/files?pageToken=x",
                        "/drive/v3/files?fields=a(b",
                        "/drive/v3/files?fields=()",
                        "/drive/v3/about?fields=",
                        "/drive/v3/files?orderBy=color",
                        "/drive/v3/files?q=" + "(".repeat(5000),
                        "/drive/v3/files?q=" + "not%20".repeat(2000),
                        "/drive/v3/changes",
                        "/drive/v3/changes?pageToken=x",
                        "/drive/v3/changes?pageToken=999999999999999999",
                        "/drive/v3/about",
                        "/v1.0/me/drive/root/children?$top=0",
                        "/v1.0/me/drive/root/children?$top=-1",
                        "/v1.0/me/drive/root/children?$skiptoken=x",
                        "/v1.0/me/drive/root/children?$orderby=color")) {
            assertThat(clouds.get(path).statusCode()).as(path).isEqualTo(400);
        }
        for (String path :
                List.of(
                        "/drive/v3/files/none",
                        "/drive/v3/nothing",
                        "/v1.0/me/drive/items/none",
                        "/v1.0/drives/none/root",
                        "/nothing",
                        "/onedrive/upload/none/..")) {
            assertThat(clouds.get(path).statusCode()).as(path).isBetween(401, 404);
        }
    }

    @Test
    void ambiguousAndBrokenRequestsGetNoStackTrace() throws IOException {
        for (String request :
                List.of(
                        "GET /v1.0/me/drive/root;x=%2f",
                        "BREW /drive/v3/files", "GET /%%%", "PUT /onedrive/upload/x")) {
            assertThat(raw(request))
                    .as(request)
                    .containsPattern("^HTTP/1.1 4\\d\\d")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void whatGraphDoesNotServeIsRefusedInItsOwnForm() throws IOException {
        for (String request :
                List.of(
                        "GET /v1.0",
                        "GET /v1.0/",
                        "GET /v1.0/nothing",
                        "GET /v1.0?$top=1",
                        "GET /beta",
                        "GET /beta/me/drive/root",
                        "GET /v1.0/me/drive/root:/a%zz",
                        "GET /v1.0/me/drive/root:/a%00b",
                        "PUT /v1.0/me/drive/root:/a%zz:/content",
                        "GET /v1.0/me/drive/root:/a%z",
                        "GET http://x/v1.0/me/drive/root:/a%00b",
                        "GET /v1.0/me/drive/root:/%ff",
                        "GET /beta/%zz")) {
            String answer = raw(request);
            assertThat(answer).as(request).startsWith("HTTP/1.1 400");
            assertThat(answer)
                    .as(request)
                    .containsIgnoringCase("Content-Type: application/json")
                    .doesNotContain("problem+json");
            JsonNode error = Clouds.JSON.readTree(answer.split("\r\n\r\n", 2)[1]).get("error");
            assertThat(error.get("code").asText()).as(request).isNotEmpty();
            assertThat(error.get("message").asText()).isNotEmpty();
            assertThat(error.at("/innerError/request-id").asText()).isNotEmpty();
        }
        assertThat(raw("GET /nothing/%zz")).startsWith("HTTP/1.1 400").contains("problem+json");
        assertThat(raw("GET /drive/v3/files/%zz")).startsWith("HTTP/1.1 4").contains("\"errors\"");
    }

    /** Sends it as it stands: other clients tidy paths up. */
    private String raw(String request) throws IOException {
        URI base = URI.create(clouds.url(""));
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            String text =
                    request
                            + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sandbox\r\n"
                            + "Content-Length: 2\r\nConnection: close\r\n\r\n{}";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
