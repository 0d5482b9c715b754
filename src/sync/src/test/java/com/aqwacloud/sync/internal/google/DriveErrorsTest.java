package com.aqwacloud.sync.internal.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.internal.account.ReauthorizationRequiredException;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponseException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriveErrorsTest {
    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "400, badRequest, FATAL",
        "400, invalidSharingRequest, FATAL",
        "400, invalid, FATAL",
        "401, authError, RETRY",
        "401, , RETRY",
        "403, userRateLimitExceeded, WAIT",
        "403, rateLimitExceeded, WAIT",
        "429, rateLimitExceeded, WAIT",
        "429, , WAIT",
        "403, sharingRateLimitExceeded, WAIT",
        "403, dailyLimitExceeded, PAUSE_ACCOUNT",
        "403, quotaExceeded, PAUSE_ACCOUNT",
        "403, downloadQuotaExceeded, PAUSE",
        "403, storageQuotaExceeded, FATAL",
        "403, insufficientFilePermissions, FORBIDDEN",
        "403, insufficientPermissions, REAUTHORIZE",
        "403, ACCESS_TOKEN_SCOPE_INSUFFICIENT, REAUTHORIZE",
        "403, appNotAuthorizedToFile, FORBIDDEN",
        "403, domainPolicy, BLOCKED",
        "403, accessNotConfigured, BLOCKED",
        "403, SERVICE_DISABLED, BLOCKED",
        "403, cannotDownloadAbusiveFile, SKIP_ITEM",
        "403, invalidAbuseAcknowledgment, SKIP_ITEM",
        "403, cannotDownloadFile, SKIP_ITEM",
        "403, fileNotDownloadable, SKIP_ITEM",
        "403, fileNotExportable, SKIP_ITEM",
        "403, download_restricted_for_revision, SKIP_ITEM",
        "403, exportSizeLimitExceeded, SKIP_ITEM",
        "403, numChildrenInNonRootLimitExceeded, FORBIDDEN",
        "403, activeItemCreationLimitExceeded, FORBIDDEN",
        "403, myDriveHierarchyDepthLimitExceeded, FORBIDDEN",
        "403, teamDriveFileLimitExceeded, FORBIDDEN",
        "403, teamDriveHierarchyTooDeep, FORBIDDEN",
        "403, teamDriveMembershipRequired, FORBIDDEN",
        "403, fileOwnerNotMemberOfTeamDrive, FORBIDDEN",
        "403, fileWriterTeamDriveMoveInDisabled, FORBIDDEN",
        "403, teamDrivesFolderMoveInNotSupported, FORBIDDEN",
        "403, teamDrivesParentLimit, FORBIDDEN",
        "403, cannotModifyInheritedTeamDrivePermission, FORBIDDEN",
        "403, somethingNew, FORBIDDEN",
        "404, notFound, GONE",
        "409, , FATAL",
        "410, , GONE",
        "416, , RETRY",
        "418, , FATAL",
        "408, , RETRY",
        "500, internalError, RETRY",
        "500, , RETRY",
        "502, , RETRY",
        "503, backendError, RETRY",
        "504, , RETRY"
    })
    void itemRow(int status, String reason, DriveDecision decision) {
        List<String> reasons = reason == null ? List.of() : List.of(reason);

        assertThat(DriveErrors.decide(status, reasons, DriveCall.ITEM)).isEqualTo(decision);
        var exception = DriveErrors.exception(status, reasons, DriveCall.ITEM, null, null);
        assertThat(exception.decision()).isEqualTo(decision);
        assertThat(exception.getMessage()).contains("status " + status).endsWith(".");
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "400, invalid, RESTART_FEED",
        "404, notFound, RESTART_FEED",
        "410, , RESTART_FEED",
        "403, rateLimitExceeded, WAIT",
        "401, authError, RETRY",
        "503, , RETRY"
    })
    void feedRow(int status, String reason, DriveDecision decision) {
        List<String> reasons = reason == null ? List.of() : List.of(reason);

        assertThat(DriveErrors.decide(status, reasons, DriveCall.FEED)).isEqualTo(decision);
    }

    @Test
    void allEntriesAreLookedThroughForAKnownReason() {
        String body =
                "{\"error\":{\"code\":403,\"status\":\"PERMISSION_DENIED\",\"errors\":"
                        + "[{\"reason\":\"unheardOf\"},{\"reason\":\"userRateLimitExceeded\"}],"
                        + "\"details\":[{\"reason\":\"SERVICE_DISABLED\"}]}}";

        assertThat(DriveErrors.reasons(body))
                .containsExactly("unheardOf", "userRateLimitExceeded", "SERVICE_DISABLED");
        assertThat(DriveErrors.decide(403, DriveErrors.reasons(body), DriveCall.ITEM))
                .isEqualTo(DriveDecision.WAIT);
    }

    @Test
    void aBodyThatIsNoJsonHasNoReasons() {
        assertThat(DriveErrors.reasons("<html>no</html>")).isEmpty();
        assertThat(DriveErrors.reasons("[1]")).isEmpty();
        assertThat(DriveErrors.reasons(null)).isEmpty();
    }

    @Test
    void aServiceThatSaysWhenToComeAgainIsThere() {
        for (var reasons : List.of(List.<String>of(), List.of("backendError"))) {
            assertThat(DriveErrors.decide(503, reasons, DriveCall.ITEM, true))
                    .isEqualTo(DriveDecision.WAIT);
            assertThat(DriveErrors.decide(503, reasons, DriveCall.ITEM, false))
                    .isEqualTo(DriveDecision.RETRY);
            assertThat(DriveErrors.decide(500, reasons, DriveCall.ITEM, true))
                    .isEqualTo(DriveDecision.RETRY);
        }
    }

    @Test
    void theCauseIsFoundBelowWhatRoutesWrapAroundIt() {
        var headers = new HttpHeaders();
        headers.setRetryAfter("9");
        var refused =
                new HttpResponseException.Builder(503, "no", headers).setContent("{}").build();

        var explained =
                DriveErrors.explain(
                        new RuntimeException(new IllegalStateException(refused)), DriveCall.ITEM);

        assertThat(explained)
                .isInstanceOfSatisfying(
                        DriveException.Throttled.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(9)));
    }

    @Test
    void failuresOfTheTokenStayWhatTheyAre() {
        var signIn = new ReauthorizationRequiredException("sign in");

        assertThat(DriveErrors.explain(new RuntimeException(signIn), DriveCall.FEED))
                .isSameAs(signIn);
    }

    @Test
    void aBrokenConnectionMayPassAndABugDoesNot() {
        assertThat(DriveErrors.explain(new RuntimeException(new IOException("x")), DriveCall.ITEM))
                .isInstanceOf(DriveException.Unavailable.class);
        assertThat(DriveErrors.explain(new IllegalStateException("x"), DriveCall.ITEM))
                .isInstanceOf(DriveException.Fatal.class);
    }
}
