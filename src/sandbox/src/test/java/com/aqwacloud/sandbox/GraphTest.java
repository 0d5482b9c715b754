package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OneDrive through Graph, as any HTTP client sees it. */
class GraphTest {

    private static final int UNIT = 320 * 1024;
    private static final String ROOT = "/v1.0/me/drive/root";

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
    void contentPutByPathIsFoundByIdAndPathInAnyCase() {
        HttpResponse<byte[]> made = put("/Dir/Na%20me%23.txt", "hello");
        assertThat(made.statusCode()).isEqualTo(201);
        String id = Clouds.json(made).get("id").asText();
        JsonNode byPath = clouds.getJson(ROOT + ":/dir/na%20ME%23.TXT");
        JsonNode byId = clouds.getJson("/v1.0/drives/" + driveId() + "/items/" + id);
        assertThat(byPath.get("id").asText()).isEqualTo(id);
        assertThat(byId.get("name").asText()).isEqualTo("Na me#.txt");
        assertThat(byId.at("/parentReference/path").asText()).endsWith("/root:/Dir");
        assertThat(byId.at("/file/hashes/quickXorHash").asText())
                .isEqualTo("aCgDG9jwBgAAAAAABQAAAAAAAAA=");
        assertThat(clouds.oneDrive.resolve("Dir/Na me#.txt")).hasContent("hello");
    }

    @Test
    void contentIsServedFromAPreAuthenticatedAddressWithRanges() {
        String id = Clouds.json(put("/r.txt", "0123456789")).get("id").asText();
        HttpResponse<byte[]> redirect = clouds.get("/v1.0/me/drive/items/" + id + "/content");
        assertThat(redirect.statusCode()).isEqualTo(302);
        String url = redirect.headers().firstValue("Location").orElseThrow();
        assertThat(clouds.send(clouds.bare(url)).body()).isEqualTo(ascii("0123456789"));
        HttpResponse<byte[]> part = clouds.send(clouds.bare(url).header("Range", "bytes=-4"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(ascii("6789"));
        assertThat(clouds.send(clouds.bare(url).header("Range", "bytes=99-")).statusCode())
                .isEqualTo(416);
        assertThat(clouds.send(clouds.bare(url.replace("tempauth=", "tempauth=x"))).statusCode())
                .isEqualTo(401);
    }

    @Test
    void tagsTellContentFromMetadata() {
        JsonNode one = Clouds.json(put("/t.txt", "1"));
        JsonNode renamed = Clouds.json(patch(one, "{\"name\":\"T2.txt\"}"));
        JsonNode edited =
                Clouds.json(
                        clouds.put("/v1.0/me/drive/items/" + id(one) + "/content", ascii("22")));
        assertThat(renamed.get("eTag")).isNotEqualTo(one.get("eTag"));
        assertThat(renamed.get("cTag")).isEqualTo(one.get("cTag"));
        assertThat(edited.get("cTag")).isNotEqualTo(renamed.get("cTag"));
        assertThat(id(edited)).isEqualTo(id(one));
    }

    @Test
    void aStaleTagPreventsEveryChange() {
        JsonNode item = Clouds.json(put("/m.txt", "1"));
        String stale = item.get("eTag").asText();
        String path = "/v1.0/me/drive/items/" + id(item);
        JsonNode now = Clouds.json(clouds.put(path + "/content", ascii("2"), "If-Match", stale));
        assertThat(now.has("id")).isTrue();

        assertThat(clouds.put(path + "/content", ascii("3"), "If-Match", stale).statusCode())
                .isEqualTo(412);
        assertThat(
                        clouds.put(ROOT + ":/m.txt:/content", ascii("3"), "If-Match", stale)
                                .statusCode())
                .isEqualTo(412);
        assertThat(clouds.method("PATCH", path, "{\"name\":\"x\"}", "If-Match", stale).statusCode())
                .isEqualTo(412);
        assertThat(clouds.method("DELETE", path, "", "If-Match", stale).statusCode())
                .isEqualTo(412);
        HttpResponse<byte[]> session =
                clouds.post(path + "/createUploadSession", "{}", "If-Match", stale);
        assertThat(session.statusCode()).isEqualTo(412);
        assertThat(Clouds.json(session).at("/error/code").asText()).isEqualTo("resourceModified");
        assertThat(clouds.oneDrive.resolve("m.txt")).hasContent("2");
        String fresh = now.get("eTag").asText();
        assertThat(clouds.method("DELETE", path, "", "If-Match", fresh).statusCode())
                .isEqualTo(204);
        assertThat(clouds.oneDrive.resolve("m.txt")).doesNotExist();
    }

    @Test
    void anEditByHandThatNoScanHasSeenIsNotOverwritten() throws IOException {
        JsonNode item = Clouds.json(put("/hand.txt", "cloud"));
        Files.writeString(clouds.oneDrive.resolve("hand.txt"), "by hand");
        HttpResponse<byte[]> refused =
                clouds.put(
                        "/v1.0/me/drive/items/" + id(item) + "/content",
                        ascii("again"),
                        "If-Match",
                        item.get("eTag").asText());
        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(clouds.oneDrive.resolve("hand.txt")).hasContent("by hand");
    }

    @Test
    void aNameInUseIsDealtWithAsAsked() {
        put("/c.txt", "1");
        String target = ROOT + ":/C.TXT:/content?@microsoft.graph.conflictBehavior=";
        HttpResponse<byte[]> failed = clouds.put(target + "fail", ascii("2"));
        assertThat(failed.statusCode()).isEqualTo(409);
        assertThat(Clouds.json(failed).at("/error/code").asText()).isEqualTo("nameAlreadyExists");
        JsonNode renamed = Clouds.json(clouds.put(target + "rename", ascii("3")));
        assertThat(renamed.get("name").asText()).isEqualTo("C 1.TXT");
        assertThat(clouds.put(target + "replace", ascii("4")).statusCode()).isEqualTo(200);
        assertThat(clouds.oneDrive.resolve("c.txt")).hasContent("4");
        assertThat(clouds.put(target + "maybe", ascii("5")).statusCode()).isEqualTo(400);
    }

    @Test
    void foldersAreMadeMovedAndListedInPages() {
        JsonNode folder =
                Clouds.json(clouds.post(ROOT + "/children", "{\"name\":\"F\",\"folder\":{}}"));
        assertThat(folder.at("/folder/childCount").asInt()).isZero();
        assertThat(clouds.post(ROOT + "/children", "{\"name\":\"f\",\"folder\":{}}").statusCode())
                .isEqualTo(409);
        for (int i = 0; i < 5; i++) {
            put("/F/" + i, "x");
        }
        JsonNode moved = Clouds.json(put("/m", "m"));
        String body = "{\"parentReference\":{\"id\":\"" + id(folder) + "\"},\"name\":\"9\"}";
        assertThat(patch(moved, body).statusCode()).isEqualTo(200);
        assertThat(clouds.oneDrive.resolve("F/9")).hasContent("m");

        List<String> names = new ArrayList<>();
        String next = ROOT + ":/F:/children?$top=4&$select=name";
        int pages = 0;
        while (next != null) {
            JsonNode page = clouds.getJson(next);
            page.get("value").forEach(item -> names.add(item.get("name").asText()));
            assertThat(page.at("/value/0").has("size")).isFalse();
            next = page.path("@odata.nextLink").textValue();
            pages++;
        }
        assertThat(pages).isEqualTo(2);
        assertThat(names).containsExactly("0", "1", "2", "3", "4", "9");
        String circle = "{\"parentReference\":{\"id\":\"" + id(folder) + "\"}}";
        assertThat(patch(folder, circle).statusCode()).isEqualTo(400);
    }

    @Test
    void clientTimesAreKeptToTheSecond() throws IOException {
        JsonNode item = Clouds.json(put("/time.txt", "1"));
        String time = "2020-02-03T04:05:06Z";
        JsonNode now =
                Clouds.json(
                        patch(
                                item,
                                "{\"fileSystemInfo\":{\"lastModifiedDateTime\":\""
                                        + time
                                        + "\"}}"));
        assertThat(now.at("/fileSystemInfo/lastModifiedDateTime").asText()).isEqualTo(time);
        assertThat(now.get("lastModifiedDateTime").asText()).isNotEqualTo(time);
        assertThat(now.get("cTag")).isEqualTo(item.get("cTag"));
        assertThat(Files.getLastModifiedTime(clouds.oneDrive.resolve("time.txt")))
                .hasToString(time);
    }

    @Test
    void namesThatOneDriveRefusesAreRefused() {
        for (String name :
                List.of(
                        "a%7Cb",
                        "CON",
                        "x.",
                        "%20x",
                        "x%20",
                        "~x",
                        "a%22",
                        "a_vti_b",
                        "%3Fx",
                        "desktop.ini")) {
            HttpResponse<byte[]> refused = put("/" + name, "x");
            assertThat(refused.statusCode()).as(name).isEqualTo(400);
            assertThat(Clouds.json(refused).at("/error/innerError/code").asText())
                    .isEqualTo("invalidPath");
        }
        assertThat(clouds.oneDrive).isEmptyDirectory();
        String deep = ("/" + "d".repeat(99)).repeat(4) + "/x";
        assertThat(Clouds.json(put(deep, "x")).at("/error/innerError/code").asText())
                .isEqualTo("pathIsTooLong");
    }

    @Test
    void anUploadSessionGoesOnWhereACutFragmentLeftIt() throws IOException {
        byte[] content = Clouds.bytes(12 << 20);
        int step = 10 * UNIT;
        JsonNode session =
                Clouds.json(
                        clouds.post(
                                ROOT + ":/big%20file.bin:/createUploadSession",
                                "{\"item\":{\"@microsoft.graph.conflictBehavior\":\"fail\","
                                        + "\"fileSystemInfo\":{\"lastModifiedDateTime\":"
                                        + "\"2021-01-02T03:04:05Z\"}}}"));
        String url = session.get("uploadUrl").asText();
        HttpResponse<byte[]> first = fragment(url, content, 0, step);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(expected(Clouds.json(first))).isEqualTo(step + "-");

        cutFragment(url, content, step, step);
        Clouds.soon()
                .untilAsserted(
                        () ->
                                assertThat(expected(Clouds.json(clouds.send(clouds.bare(url)))))
                                        .isEqualTo(step + "-"));
        assertThat(clouds.oneDrive).isEmptyDirectory();

        HttpResponse<byte[]> answer = first;
        for (int at = step; at < content.length; at += step) {
            answer = fragment(url, content, at, Math.min(step, content.length - at));
        }
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Clouds.json(answer).at("/fileSystemInfo/lastModifiedDateTime").asText())
                .isEqualTo("2021-01-02T03:04:05Z");
        assertThat(Files.readAllBytes(clouds.oneDrive.resolve("big file.bin"))).isEqualTo(content);
        assertThat(clouds.send(clouds.bare(url)).statusCode()).isEqualTo(404);
        assertThat(home.resolve(".onedrive.state/sessions")).isEmptyDirectory();
        assertThat(home.resolve(".onedrive.state/incoming")).isEmptyDirectory();
    }

    @Test
    void fragmentsThatBreakTheRulesAreRefused() {
        byte[] content = Clouds.bytes(3 * UNIT);
        String url = session("/rules.bin", "replace");
        assertThat(fragment(url, content, 0, UNIT).statusCode()).isEqualTo(202);

        HttpResponse<byte[]> again = fragment(url, content, 0, UNIT);
        assertThat(again.statusCode()).isEqualTo(416);
        assertThat(Clouds.json(again).at("/error/code").asText()).isEqualTo("invalidRange");
        assertThat(fragment(url, content, 2 * UNIT, UNIT).statusCode()).isEqualTo(416);
        assertThat(fragment(url, content, UNIT, UNIT - 1).statusCode()).isEqualTo(400);
        assertThat(
                        clouds.send(
                                        clouds.bare(url)
                                                .header("Content-Range", "bytes 9-1/x")
                                                .PUT(BodyPublishers.ofByteArray(content)))
                                .statusCode())
                .isEqualTo(400);
        assertThat(
                        clouds.send(
                                        clouds.bare(url)
                                                .header("Content-Range", "bytes 0-0/0")
                                                .PUT(BodyPublishers.noBody()))
                                .statusCode())
                .isEqualTo(400);
        assertThat(clouds.send(clouds.request(url)).statusCode())
                .as("a token is let pass")
                .isEqualTo(200);
        assertThat(clouds.send(clouds.bare(url).DELETE()).statusCode()).isEqualTo(204);
        assertThat(clouds.send(clouds.bare(url)).statusCode()).isEqualTo(404);
        assertThat(clouds.oneDrive).isEmptyDirectory();
    }

    @Test
    void aNameTakenMeanwhileIsTheEndOfAFailingSessionButNotOfItsBytes() {
        byte[] content = Clouds.bytes(1000);
        String url = session("/late.bin", "fail");
        put("/late.bin", "first");
        assertThat(fragment(url, content, 0, 1000).statusCode()).isEqualTo(409);
        HttpResponse<byte[]> done =
                clouds.method(
                        "PUT",
                        ROOT + ":/late.bin",
                        "{\"@microsoft.graph.sourceUrl\":\""
                                + url
                                + "\",\"@microsoft.graph.conflictBehavior\":\"rename\"}");
        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(clouds.oneDrive.resolve("late.bin")).hasContent("first");
        assertThat(clouds.oneDrive.resolve("late 1.bin")).hasBinaryContent(content);
    }

    @Test
    void aSessionKeepsItsConditionUntilTheEnd() {
        JsonNode item = Clouds.json(put("/cond.bin", "1"));
        String url =
                Clouds.json(
                                clouds.post(
                                        "/v1.0/me/drive/items/" + id(item) + "/createUploadSession",
                                        "{\"item\":{\"@microsoft.graph.conflictBehavior\":\"replace\"}}",
                                        "If-Match",
                                        item.get("eTag").asText()))
                        .get("uploadUrl")
                        .asText();
        put("/cond.bin", "2");
        assertThat(fragment(url, Clouds.bytes(10), 0, 10).statusCode()).isEqualTo(412);
        assertThat(clouds.oneDrive.resolve("cond.bin")).hasContent("2");
    }

    @Test
    void deltaTellsEverythingOnceThenOnlyWhatChanged() {
        for (int i = 0; i < 9; i++) {
            put("/D/f" + i, "x");
        }
        List<JsonNode> all = new ArrayList<>();
        String link = delta(ROOT + "/delta?$top=4", all);
        assertThat(all.stream().map(GraphTest::id).distinct()).hasSize(11);
        assertThat(all).noneMatch(item -> item.at("/parentReference").has("path"));

        JsonNode f1 = clouds.getJson(ROOT + ":/D/f1");
        JsonNode f2 = clouds.getJson(ROOT + ":/D/f2");
        patch(f1, "{\"name\":\"g1\"}");
        clouds.method("DELETE", "/v1.0/me/drive/items/" + id(f2), "");
        List<JsonNode> changed = new ArrayList<>();
        String end = delta(link, changed);
        assertThat(changed.stream().map(GraphTest::id)).contains(id(f1), id(f2));
        assertThat(changed.stream().filter(item -> item.has("file") && !item.has("deleted")))
                .hasSize(1);
        JsonNode deleted = changed.stream().filter(i -> i.has("deleted")).findFirst().orElseThrow();
        assertThat(deleted.has("name")).isFalse();
        assertThat(
                        changed.stream()
                                .filter(item -> item.has("folder"))
                                .map(i -> i.get("name").asText()))
                .containsExactly("root", "D");
        List<JsonNode> nothing = new ArrayList<>();
        assertThat(delta(end, nothing)).isEqualTo(end);
        assertThat(nothing).isEmpty();
    }

    @Test
    void deltaFromLatestIsEmptyAndADeadTokenAsksForAResync() {
        put("/x", "x");
        List<JsonNode> none = new ArrayList<>();
        String link = delta(ROOT + "/delta?token=latest", none);
        assertThat(none).isEmpty();
        put("/y", "y");
        List<JsonNode> one = new ArrayList<>();
        delta(link, one);
        assertThat(one.stream().filter(item -> item.has("file"))).hasSize(1);

        HttpResponse<byte[]> gone = clouds.get(ROOT + "/delta?token=nonsense");
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(gone.headers().firstValue("Location").orElseThrow()).endsWith("/root/delta");
        assertThat(Clouds.json(gone).at("/error/code").asText()).isEqualTo("resyncRequired");
    }

    @Test
    void aBatchRunsInOrderOfItsDependencies() {
        String body =
                """
                {"requests":[
                 {"id":"3","method":"GET","url":"/me/drive/root:/B/x.txt","dependsOn":["2"]},
                 {"id":"2","method":"PUT","url":"/me/drive/root:/B/x.txt:/content",
                  "dependsOn":["1"],"headers":{"Content-Type":"text/plain"},"body":"aGVsbG8="},
                 {"id":"1","method":"POST","url":"/me/drive/root/children",
                  "headers":{"Content-Type":"application/json"},
                  "body":{"name":"B","folder":{}}},
                 {"id":"4","method":"GET","url":"/me/drive/root:/none"},
                 {"id":"5","method":"GET","url":"/me/drive","dependsOn":["4"]}]}
                """;
        JsonNode responses = Clouds.json(clouds.post("/v1.0/$batch", body)).get("responses");
        assertThat(status(responses, "1")).isEqualTo(201);
        assertThat(status(responses, "2")).isEqualTo(201);
        assertThat(status(responses, "3")).isEqualTo(200);
        assertThat(status(responses, "4")).isEqualTo(404);
        assertThat(status(responses, "5")).isEqualTo(424);
        assertThat(clouds.oneDrive.resolve("B/x.txt")).hasContent("hello");
        assertThat(clouds.post("/v1.0/$batch", "{\"requests\":[]}").statusCode()).isEqualTo(400);
    }

    @Test
    void aPartOfABatchThatFailsLeavesTheOthersTheirStatus() throws IOException {
        // Without it no file can be made.
        Files.delete(clouds.oneDrive.resolveSibling(".onedrive.state/incoming"));
        String body =
                """
                {"requests":[
                 {"id":"1","method":"PUT","url":"/me/drive/root:/x.txt:/content",
                  "headers":{"Content-Type":"text/plain"},"body":"aGVsbG8="},
                 {"id":"2","method":"GET","url":"/me/drive/root"}]}
                """;
        HttpResponse<byte[]> answer = clouds.post("/v1.0/$batch", body);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode responses = Clouds.json(answer).get("responses");
        assertThat(status(responses, "1")).isEqualTo(500);
        assertThat(status(responses, "2")).isEqualTo(200);
    }

    @Test
    void aBinaryBodyInABatchIsBase64OfEitherAlphabet() {
        byte[] bytes = {(byte) 0xfb, (byte) 0xff, (byte) 0xfe, 'x'};
        int id = 0;
        for (Base64.Encoder encoder :
                List.of(
                        Base64.getUrlEncoder(),
                        Base64.getUrlEncoder().withoutPadding(),
                        Base64.getEncoder(),
                        Base64.getEncoder().withoutPadding())) {
            String name = "x" + ++id + ".bin";
            String body =
                    """
                    {"requests":[{"id":"1","method":"PUT","url":"/me/drive/root:/%s:/content",
                      "headers":{"Content-Type":"application/octet-stream"},"body":"%s"}]}
                    """
                            .formatted(name, encoder.encodeToString(bytes));
            JsonNode responses = Clouds.json(clouds.post("/v1.0/$batch", body)).get("responses");
            assertThat(status(responses, "1")).isEqualTo(201);
            assertThat(clouds.oneDrive.resolve(name)).hasBinaryContent(bytes);
        }
    }

    @Test
    void aCopyIsWatchedToItsEnd() {
        put("/Src/a.txt", "a");
        put("/Src/In/b.txt", "b");
        JsonNode folder = clouds.getJson(ROOT + ":/Src");
        HttpResponse<byte[]> accepted =
                clouds.post("/v1.0/me/drive/items/" + id(folder) + "/copy", "{\"name\":\"Dst\"}");
        assertThat(accepted.statusCode()).isEqualTo(202);
        String monitor = accepted.headers().firstValue("Location").orElseThrow();
        Clouds.soon()
                .untilAsserted(
                        () ->
                                assertThat(
                                                Clouds.json(clouds.send(clouds.bare(monitor)))
                                                        .get("status")
                                                        .asText())
                                        .isEqualTo("completed"));
        assertThat(clouds.oneDrive.resolve("Dst/In/b.txt")).hasContent("b");
        assertThat(clouds.oneDrive.resolve("Dst/a.txt")).hasContent("a");
    }

    @Test
    void tokensAreIssuedRotatedAndChecked() {
        HttpResponse<byte[]> first = token("sandbox");
        JsonNode tokens = Clouds.json(first);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(tokens.get("expires_in").asInt()).isEqualTo(3600);
        String bearer = "Bearer " + tokens.get("access_token").asText();
        assertThat(
                        clouds.send(clouds.bare("/v1.0/me").header("Authorization", bearer))
                                .statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> refused =
                clouds.send(clouds.bare("/v1.0/me").header("Authorization", bearer + "x"));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(Clouds.json(refused).at("/error/code").asText())
                .isEqualTo("InvalidAuthenticationToken");
        assertThat(
                        clouds.send(clouds.bare("/drive/v3/files").header("Authorization", bearer))
                                .statusCode())
                .as("a token of the other cloud")
                .isEqualTo(401);
        String rotated = tokens.get("refresh_token").asText();
        assertThat(Clouds.json(token(rotated)).get("refresh_token").asText()).isNotEqualTo(rotated);
        assertThat(Clouds.json(token("dead")).get("error").asText()).isEqualTo("invalid_grant");
    }

    private HttpResponse<byte[]> token(String refreshToken) {
        return clouds.send(
                clouds.bare("/common/oauth2/v2.0/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(
                                BodyPublishers.ofString(
                                        "grant_type=refresh_token&client_id=c&client_secret=s"
                                                + "&refresh_token="
                                                + refreshToken)));
    }

    private String driveId() {
        return clouds.getJson("/v1.0/me/drive").get("id").asText();
    }

    private HttpResponse<byte[]> put(String path, String content) {
        return clouds.put(ROOT + ":" + path + ":/content", ascii(content));
    }

    private HttpResponse<byte[]> patch(JsonNode item, String body) {
        return clouds.method("PATCH", "/v1.0/me/drive/items/" + id(item), body);
    }

    private String session(String path, String conflict) {
        return Clouds.json(
                        clouds.post(
                                ROOT + ":" + path + ":/createUploadSession",
                                "{\"item\":{\"@microsoft.graph.conflictBehavior\":\""
                                        + conflict
                                        + "\"}}"))
                .get("uploadUrl")
                .asText();
    }

    private HttpResponse<byte[]> fragment(String url, byte[] content, int from, int length) {
        byte[] part = Arrays.copyOfRange(content, from, from + length);
        String range = "bytes " + from + "-" + (from + length - 1) + "/" + content.length;
        return clouds.send(
                clouds.bare(url)
                        .header("Content-Range", range)
                        .PUT(BodyPublishers.ofByteArray(part)));
    }

    /** Sends half of what it announces, then hangs up. */
    private static void cutFragment(String url, byte[] content, int from, int length)
            throws IOException {
        URI uri = URI.create(url);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            String head =
                    "PUT "
                            + uri.getRawPath()
                            + " HTTP/1.1\r\nHost: x\r\nContent-Length: "
                            + length
                            + "\r\nContent-Range: bytes "
                            + from
                            + "-"
                            + (from + length - 1)
                            + "/"
                            + content.length
                            + "\r\n\r\n";
            OutputStream out = socket.getOutputStream();
            out.write(ascii(head));
            out.write(content, from, length / 2);
            out.flush();
        }
    }

    private String delta(String from, List<JsonNode> into) {
        String link = from;
        while (true) {
            JsonNode page = clouds.getJson(link);
            page.get("value").forEach(into::add);
            if (page.has("@odata.deltaLink")) {
                return page.get("@odata.deltaLink").asText();
            }
            link = page.get("@odata.nextLink").asText();
        }
    }

    private static int status(JsonNode responses, String id) {
        for (JsonNode response : responses) {
            if (response.get("id").asText().equals(id)) {
                return response.get("status").asInt();
            }
        }
        return -1;
    }

    private static String expected(JsonNode progress) {
        return progress.at("/nextExpectedRanges/0").asText();
    }

    private static String id(JsonNode item) {
        return item.get("id").asText();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
