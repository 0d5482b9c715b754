package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drive's refusals, each with its status and reason. */
class GoogleErrorsTest extends GoogleCase {

    /** Those that no state of the sandbox brings about, and a rule does. */
    @ParameterizedTest
    @CsvSource({
        "400,badRequest,global",
        "400,invalidSharingRequest,global",
        "400,invalid,global",
        "401,authError,global",
        "403,userRateLimitExceeded,usageLimits",
        "403,rateLimitExceeded,usageLimits",
        "429,rateLimitExceeded,usageLimits",
        "403,sharingRateLimitExceeded,usageLimits",
        "403,dailyLimitExceeded,usageLimits",
        "403,quotaExceeded,usageLimits",
        "403,downloadQuotaExceeded,usageLimits",
        "403,storageQuotaExceeded,global",
        "403,insufficientFilePermissions,global",
        "403,insufficientPermissions,global",
        "403,appNotAuthorizedToFile,global",
        "403,domainPolicy,global",
        "403,accessNotConfigured,usageLimits",
        "403,cannotDownloadAbusiveFile,global",
        "403,invalidAbuseAcknowledgment,global",
        "403,cannotDownloadFile,global",
        "403,fileNotDownloadable,global",
        "403,fileNotExportable,global",
        "403,download_restricted_for_revision,global",
        "403,exportSizeLimitExceeded,global",
        "403,numChildrenInNonRootLimitExceeded,global",
        "403,activeItemCreationLimitExceeded,global",
        "403,myDriveHierarchyDepthLimitExceeded,global",
        "403,teamDriveFileLimitExceeded,global",
        "403,teamDriveHierarchyTooDeep,global",
        "403,teamDriveMembershipRequired,global",
        "403,fileOwnerNotMemberOfTeamDrive,global",
        "403,fileWriterTeamDriveMoveInDisabled,global",
        "403,teamDrivesFolderMoveInNotSupported,global",
        "403,teamDrivesParentLimit,global",
        "403,cannotModifyInheritedTeamDrivePermission,global",
        "404,notFound,global",
        "409,fileIdInUse,global",
        "410,pageTokenExpired,global",
        "416,requestedRangeNotSatisfiable,global",
        "500,internalError,global",
        "500,backendError,global",
        "502,backendError,global",
        "503,backendError,global",
        "504,backendError,global"
    })
    void aRuleRefusesWithAnyReasonInGooglesBody(int status, String reason, String domain) {
        new Faults(clouds)
                .add(
                        "{'kind':'refuse','cloud':'google','status':"
                                + status
                                + ",'code':'"
                                + reason
                                + "'}");
        HttpResponse<byte[]> refused = clouds.get(FILES);
        assertRefused(status, reason, refused);
        JsonNode error = Clouds.json(refused).path("error");
        assertThat(error.at("/errors/0/domain").asText()).isEqualTo(domain);
        assertThat(error.path("message").asText()).isNotEmpty();
        assertThat(error.at("/errors/0/message")).isEqualTo(error.path("message"));
    }

    @ParameterizedTest
    @CsvSource({
        "400,badRequest",
        "401,authError",
        "403,userRateLimitExceeded",
        "404,notFound",
        "409,fileIdInUse",
        "416,requestedRangeNotSatisfiable",
        "429,rateLimitExceeded",
        "500,internalError",
        "502,backendError",
        "503,backendError",
        "504,backendError"
    })
    void aRuleWithoutAReasonTakesTheUsualOneOfTheStatus(int status, String reason) {
        new Faults(clouds).add("{'kind':'refuse','cloud':'google','status':" + status + "}");
        assertRefused(status, reason, clouds.get(FILES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /drive/v3/files/%00",
                "GET /drive/v3/files/%",
                "PATCH /drive/v3/files/%zz?fields=id",
                "GET http://www.googleapis.com/drive/v3/files/%00",
                "POST /upload/drive/v3/files/%00?uploadType=media",
                "PUT /upload/drive/v3/%"
            })
    void aBrokenPathIsRefusedInGooglesWords(String request) throws Exception {
        URI base = URI.create(clouds.url(""));
        // Other clients do not send it.
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            String text =
                    request
                            + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sandbox\r\n"
                            + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("Content-Type: application/json");
            JsonNode error = Clouds.JSON.readTree(answer.split("\r\n\r\n", 2)[1]).path("error");
            assertThat(error.path("code").asInt()).isEqualTo(400);
            assertThat(error.at("/errors/0/reason").asText()).isEqualTo("badRequest");
        }
    }

    @Test
    void aRangePastTheEndIs416() throws Exception {
        String id = upload("r", "12345").getId();
        HttpResponse<byte[]> past =
                clouds.send(
                        clouds.request(FILES + "/" + id + "?alt=media")
                                .header("Range", "bytes=5-9"));
        assertRefused(416, "requestedRangeNotSatisfiable", past);
        assertThat(past.headers().firstValue("Content-Range")).contains("bytes */5");
    }

    @Test
    void aFileIsNoFolderForOthers() throws Exception {
        String id = upload("x", "1").getId();
        assertRefused(
                403,
                "parentNotAFolder",
                clouds.post(FILES, "{\"name\":\"y\",\"parents\":[\"" + id + "\"]}"));
    }

    @Test
    void aFileHasOneParentAtMost() throws Exception {
        String one = folder("one").getId();
        String two = folder("two").getId();
        String both = "[\"" + one + "\",\"" + two + "\"]";
        assertRefused(400, "invalid", clouds.post(FILES, "{\"parents\":" + both + "}"));
        String path = FILES + "/" + upload("x", "1").getId();
        assertRefused(
                403,
                "multipleParentsNotSupported",
                clouds.method(
                        "PATCH", path + "?removeParents=root&addParents=" + one + "," + two, "{}"));
    }

    @Test
    void aShortcutDoesNotLeadToAShortcut() throws Exception {
        String id = upload("x", "1").getId();
        String link = shortcut(id);
        HttpResponse<byte[]> second = clouds.post(FILES, link);
        assertThat(second.statusCode()).isEqualTo(200);
        String first = Clouds.json(second).path("id").asText();
        assertRefused(403, "shortcutTargetInvalid", clouds.post(FILES, shortcut(first)));
        assertRefused(404, "notFound", clouds.post(FILES, shortcut("none")));
    }

    private static String shortcut(String target) {
        return ("{'name':'l','mimeType':'"
                        + SHORTCUT
                        + "','shortcutDetails':{'targetId':'"
                        + target
                        + "'}}")
                .replace('\'', '"');
    }

    @Test
    void whatARequestNeedsIsNamed() {
        JsonNode error = json("/drive/v3/about").path("error");
        assertThat(error.at("/errors/0/reason").asText()).isEqualTo("required");
        assertThat(error.at("/errors/0/location").asText()).isEqualTo("fields");
        assertThat(error.at("/errors/0/locationType").asText()).isEqualTo("parameter");
    }
}
