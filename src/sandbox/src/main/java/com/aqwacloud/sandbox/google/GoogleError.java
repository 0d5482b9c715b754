package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Refusal;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Drive's way to say no. */
final class GoogleError {

    /** The reasons that tell of limits and not of the request. */
    private static final Set<String> LIMITS =
            Set.of(
                    "userRateLimitExceeded",
                    "rateLimitExceeded",
                    "sharingRateLimitExceeded",
                    "dailyLimitExceeded",
                    "quotaExceeded",
                    "downloadQuotaExceeded",
                    "accessNotConfigured");

    private GoogleError() {}

    /** With the reason that Drive gives most often with a status, unless told otherwise. */
    static Reply of(Refusal refusal) {
        String usual =
                switch (refusal.status()) {
                    case 400 -> "badRequest";
                    case 401 -> "authError";
                    case 403 -> "userRateLimitExceeded";
                    case 404 -> "notFound";
                    case 409 -> "fileIdInUse";
                    case 411 -> "lengthRequired";
                    case 412 -> "conditionNotMet";
                    case 416 -> "requestedRangeNotSatisfiable";
                    case 423 -> "locked";
                    case 429 -> "rateLimitExceeded";
                    case 502, 503, 504 -> "backendError";
                    default -> refusal.status() < 500 ? "invalid" : "internalError";
                };
        String reason = Objects.requireNonNullElse(refusal.code(), usual);
        if (refusal.status() == 401 && reason.equals(usual)) {
            return withHeaders(unauthorized().reply(), refusal);
        }
        String domain = LIMITS.contains(reason) ? "usageLimits" : "global";
        String message = Objects.requireNonNullElse(refusal.message(), message(reason));
        return withHeaders(
                of(refusal.status(), domain, reason, message, null, null).reply(), refusal);
    }

    private static Reply withHeaders(Reply reply, Refusal refusal) {
        Reply full = reply;
        for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
            full = full.with(header.getKey(), header.getValue());
        }
        return full;
    }

    private static String message(String reason) {
        return switch (reason) {
            case "userRateLimitExceeded" -> "User rate limit exceeded.";
            case "rateLimitExceeded" -> "Rate limit exceeded.";
            case "dailyLimitExceeded" -> "Daily limit exceeded.";
            case "storageQuotaExceeded" -> "The user's Drive storage quota has been exceeded.";
            case "downloadQuotaExceeded" -> "The download quota for this file has been exceeded.";
            case "notFound" -> "File not found.";
            case "conditionNotMet" -> "Precondition Failed";
            case "requestedRangeNotSatisfiable" -> "Request range not satisfiable";
            case "backendError" -> "Backend Error";
            case "internalError" -> "Internal Error";
            default -> "The request was refused.";
        };
    }

    static ApiException of(int status, String reason, String message) {
        return of(status, "global", reason, message, null, null);
    }

    static ApiException notFound(String id) {
        return of(404, "global", "notFound", "File not found: " + id + ".", "fileId", "parameter");
    }

    static ApiException invalid(String parameter) {
        return of(400, "global", "invalid", "Invalid Value", parameter, "parameter");
    }

    static ApiException required(String parameter) {
        return of(
                400,
                "global",
                "required",
                "Required parameter: " + parameter,
                parameter,
                "parameter");
    }

    static ApiException malformed(String message) {
        return of(400, "parseError", message);
    }

    static ApiException noSuchMethod() {
        return of(404, "notFound", "Not Found");
    }

    static ApiException unauthorized() {
        ApiException error =
                of(401, "global", "authError", "Invalid Credentials", "Authorization", "header");
        return new ApiException(
                error.reply()
                        .with(
                                "WWW-Authenticate",
                                "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\""));
    }

    static ApiException of(
            int status,
            String domain,
            String reason,
            String message,
            String location,
            String locationType) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode error = node.putObject("error");
        error.put("code", status);
        error.put("message", message);
        ObjectNode entry = error.putArray("errors").addObject();
        entry.put("message", message);
        entry.put("domain", domain);
        entry.put("reason", reason);
        if (location != null) {
            entry.put("location", location);
            entry.put("locationType", locationType);
        }
        return new ApiException(Reply.json(status, node));
    }
}
