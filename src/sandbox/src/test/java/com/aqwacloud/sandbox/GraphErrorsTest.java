package com.aqwacloud.sandbox;

import static com.aqwacloud.sandbox.OneDrive.ROOT;
import static com.aqwacloud.sandbox.OneDrive.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 11 of the sheet: status, code and inner code of each refusal. */
class GraphErrorsTest {

    @TempDir Path home;
    private OneDrive drive;

    @BeforeEach
    void start() throws IOException {
        drive = OneDrive.business(home);
    }

    @AfterEach
    void stop() throws IOException {
        drive.close();
    }

    private static void assertError(OneDrive.Answer answer, int status, String code, String inner) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.innerCode()).isEqualTo(inner);
        assertThat(answer.at("/error/message")).isNotEmpty();
        assertThat(answer.at("/error/innerError/request-id")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalidRequest, ''",
        "401, InvalidAuthenticationToken, ''",
        "403, accessDenied, ''",
        "404, itemNotFound, ''",
        "409, nameAlreadyExists, ''",
        "410, resyncRequired, ''",
        "412, resourceModified, entityTagDoesNotMatch",
        "416, invalidRange, ''",
        "423, notAllowed, resourceLocked",
        "429, activityLimitReached, throttledRequest",
        "500, generalException, ''",
        "502, generalException, ''",
        "503, serviceNotAvailable, ''",
        "504, generalException, ''",
        "507, quotaLimitReached, ''",
        "509, activityLimitReached, ''"
    })
    void aRefusalThatWasAskedForHasTheUsualCodesOfItsStatus(int status, String code, String inner) {
        drive.set("faults", "{'kind':'refuse','status':" + status + ",'times':1}");
        assertError(drive.get(ROOT), status, code, inner);
        assertThat(drive.get(ROOT).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalidRequest, pathTooDeep",
        "406, notAcceptable, ''",
        "411, lengthRequired, ''",
        "422, unprocessableEntity, ''",
        "403, notAllowed, ''",
        "403, insufficient_claims, ''",
        "409, notAllowed, lockMismatch",
        "423, accessDenied, lockMismatch",
        "500, generalException, cannotSnapshotTree"
    })
    void aRefusalMayNameItsCodes(int status, String code, String inner) {
        drive.set(
                "faults",
                "{'kind':'refuse','status':"
                        + status
                        + ",'code':'"
                        + code
                        + (inner.isEmpty() ? "" : "','innerCode':'" + inner)
                        + "'}");
        assertError(drive.get(ROOT), status, code, inner);
    }

    @Test
    void aTokenThatIsNoneIsA401OfTheGateway() {
        assertError(drive.bare(ROOT), 401, "InvalidAuthenticationToken", "");
    }

    @Test
    void anAddressThatWasNotGivenOutIsA401Unauthenticated() {
        JsonNode file = drive.upload("/a.txt", "x").json();
        String url = drive.get(item(file) + "/content").header("Location");
        assertError(drive.bare(url.replace("tempauth=", "tempauth=x")), 401, "unauthenticated", "");
    }

    @Test
    void harmfulContentIsA403MalwareDetected() {
        JsonNode file = drive.upload("/a.exe", "x").json();
        drive.set("onedrive/items", "{'path':'/a.exe','malware':true}");
        assertError(drive.get(item(file) + "/content"), 403, "malwareDetected", "virusSuspicious");
        String url = file.get("@microsoft.graph.downloadUrl").asText();
        assertError(drive.bare(url), 403, "malwareDetected", "virusSuspicious");
    }

    @Test
    void aMissingItemIsA404ItemNotFound() {
        assertError(drive.get(ROOT + ":/none"), 404, "itemNotFound", "");
        assertError(drive.get("/v1.0/me/drive/items/none"), 404, "itemNotFound", "");
        assertError(drive.delete(ROOT + ":/none"), 404, "itemNotFound", "");
    }

    @Test
    void aMissingUploadSessionIsA404WithACodeOfItsOwn() {
        assertError(
                drive.bare("/onedrive/upload/none"), 404, "itemNotFound", "uploadSessionNotFound");
    }

    @Test
    void aMethodThatIsNotTakenIsA405() {
        assertError(drive.post(ROOT + "/delta", "{}"), 405, "invalidRequest", "");
        assertError(
                drive.bare("PATCH", drive.session("/a", "{}"), new byte[0]),
                405,
                "invalidRequest",
                "");
    }

    @Test
    void aFileBeyond250GigabytesIsA413MaxFileSizeExceeded() throws IOException {
        String url = drive.session("/big", "{}");
        long total = (250L << 30) + 1;
        String range = "bytes 0-" + (OneDrive.UNIT - 1) + "/" + total;
        assertError(
                drive.bare("PUT", url, new byte[OneDrive.UNIT], "Content-Range", range),
                413,
                "invalidRequest",
                "maxFileSizeExceeded");
        String create = ROOT + ":/big:/createUploadSession";
        String size = "{\"item\":{\"fileSize\":" + total + "}}";
        assertError(drive.post(create, size), 413, "invalidRequest", "maxFileSizeExceeded");
        assertThat(drive.post(create, size.replace("" + total, "" + (total - 1))).status())
                .isEqualTo(200);
    }

    @Test
    void aBodyOfAnotherTypeIsA415() {
        OneDrive.Answer refused =
                drive.send(
                        "POST", ROOT + "/children", "<x/>".getBytes(), "Content-Type", "text/xml");
        assertError(refused, 415, "UnsupportedMediaType", "");
    }

    @Test
    void aNameInUseIsA409NameAlreadyExists() {
        drive.upload("/a.txt", "x");
        OneDrive.Answer refused =
                drive.put(ROOT + ":/a.txt:/content?@microsoft.graph.conflictBehavior=fail", "y");
        assertError(refused, 409, "nameAlreadyExists", "");
        JsonNode other = drive.upload("/b.txt", "x").json();
        assertError(
                drive.json("PATCH", item(other), "{\"name\":\"a.txt\"}"),
                409,
                "nameAlreadyExists",
                "");
    }

    @Test
    void aStaleTagIsA412ResourceModified() {
        JsonNode file = drive.upload("/a.txt", "1").json();
        drive.upload("/a.txt", "2");
        String stale = file.get("eTag").asText();
        assertError(
                drive.delete(item(file), "If-Match", stale),
                412,
                "resourceModified",
                "entityTagDoesNotMatch");
        assertError(
                drive.put(item(file) + "/content", "3", "If-Match", stale),
                412,
                "resourceModified",
                "entityTagDoesNotMatch");
    }

    @Test
    void aRangeBehindTheEndIsA416InvalidRange() {
        JsonNode file = drive.upload("/a.txt", "1").json();
        String url = file.get("@microsoft.graph.downloadUrl").asText();
        OneDrive.Answer refused = drive.bare("GET", url, new byte[0], "Range", "bytes=5-");
        assertError(refused, 416, "invalidRange", "");
        assertThat(refused.header("Content-Range")).isEqualTo("bytes */1");
    }

    @Test
    void aLockedItemIsA423ForEveryChange() {
        JsonNode file = drive.upload("/a.docx", "x").json();
        drive.set("onedrive/items", "{'path':'/a.docx','locked':true}");
        assertError(drive.put(item(file) + "/content", "y"), 423, "notAllowed", "resourceLocked");
        assertError(
                drive.put(ROOT + ":/a.docx:/content", "y"), 423, "notAllowed", "resourceLocked");
        assertError(
                drive.json("PATCH", item(file), "{\"name\":\"b\"}"),
                423,
                "notAllowed",
                "resourceLocked");
        assertError(drive.delete(item(file)), 423, "notAllowed", "resourceLocked");
        assertThat(drive.get(item(file) + "/content").status()).isEqualTo(302);
    }

    @Test
    void whatDependsOnAFailureIsA424InABatch() {
        String batch =
                "{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/me/drive/root:/none\"},"
                        + "{\"id\":\"2\",\"method\":\"GET\",\"url\":\"/me\",\"dependsOn\":[\"1\"]}]}";
        OneDrive.Answer answer = drive.post("/v1.0/$batch", batch);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/responses/1/status").asInt()).isEqualTo(424);
        assertThat(answer.at("/responses/1/body/error/code")).isEqualTo("failedDependency");
    }

    @Test
    void aBatchOfMoreThan20IsA400() {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            requests.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"" + i + "\",\"method\":\"GET\",\"url\":\"/me\"}");
            String batch = "{\"requests\":[" + requests + "]}";
            if (i == 19) {
                assertThat(drive.post("/v1.0/$batch", batch).json().get("responses")).hasSize(20);
            } else if (i == 20) {
                assertError(drive.post("/v1.0/$batch", batch), 400, "BadRequest", "");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1.0/me",
                "/v1.0/users/sandbox@aqwacloud.example",
                "/v1.0/me/drive",
                "/v1.0/me/drives",
                "/v1.0/drives",
                "/v1.0/me/drive/sharedWithMe"
            })
    void theAccountCanBeReadOnly(String path) {
        for (String method : List.of("DELETE", "PATCH", "POST", "PUT", "OPTIONS", "BREW")) {
            OneDrive.Answer refused = drive.send(method, path, new byte[0]);
            assertError(refused, 405, "invalidRequest", "");
            assertThat(refused.header("Allow")).isEqualTo("GET, HEAD");
        }
        assertThat(drive.send("HEAD", path, new byte[0]).status()).isEqualTo(200);
    }

    @Test
    void aMonitorCanBeReadOnly() {
        JsonNode file = drive.upload("/a.txt", "x").json();
        String monitor = drive.post(item(file) + "/copy", "{\"name\":\"b\"}").header("Location");
        OneDrive.Answer refused = drive.bare("DELETE", monitor, new byte[0]);
        assertError(refused, 405, "invalidRequest", "");
        assertThat(refused.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(drive.bare("HEAD", monitor, new byte[0]).status()).isBetween(200, 202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | '' | GET, HEAD, PATCH, PUT, DELETE",
                "DELETE | /children | GET, HEAD, POST",
                "POST   | /content | GET, HEAD, PUT",
                "POST   | /delta | GET, HEAD",
                "DELETE | /search(q='x') | GET, HEAD",
                "POST   | /thumbnails | GET, HEAD",
                "DELETE | /permissions | GET, HEAD",
                "GET    | /copy | POST",
                "GET    | /createUploadSession | POST",
                "PUT    | /versions | GET, HEAD",
                "PUT    | /versions/current | GET, HEAD, DELETE",
                "GET    | /versions/current/restoreVersion | POST"
            })
    void aMethodThatIsNotAllowedIsToldWhichAre(String method, String action, String allowed) {
        JsonNode file = drive.upload("/a.txt", "x").json();
        OneDrive.Answer refused = drive.send(method, item(file) + action, new byte[0]);
        assertError(refused, 405, "invalidRequest", "");
        assertThat(refused.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void subscriptionsBatchesAndPreAuthenticatedAddressesTellTheirMethodsToo() {
        JsonNode file = drive.upload("/a.txt", "x").json();
        String download = file.get("@microsoft.graph.downloadUrl").asText();
        assertThat(drive.delete("/v1.0/subscriptions").header("Allow"))
                .isEqualTo("GET, HEAD, POST");
        assertThat(drive.put("/v1.0/subscriptions/x", "").header("Allow"))
                .isEqualTo("GET, HEAD, PATCH, DELETE");
        assertThat(drive.get("/v1.0/$batch").header("Allow")).isEqualTo("POST");
        assertThat(drive.bare("DELETE", download, new byte[0]).header("Allow"))
                .isEqualTo("GET, HEAD");
        String session = drive.session("/b.bin", "{}");
        assertThat(drive.bare("PATCH", session, new byte[0]).header("Allow"))
                .isEqualTo("GET, HEAD, PUT, POST, DELETE");
        assertThat(drive.send("HEAD", "/v1.0/subscriptions", new byte[0]).status()).isEqualTo(200);
    }

    @Test
    void aFolderWithALockedItemIsNotDeleted() {
        JsonNode file = drive.upload("/Dir/In/a.docx", "x").json();
        JsonNode dir = drive.get(ROOT + ":/Dir").json();
        drive.set("onedrive/items", "{'path':'/Dir/In/a.docx','locked':true}");
        assertError(drive.delete(item(dir)), 423, "notAllowed", "resourceLocked");
        assertError(
                drive.post(item(dir) + "/permanentDelete", ""),
                423,
                "notAllowed",
                "resourceLocked");
        assertThat(drive.get(item(file)).status()).isEqualTo(200);
        drive.set("onedrive/items", "{'path':'/Dir/In/a.docx','locked':null}");
        assertThat(drive.delete(item(dir)).status()).isEqualTo(204);
    }

    @Test
    void aBatchThatGoesInACircleRunsNothing() {
        String make =
                "{\"id\":\"0\",\"method\":\"POST\",\"url\":\"/me/drive/root/children\","
                        + "\"headers\":{\"Content-Type\":\"application/json\"},"
                        + "\"body\":{\"name\":\"B\",\"folder\":{}}}";
        String circle =
                "{\"requests\":["
                        + make
                        + ",{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/me\",\"dependsOn\":[\"2\"]}"
                        + ",{\"id\":\"2\",\"method\":\"GET\",\"url\":\"/me\",\"dependsOn\":[\"1\"]}]}";
        assertError(drive.post("/v1.0/$batch", circle), 400, "BadRequest", "");
        String noArray =
                "{\"requests\":["
                        + make
                        + ",{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/me\",\"dependsOn\":\"0\"}]}";
        assertError(drive.post("/v1.0/$batch", noArray), 400, "BadRequest", "");
        assertThat(drive.folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/$batch", "$batch", "/%24batch", "/%24%62atch"})
    void aBatchHoldsNoBatch(String url) {
        String batch =
                "{\"requests\":[{\"id\":\"1\",\"method\":\"POST\",\"url\":\""
                        + url
                        + "\",\"headers\":{\"Content-Type\":\"application/json\"},"
                        + "\"body\":{\"requests\":[{\"id\":\"1\",\"method\":\"GET\",\"url\":\"/me\"}]}}]}";
        OneDrive.Answer answer = drive.post("/v1.0/$batch", batch);
        assertThat(answer.json().at("/responses/0/status").asInt()).isEqualTo(400);
        assertThat(answer.at("/responses/0/body/error/code")).isEqualTo("BadRequest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/json-nonsense", "application/jsonx", "json", "text/plain"})
    void aBodyThatIsNotSentAsJsonIsRefused(String type) {
        byte[] body = "{\"name\":\"q\",\"folder\":{}}".getBytes(StandardCharsets.UTF_8);
        OneDrive.Answer refused =
                drive.send("POST", ROOT + "/children", body, "Content-Type", type);
        assertError(refused, 415, "UnsupportedMediaType", "");
        assertThat(drive.folder).isEmptyDirectory();
        for (String json : List.of("application/json;odata.metadata=minimal", "APPLICATION/JSON")) {
            drive.send("POST", ROOT + "/children", body, "Content-Type", json);
        }
        assertThat(drive.folder.resolve("q")).isDirectory();
    }
}
