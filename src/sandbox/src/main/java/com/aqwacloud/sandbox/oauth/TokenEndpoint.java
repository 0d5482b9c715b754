package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The OAuth 2.0 token endpoint of one cloud. */
public final class TokenEndpoint {

    private static final int FORM_LIMIT_BYTES = 64 * 1024;
    private static final Duration ACCESS_LIFE = Duration.ofSeconds(3600);
    private static final Duration REFRESH_LIFE = Duration.ofDays(90);

    /** Whose habits to keep. */
    public enum Style {
        /** A refresh keeps its refresh token. */
        GOOGLE,
        /** Each answer brings a new refresh token. */
        MICROSOFT
    }

    private final Style style;
    private final Tokens tokens;
    private final Predicate<String> known;

    /**
     * @param known whether there is an account of a name
     */
    public TokenEndpoint(Style style, Tokens tokens, Predicate<String> known) {
        this.style = style;
        this.tokens = tokens;
        this.known = known;
    }

    public Reply handle(Call call) throws IOException {
        call.operation("token");
        if (!call.method().equals("POST")) {
            return refuse("invalid_request", "The token endpoint takes POST only.", 900144);
        }
        byte[] form = call.bytes(FORM_LIMIT_BYTES).orElse(new byte[0]);
        Call fields =
                new Call(
                        "POST",
                        call.base(),
                        call.rawPath(),
                        new String(form, StandardCharsets.UTF_8),
                        name -> null,
                        new ByteArrayInputStream(new byte[0]),
                        call.traffic());
        String grant = fields.query("grant_type").orElse("");
        if (fields.query("client_id").orElse("").isBlank()
                && call.header("Authorization").isEmpty()) {
            return refuse("invalid_request", "The parameter client_id is missing.", 900144);
        }
        return switch (grant) {
            case "refresh_token" -> {
                if (call.fault(FaultKind.EXPIRE_REFRESH_TOKEN).isPresent()) {
                    yield refuse("invalid_grant", "Token has been expired or revoked.", 70000);
                }
                String given = fields.query("refresh_token").orElse("");
                yield account("refresh", given)
                        .map(account -> grant(fields, account, style == Style.MICROSOFT))
                        .orElseGet(
                                () ->
                                        refuse(
                                                "invalid_grant",
                                                "Token has been expired or revoked.",
                                                70000));
            }
            case "authorization_code" -> {
                String given = fields.query("code").orElse("");
                yield account("code", given)
                        .map(account -> grant(fields, account, true))
                        .orElseGet(() -> refuse("invalid_grant", "Malformed auth code.", 70000));
            }
            case "" -> refuse("invalid_request", "The parameter grant_type is missing.", 900144);
            default -> refuse("unsupported_grant_type", "Invalid grant_type: " + grant, 70003);
        };
    }

    private Optional<String> account(String purpose, String given) {
        return Tokens.fixed(given)
                .or(() -> tokens.open(purpose, given).map(content -> content.split("\\|")[0]))
                .filter(known);
    }

    private Reply grant(Call fields, String account, boolean withRefreshToken) {
        String scope =
                fields.query("scope")
                        .orElse(
                                style == Style.GOOGLE
                                        ? "https://www.googleapis.com/auth/drive"
                                        : "Files.ReadWrite.All offline_access User.Read");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("token_type", "Bearer");
        node.put("scope", scope);
        node.put("expires_in", ACCESS_LIFE.toSeconds());
        node.put("access_token", tokens.issue("access", account + "|" + scope, ACCESS_LIFE));
        if (withRefreshToken) {
            node.put("refresh_token", tokens.issue("refresh", account + "|" + scope, REFRESH_LIFE));
        }
        return Reply.ok(node).with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }

    private Reply refuse(String error, String description, int code) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("error", error);
        if (style == Style.GOOGLE) {
            node.put("error_description", description);
            return Reply.json(400, node);
        }
        String id = UUID.randomUUID().toString();
        node.put("error_description", "AADSTS" + code + ": " + description);
        node.putArray("error_codes").add(code);
        node.put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        node.put("trace_id", id);
        node.put("correlation_id", id);
        return Reply.json(400, node);
    }
}
