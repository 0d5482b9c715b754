package com.aqwacloud.sandbox.http;

import com.aqwacloud.sandbox.quota.Charge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an account may still use: calls by their cost, and room for files. */
final class Metering {

    /** Operations whose body is a file's content and nothing else. */
    private static final Set<String> CONTENT = Set.of("upload.media", "upload.put");

    private final Levers levers;

    Metering(Levers levers) {
        this.levers = levers;
    }

    /**
     * Takes the call's cost from what is left.
     *
     * @throws ApiException if nothing is
     */
    void charge(Call call) {
        String cloud = call.traffic().cloud();
        Charge charge =
                levers.quotas().charge(cloud, call.account(), call.operation(), detail(call));
        call.charge(charge);
        if (!charge.refused()) {
            return;
        }
        if (isGoogle(call)) {
            // Google tells no time to wait.
            refuse(call, Refusal.of(403, "userRateLimitExceeded"));
        }
        Map<String, String> headers = new LinkedHashMap<>(rateLimit(charge));
        headers.put("Retry-After", Long.toString(charge.retryAfterSeconds()));
        refuse(call, new Refusal(429, null, null, null, headers));
    }

    /** How OneDrive tells how many units are left; nothing before most of them are used. */
    static Map<String, String> rateLimit(Charge charge) {
        return charge.usage()
                .map(
                        usage ->
                                Map.of(
                                        "RateLimit-Limit",
                                        Long.toString(usage.limit()),
                                        "RateLimit-Remaining",
                                        Long.toString(usage.remaining()),
                                        "RateLimit-Reset",
                                        Long.toString(usage.resetSeconds())))
                .orElse(Map.of());
    }

    /** How long the file will be, as far as the head of the request tells. */
    static long announced(Call call) {
        return call.header("Content-Range")
                .flatMap(ContentRange::of)
                .map(ContentRange::total)
                .filter(bytes -> bytes >= 0)
                .or(() -> length(call, "X-Upload-Content-Length"))
                .or(
                        () ->
                                CONTENT.contains(call.operation())
                                        ? length(call, "Content-Length")
                                        : Optional.empty())
                .orElse(0L);
    }

    /**
     * @param code the cloud's word for it; empty for the usual one
     * @throws ApiException that says that the account's room is used up
     */
    void refuseFull(Call call, Optional<String> code) {
        boolean google = isGoogle(call);
        String usual = google ? "storageQuotaExceeded" : "quotaLimitReached";
        refuse(call, Refusal.of(google ? 403 : 507, code.orElse(usual)));
    }

    private void refuse(Call call, Refusal refusal) {
        throw new ApiException(levers.refusals().shape(call, refusal));
    }

    private static Optional<Long> length(Call call, String header) {
        return call.header(header).filter(text -> text.matches("\\d{1,18}")).map(Long::parseLong);
    }

    private static boolean isGoogle(Call call) {
        return call.traffic().cloud().equals("google");
    }

    private static String detail(Call call) {
        if (call.query("$expand").orElse("").contains("permissions")) {
            return "permissions";
        }
        boolean token =
                List.of("token", "$deltatoken", "$skiptoken").stream()
                        .anyMatch(name -> call.query(name).isPresent());
        return token ? "token" : "";
    }
}
