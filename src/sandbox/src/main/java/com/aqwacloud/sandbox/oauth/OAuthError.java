package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Refusal;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** How the token endpoints say no. */
public final class OAuthError {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private static final int TRANSIENT = 90033;

    private OAuthError() {}

    /** As Google words what a fault asks for. */
    public static Reply google(Refusal refusal) {
        return reply(refusal, Cloud.GOOGLE, UUID.randomUUID().toString());
    }

    /** As Microsoft words what a fault asks for. */
    public static Reply microsoft(Refusal refusal) {
        return reply(refusal, Cloud.ONEDRIVE, UUID.randomUUID().toString());
    }

    static Reply of(Cloud cloud, Call call, OAuthException problem) {
        String correlation =
                call.header("client-request-id").orElseGet(() -> UUID.randomUUID().toString());
        ObjectNode body =
                body(cloud, problem.error(), problem.getMessage(), problem.code(), correlation);
        Reply reply =
                Reply.json(problem.status(), body)
                        .with("Cache-Control", "no-store")
                        .with("Pragma", "no-cache");
        boolean basic = call.header("Authorization").isPresent() && problem.status() == 401;
        return basic ? reply.with("WWW-Authenticate", "Basic realm=\"oauth\"") : reply;
    }

    private static Reply reply(Refusal refusal, Cloud cloud, String correlation) {
        String usual =
                switch (refusal.status()) {
                    case 400 -> "invalid_request";
                    case 401 -> "invalid_client";
                    case 403 -> "access_denied";
                    case 429, 503 -> "temporarily_unavailable";
                    default -> refusal.status() < 500 ? "invalid_request" : "server_error";
                };
        ObjectNode body =
                body(
                        cloud,
                        Objects.requireNonNullElse(refusal.code(), usual),
                        Objects.requireNonNullElse(refusal.message(), "The request was refused."),
                        number(refusal.innerCode()),
                        correlation);
        Reply reply = Reply.json(refusal.status(), body);
        for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }

    /** Microsoft's number for what is wrong; the one for no reason in particular unless told. */
    private static int number(String innerCode) {
        return innerCode != null && innerCode.matches("[0-9]{1,9}")
                ? Integer.parseInt(innerCode)
                : TRANSIENT;
    }

    private static ObjectNode body(
            Cloud cloud, String error, String description, int code, String correlation) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("error", error);
        if (cloud == Cloud.GOOGLE) {
            node.put("error_description", description);
            return node;
        }
        String trace = UUID.randomUUID().toString();
        String time = TIMESTAMP.format(Instant.now());
        node.put(
                "error_description",
                "AADSTS"
                        + code
                        + ": "
                        + description
                        + " Trace ID: "
                        + trace
                        + " Correlation ID: "
                        + correlation
                        + " Timestamp: "
                        + time);
        node.putArray("error_codes").add(code);
        node.put("timestamp", time);
        node.put("trace_id", trace);
        node.put("correlation_id", correlation);
        node.put("error_uri", "https://login.microsoftonline.com/error?code=" + code);
        return node;
    }
}
