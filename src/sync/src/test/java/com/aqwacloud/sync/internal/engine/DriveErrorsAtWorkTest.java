package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a file when Google Drive answers with an error: each that is known of it. */
class DriveErrorsAtWorkTest extends FaultCase {
    private static final String READS = "google/files.media";
    private static final String EXPORTS = "google/files.export";
    private static final String LINKS = "google/exportLink";

    private int documents;

    static Stream<Row> rows() {
        return Stream.of(
                always(400, "badRequest").fails("refused the request"),
                always(400, "invalidSharingRequest").fails("refused the request"),
                always(400, "invalid").fails("refused the request"),
                times(1, 401, "authError").completesAtTry(1).asking(READS, 2),
                times(2, 401, "authError").completesAtTry(2).asking(READS, 3),
                always(401, "authError")
                        .pausesTheSessionAfterTries(1, "refuses each new access token")
                        .asking(READS, 3),
                times(1, 403, "userRateLimitExceeded")
                        .completesAtTry(1)
                        .asking(READS, 2)
                        .afterSilenceOf(1),
                times(1, 403, "rateLimitExceeded")
                        .completesAtTry(1)
                        .asking(READS, 2)
                        .afterSilenceOf(1),
                times(1, 429, "rateLimitExceeded")
                        .completesAtTry(1)
                        .asking(READS, 2)
                        .afterSilenceOf(1),
                times(1, 403, "sharingRateLimitExceeded")
                        .completesAtTry(1)
                        .asking(READS, 2)
                        .afterSilenceOf(1),
                told(403, "dailyLimitExceeded")
                        .completesAtTry(1)
                        .asking(READS, 2)
                        .afterSilenceOf(1),
                told(403, "quotaExceeded").completesAtTry(1).asking(READS, 2).afterSilenceOf(1),
                always(403, "downloadQuotaExceeded").waits("lifted within a day").asking(READS, 1),
                always(403, "storageQuotaExceeded").fails("is full"),
                always(403, "insufficientFilePermissions").fails("may not do this"),
                always(403, "insufficientPermissions").pausesTheSession("sign in again"),
                always(403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT").pausesTheSession("sign in again"),
                always(403, "appNotAuthorizedToFile").fails("may not do this"),
                always(403, "domainPolicy").pausesTheSession("administrator"),
                always(403, "accessNotConfigured").pausesTheSession("not enabled"),
                always(403, "SERVICE_DISABLED").pausesTheSession("not enabled"),
                always(403, "cannotDownloadAbusiveFile").fails("be downloaded"),
                always(403, "invalidAbuseAcknowledgment").fails("be downloaded"),
                always(403, "cannotDownloadFile").fails("be downloaded"),
                always(403, "fileNotDownloadable").fails("be downloaded"),
                always(403, "fileNotExportable").fails("be downloaded"),
                always(403, "download_restricted_for_revision").fails("be downloaded"),
                always(403, "exportSizeLimitExceeded").fails("so large a document"),
                always(403, "numChildrenInNonRootLimitExceeded").fails("may not do this"),
                always(403, "activeItemCreationLimitExceeded").fails("may not do this"),
                always(403, "myDriveHierarchyDepthLimitExceeded").fails("may not do this"),
                always(403, "teamDriveFileLimitExceeded").fails("may not do this"),
                always(403, "teamDriveHierarchyTooDeep").fails("may not do this"),
                always(403, "teamDriveMembershipRequired").fails("may not do this"),
                always(403, "fileOwnerNotMemberOfTeamDrive").fails("may not do this"),
                always(403, "fileWriterTeamDriveMoveInDisabled").fails("may not do this"),
                always(403, "teamDrivesFolderMoveInNotSupported").fails("may not do this"),
                always(403, "teamDrivesParentLimit").fails("may not do this"),
                always(403, "cannotModifyInheritedTeamDrivePermission").fails("may not do this"),
                always(404, "notFound").waits("no longer shared").asking(READS, 1),
                always(409, "conflict").fails("refused the request"),
                always(410, "gone").waits("no longer shared").asking(READS, 1),
                times(1, 416, "requestedRangeNotSatisfiable").completesAtTry(2).asking(READS, 2),
                times(1, 500, "internalError").completesAtTry(2).asking(READS, 2),
                times(1, 502, "backendError").completesAtTry(2).asking(READS, 2),
                times(1, 503, "backendError").completesAtTry(2).asking(READS, 2),
                told(503, "backendError").completesAtTry(1).asking(READS, 2).afterSilenceOf(1),
                always(503, "backendError", "0")
                        .failsAtTry(3, "cannot answer at the moment")
                        .asking(READS, 3),
                always(503, "backendError", PAST)
                        .failsAtTry(3, "cannot answer at the moment")
                        .asking(READS, 3),
                told(429, "rateLimitExceeded", "0")
                        .completesAtTry(1)
                        .asking(READS, 2)
                        .afterSilenceOf(1),
                told(403, "userRateLimitExceeded", PAST)
                        .completesAtTry(1)
                        .asking(READS, 2)
                        .afterSilenceOf(1),
                times(1, 504, "backendError").completesAtTry(2).asking(READS, 2));
    }

    static Stream<Row> documents() {
        String large = rule("files.export", 403, "exportSizeLimitExceeded") + "}";
        return Stream.of(
                document(rule("files.export", 400, "badRequest") + "}")
                        .fails("refused the request")
                        .asking(EXPORTS, 1),
                document(rule("files.export", 403, "fileNotExportable") + "}")
                        .fails("be downloaded")
                        .asking(EXPORTS, 1),
                document(rule("files.export", 403, "cannotDownloadFile") + "}")
                        .fails("be downloaded")
                        .asking(EXPORTS, 1),
                document(once("files.export", "'kind':'throttle','status':429"))
                        .completesAtTry(1)
                        .asking(EXPORTS, 2)
                        .afterSilenceOf(1),
                document(once("files.export", "'kind':'cut-response','afterBytes':100"))
                        .completesAtTry(2)
                        .asking(EXPORTS, 2),
                document(once("files.export", "'kind':'refuse','status':500"))
                        .completesAtTry(2)
                        .asking(EXPORTS, 2),
                document(large).completesAtTry(1).asking(EXPORTS, 1).asking(LINKS, 1),
                document(large, once("files.get", "'kind':'refuse','status':500"))
                        .completesAtTry(2)
                        .asking(EXPORTS, 2)
                        .asking(LINKS, 1),
                document(large, once("exportLink", "'kind':'refuse','status':500"))
                        .completesAtTry(2)
                        .asking(EXPORTS, 2)
                        .asking(LINKS, 2),
                document(large, once("exportLink", "'kind':'throttle','status':429"))
                        .completesAtTry(1)
                        .asking(LINKS, 2),
                document(large, once("exportLink", "'kind':'cut-response','afterBytes':100"))
                        .completesAtTry(2)
                        .asking(LINKS, 2),
                document(large, rule("exportLink", 403, "cannotDownloadFile") + "}")
                        .fails("be downloaded")
                        .asking(LINKS, 1));
    }

    private static Row document(String... rules) {
        String told = String.join(" and ", rules).replaceAll("'kind':|['{}]", "");
        return Row.of(told, 0, rules);
    }

    private static String once(String operation, String fault) {
        return "{" + fault + ",'operation':'" + operation + "','times':1}";
    }

    private static Row always(int status, String reason) {
        return Row.of(status + " " + reason, SMALL, rule(status, reason) + "}").asking(READS, 1);
    }

    private static Row times(int times, int status, String reason) {
        return Row.of(
                times + " x " + status + " " + reason,
                SMALL,
                rule(status, reason) + ",'times':" + times + "}");
    }

    private static Row told(int status, String reason) {
        return told(status, reason, "1");
    }

    private static Row told(int status, String reason, String retryAfter) {
        return Row.of(
                "1 x " + words(status, reason, retryAfter),
                SMALL,
                rule(status, reason, retryAfter) + ",'times':1}");
    }

    private static Row always(int status, String reason, String retryAfter) {
        return Row.of(
                words(status, reason, retryAfter), SMALL, rule(status, reason, retryAfter) + "}");
    }

    private static String words(int status, String reason, String retryAfter) {
        return status + " " + reason + " with Retry-After: " + retryAfter;
    }

    private static String rule(int status, String reason, String retryAfter) {
        return rule(status, reason) + ",'headers':{'Retry-After':'" + retryAfter + "'}";
    }

    private static String rule(int status, String reason) {
        return rule("files.media", status, reason);
    }

    private static String rule(String operation, int status, String reason) {
        return "{'kind':'refuse','operation':'"
                + operation
                + "','status':"
                + status
                + ",'code':'"
                + reason
                + "'";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void anErrorOfDrive(Row row) throws Exception {
        happens(row);
    }

    /** A document of Google's editors has no bytes to be read, only exports. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void anErrorOfAnExport(Row row) throws Exception {
        goOn();
        String title = "Document " + (100 + ++documents);
        aqwa.post(
                "/drive/v3/files",
                "{\"name\":\""
                        + title
                        + "\",\"mimeType\":\"application/vnd.google-apps.document\"}");

        happens(row, title + ".docx", () -> assertExported(title));
    }

    private void assertExported(String title) throws Exception {
        try (var zip = new ZipFile(aqwa.oneDrive.resolve(title + ".docx").toFile())) {
            assertThat(zip.getEntry("word/document.xml")).isNotNull();
        }
        assertThat(aqwa.oneDrive.toFile().list())
                .filteredOn(name -> name.startsWith(title))
                .containsExactly(title + ".docx");
    }
}
