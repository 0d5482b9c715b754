package com.aqwacloud.sync.internal.google;

import com.aqwacloud.sync.api.SyncException;
import com.aqwacloud.sync.internal.quota.RetryAfter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.http.HttpResponseException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * What an error of Google Drive means: the one table that maps status and reason to what to do. It
 * follows Google's guide on handling errors; reasons that the guide leaves out were seen by other
 * clients. Messages of the service are never interpreted.
 */
public final class DriveErrors {
    /** How long a limit that is counted by the day is waited for, before it is tried again. */
    public static final Duration DAY_LIMIT = Duration.ofHours(1);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST_CAUSE = 20;
    private static final int UNAUTHORIZED = 401;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final String TOO_LARGE_TO_EXPORT = "exportSizeLimitExceeded";

    /** By reason, whatever the status; what is not here is decided by status. */
    private static final Map<String, DriveDecision> REASONS = reasons();

    private DriveErrors() {}

    private static Map<String, DriveDecision> reasons() {
        var table = new HashMap<String, DriveDecision>();
        add(
                table,
                DriveDecision.WAIT,
                "userRateLimitExceeded",
                "rateLimitExceeded",
                "sharingRateLimitExceeded");
        add(table, DriveDecision.PAUSE_ACCOUNT, "dailyLimitExceeded", "quotaExceeded");
        add(table, DriveDecision.PAUSE, "downloadQuotaExceeded");
        add(
                table,
                DriveDecision.REAUTHORIZE,
                "insufficientPermissions",
                "ACCESS_TOKEN_SCOPE_INSUFFICIENT");
        add(
                table,
                DriveDecision.SKIP_ITEM,
                "cannotDownloadAbusiveFile",
                "invalidAbuseAcknowledgment",
                "cannotDownloadFile",
                "fileNotDownloadable",
                "fileNotExportable",
                "download_restricted_for_revision",
                TOO_LARGE_TO_EXPORT);
        add(
                table,
                DriveDecision.FORBIDDEN,
                "insufficientFilePermissions",
                "appNotAuthorizedToFile",
                "numChildrenInNonRootLimitExceeded",
                "activeItemCreationLimitExceeded",
                "myDriveHierarchyDepthLimitExceeded",
                "teamDriveFileLimitExceeded",
                "teamDriveHierarchyTooDeep",
                "teamDriveMembershipRequired",
                "fileOwnerNotMemberOfTeamDrive",
                "fileWriterTeamDriveMoveInDisabled",
                "teamDrivesFolderMoveInNotSupported",
                "teamDrivesParentLimit",
                "cannotModifyInheritedTeamDrivePermission");
        add(
                table,
                DriveDecision.BLOCKED,
                "domainPolicy",
                "accessNotConfigured",
                "SERVICE_DISABLED");
        add(table, DriveDecision.FATAL, "storageQuotaExceeded", "invalidSharingRequest");
        add(table, DriveDecision.RETRY, "backendError", "internalError");
        return Map.copyOf(table);
    }

    private static void add(
            Map<String, DriveDecision> table, DriveDecision decision, String... reasons) {
        for (String reason : reasons) {
            table.put(reason, decision);
        }
    }

    /**
     * What to do after an answer with this status and these reasons.
     *
     * @param told whether it says when to come again: a service that does is there
     */
    static DriveDecision decide(int status, List<String> reasons, DriveCall call, boolean told) {
        return told && status == SERVICE_UNAVAILABLE
                ? DriveDecision.WAIT
                : decide(status, reasons, call);
    }

    /** The same where it does not say when to come again. */
    public static DriveDecision decide(int status, List<String> reasons, DriveCall call) {
        return reasons.stream()
                .map(REASONS::get)
                .filter(decision -> decision != null)
                .findFirst()
                .orElseGet(() -> byStatus(status, call));
    }

    private static DriveDecision byStatus(int status, DriveCall call) {
        boolean feed = call == DriveCall.FEED;
        return switch (status) {
            // Google documents no error for a stale page token: any of these may be it.
            case 400 -> feed ? DriveDecision.RESTART_FEED : DriveDecision.FATAL;
            case 404, 410 -> feed ? DriveDecision.RESTART_FEED : DriveDecision.GONE;
            // Whether a person must sign in again shows when further tokens are refused.
            case UNAUTHORIZED -> DriveDecision.RETRY;
            case 403 -> DriveDecision.FORBIDDEN;
            // A part was asked for that is not there: the next attempt asks anew what there is.
            case 408, 416 -> DriveDecision.RETRY;
            case 429 -> DriveDecision.WAIT;
            default -> status >= 500 ? DriveDecision.RETRY : DriveDecision.FATAL;
        };
    }

    /** All reasons in the body of an error, none if it has no such body. */
    static List<String> reasons(String body) {
        var reasons = new ArrayList<String>();
        if (body == null || body.isBlank()) {
            return reasons;
        }
        try {
            JsonNode root = JSON.readTree(body);
            // The client library keeps only what is inside of "error".
            JsonNode error = root.path("error").isObject() ? root.path("error") : root;
            for (String list : List.of("errors", "details")) {
                for (JsonNode entry : error.path(list)) {
                    if (entry.path("reason").isTextual()) {
                        reasons.add(entry.path("reason").asText());
                    }
                }
            }
            return reasons;
        } catch (JsonProcessingException e) {
            // A page of a proxy, say: the status has to do.
            return reasons;
        }
    }

    /**
     * The typed exception for what a call of the Drive client, or a route through the Drive
     * component, threw. Failures of ours that are typed already, those of the access token among
     * them, come back as they are.
     */
    public static SyncException explain(Throwable thrown, DriveCall call) {
        IOException broken = null;
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SyncException typed) {
                return typed;
            }
            if (cause instanceof HttpResponseException refused) {
                return refused(refused, call);
            }
            if (cause instanceof CancellationException stopped) {
                return new DriveException.Unavailable(
                        "Google Drive is not asked any more.", null, stopped);
            }
            if (cause instanceof IOException failure && broken == null) {
                broken = failure;
            }
            cause = cause.getCause();
        }
        if (broken != null) {
            return new DriveException.Unavailable(
                    "The connection to Google Drive failed ("
                            + broken.getClass().getSimpleName()
                            + ").",
                    null,
                    broken);
        }
        return new DriveException.Fatal(
                "The request to Google Drive failed (" + thrown.getClass().getSimpleName() + ").",
                thrown);
    }

    private static DriveException refused(HttpResponseException e, DriveCall call) {
        Duration retryAfter =
                e.getHeaders() == null
                        ? null
                        : RetryAfter.parse(e.getHeaders().getRetryAfter(), Instant.now())
                                .orElse(null);
        return exception(e.getStatusCode(), reasons(e.getContent()), call, retryAfter, e);
    }

    static DriveException exception(
            int status,
            List<String> reasons,
            DriveCall call,
            Duration retryAfter,
            Throwable cause) {
        String detail =
                " (status "
                        + status
                        + (reasons.isEmpty() ? "" : ", " + String.join(", ", reasons))
                        + ").";
        DriveDecision decision = decide(status, reasons, call, retryAfter != null);
        return switch (decision) {
            case RETRY ->
                    new DriveException.Unavailable(
                            (status == UNAUTHORIZED
                                            ? "Google Drive does not take the access token"
                                            : "Google Drive cannot answer at the moment")
                                    + detail,
                            retryAfter,
                            cause);
            case WAIT ->
                    new DriveException.Throttled(
                            "Google Drive asks for fewer requests" + detail, retryAfter, cause);
            case PAUSE, PAUSE_ACCOUNT ->
                    new DriveException.DailyLimit(
                            decision,
                            "A daily limit of Google Drive is reached; it is lifted within a day"
                                    + detail,
                            retryAfter,
                            cause);
            case REAUTHORIZE ->
                    new DriveException.SignInNeeded(
                            "Google Drive refuses the account's sign-in or its permissions: sign"
                                    + " in again with the permissions that the manual names"
                                    + detail,
                            cause);
            case BLOCKED -> new DriveException.Blocked(blocked(reasons) + detail, cause);
            case GONE ->
                    new DriveException.Gone(
                            "The file is no longer in Google Drive, or no longer shared with the"
                                    + " account"
                                    + detail,
                            cause);
            case FORBIDDEN ->
                    new DriveException.Forbidden(
                            "The account may not do this with this file in Google Drive" + detail,
                            cause);
            case SKIP_ITEM ->
                    reasons.contains(TOO_LARGE_TO_EXPORT)
                            ? new DriveException.TooLargeToExport(
                                    "Google Drive does not export so large a document" + detail,
                                    cause)
                            : new DriveException.NotDownloadable(
                                    "Google Drive does not let this file be downloaded" + detail,
                                    cause);
            case RESTART_FEED ->
                    new DriveException.FeedExpired(
                            "Google Drive no longer knows the place in its change feed; everything"
                                    + " is listed anew"
                                    + detail,
                            cause);
            case FATAL -> new DriveException.Fatal(fatal(reasons) + detail, cause);
        };
    }

    private static String blocked(List<String> reasons) {
        return reasons.contains("domainPolicy")
                ? "The administrator of the Google domain does not allow Drive applications: ask"
                        + " for this one to be allowed"
                : "The Google Drive API is not enabled for this client id: enable it in the"
                        + " Google Cloud console";
    }

    private static String fatal(List<String> reasons) {
        if (reasons.contains("storageQuotaExceeded")) {
            return "The Google Drive of this account is full: make room in it";
        }
        return "Google Drive refused the request";
    }
}
