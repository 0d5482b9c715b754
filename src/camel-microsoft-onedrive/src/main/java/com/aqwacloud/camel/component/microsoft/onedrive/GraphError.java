package com.aqwacloud.camel.component.microsoft.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an error answer says, without its free text.
 *
 * @param status the HTTP status, 0 if no answer came
 * @param code the deepest known code, else the outermost; empty if there is none
 * @param requestId the service's name for the request, or null
 * @param retryAfter the pause asked for, or null
 * @param location the Location header, or null
 */
record GraphError(int status, String code, String requestId, Duration retryAfter, String location) {

    /** Codes that something is decided by or that tell more than the code around them. */
    private static final Set<String> KNOWN =
            Set.of(
                    "accessDenied",
                    "activityLimitReached",
                    "cannotSnapshotTree",
                    "entityTagDoesNotMatch",
                    "fragmentLengthMismatch",
                    "fragmentOutOfOrder",
                    "fragmentOverlap",
                    "generalException",
                    "insufficientStorage",
                    "insufficient_claims",
                    "invalidPath",
                    "invalidRange",
                    "invalidRequest",
                    "itemNotFound",
                    "lockMismatch",
                    "malwareDetected",
                    "maxFileSizeExceeded",
                    "nameAlreadyExists",
                    "notAllowed",
                    "pathIsTooLong",
                    "pathTooDeep",
                    "quotaLimitReached",
                    "resourceLocked",
                    "resourceModified",
                    "resyncApplyDifferences",
                    "resyncChangesApplyDifferences",
                    "resyncChangesUploadDifferences",
                    "resyncRequired",
                    "resyncUploadDifferences",
                    "serviceNotAvailable",
                    "syncStateNotFound",
                    "throttledRequest",
                    "unauthenticated",
                    "uploadSessionFailed",
                    "uploadSessionIncomplete",
                    "uploadSessionNotFound",
                    "virusSuspicious");

    /** Answers nest errors a few levels deep; more than this is no answer of the service. */
    private static final int MAX_DEPTH = 16;

    static GraphError of(
            int status,
            JsonNode body,
            String requestIdHeader,
            Duration retryAfter,
            String location) {
        List<String> codes = new ArrayList<>();
        String requestId = requestIdHeader;
        JsonNode error = body.path("error");
        for (int depth = 0; depth < MAX_DEPTH && error.isObject(); depth++) {
            String code = error.path("code").asText("");
            if (!code.isEmpty()) {
                codes.add(code);
            }
            String id = error.path("request-id").asText("");
            if (requestId == null && !id.isEmpty()) {
                requestId = id;
            }
            error = error.has("innerError") ? error.get("innerError") : error.path("innererror");
        }
        return new GraphError(status, deepestKnown(codes), requestId, retryAfter, location);
    }

    static GraphError ofStatus(int status, String code) {
        return new GraphError(status, code, null, null, null);
    }

    private static String deepestKnown(List<String> codes) {
        for (int i = codes.size() - 1; i >= 0; i--) {
            if (KNOWN.contains(codes.get(i))) {
                return codes.get(i);
            }
        }
        return codes.isEmpty() ? "" : printable(codes.get(0));
    }

    /** A code ends up in log lines: only what codes are made of, and not much of it. */
    private static String printable(String code) {
        String clean = code.replaceAll("[^A-Za-z0-9_.-]", "");
        return clean.length() <= 64 ? clean : clean.substring(0, 64);
    }

    String suffix() {
        var text = new StringBuilder();
        if (status != 0) {
            text.append(" (HTTP ").append(status);
            if (!code.isEmpty()) {
                text.append(", ").append(code);
            }
            if (requestId != null) {
                text.append(", request ").append(printable(requestId));
            }
            text.append(')');
        }
        return text.toString();
    }
}
