package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.http.Refusal;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** How the token endpoints say no when a fault was asked for. */
public final class OAuthError {

    private OAuthError() {}

    public static Reply google(Refusal refusal) {
        return reply(refusal, body(refusal, ""));
    }

    public static Reply microsoft(Refusal refusal) {
        ObjectNode node = body(refusal, "AADSTS90033: ");
        node.putArray("error_codes").add(90033);
        node.put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        node.put("trace_id", UUID.randomUUID().toString());
        node.put("correlation_id", UUID.randomUUID().toString());
        return reply(refusal, node);
    }

    private static ObjectNode body(Refusal refusal, String before) {
        String usual =
                switch (refusal.status()) {
                    case 400 -> "invalid_request";
                    case 401 -> "invalid_client";
                    case 403 -> "access_denied";
                    case 429, 503 -> "temporarily_unavailable";
                    default -> refusal.status() < 500 ? "invalid_request" : "server_error";
                };
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("error", Objects.requireNonNullElse(refusal.code(), usual));
        node.put(
                "error_description",
                before + Objects.requireNonNullElse(refusal.message(), "The request was refused."));
        return node;
    }

    private static Reply reply(Refusal refusal, ObjectNode body) {
        Reply reply = Reply.json(refusal.status(), body);
        for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }
}
