package com.aqwacloud.sandbox.oauth;

import com.aqwacloud.sandbox.account.Cloud;
import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a token is, who it is about, and the end of it. Thread-safe. */
final class PersonEndpoint {

    private static final String AUTH = "https://www.googleapis.com/auth/";
    private static final List<String> MAIL = List.of(AUTH + "userinfo.email", "email");
    private static final List<String> NAME = List.of(AUTH + "userinfo.profile", "profile");
    private static final List<String> ANY =
            List.of("openid", MAIL.get(0), MAIL.get(1), NAME.get(0), NAME.get(1), "User.Read");

    private final Cloud cloud;
    private final Tokens tokens;
    private final OAuthBook book;
    private final Clock clock;

    PersonEndpoint(Cloud cloud, Tokens tokens, OAuthBook book, Clock clock) {
        this.cloud = cloud;
        this.tokens = tokens;
        this.book = book;
        this.clock = clock;
    }

    /** Google's: the whole grant of this account to this application ends. */
    Reply revoke(Call call) throws IOException {
        call.operation("revoke");
        try {
            Form form = call.method().equals("POST") ? Form.of(call) : new Form(call.query());
            String token =
                    form.get("token")
                            .or(() -> call.query("token"))
                            .orElseThrow(
                                    () ->
                                            OAuthException.invalidRequest(
                                                    0, "Missing required parameter: token"));
            if (Tokens.fixed(token).isPresent()) {
                return Reply.ok(JsonNodeFactory.instance.objectNode());
            }
            Optional<Grant> grant =
                    tokens.openRefresh(token).flatMap(opened -> book.find(opened.content()));
            if (grant.isPresent()) {
                book.revoke(grant.get().account(), grant.get().client());
                return Reply.ok(JsonNodeFactory.instance.objectNode());
            }
            Access access =
                    tokens.access(token)
                            .orElseThrow(
                                    () ->
                                            new OAuthException(
                                                    400,
                                                    "invalid_token",
                                                    0,
                                                    "Token expired or revoked"));
            book.revoke(access.account(), access.client());
            return Reply.ok(JsonNodeFactory.instance.objectNode());
        } catch (OAuthException e) {
            return OAuthError.of(cloud, call, e);
        }
    }

    /** Google's: what an access token may do, and for whom. */
    Reply tokenInfo(Call call) throws IOException {
        call.operation("tokeninfo");
        boolean old = call.rawPath().contains("/v1/");
        Form form;
        try {
            form = call.method().equals("POST") ? Form.of(call) : new Form(call.query());
        } catch (OAuthException e) {
            return OAuthError.of(cloud, call, e);
        }
        Optional<String> token = form.get("access_token").or(() -> tokens.token(call));
        Optional<Access> found = token.flatMap(tokens::access);
        if (found.isEmpty()) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("error", token.isEmpty() ? "invalid_request" : "invalid_token");
            node.put(
                    "error_description",
                    token.isEmpty() ? "access_token is missing" : "Invalid Value");
            return Reply.json(400, node);
        }
        Access access = found.get();
        Owner owner = new Owner(access.account());
        long left = Duration.between(clock.instant(), access.expires()).toSeconds();
        String scope = access.all() ? AUTH + "drive" : String.join(" ", access.scopes());
        boolean mail = access.allowsAnyOf(MAIL);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (old) {
            node.put("issued_to", access.client()).put("audience", access.client());
            node.put("user_id", owner.permissionId()).put("scope", scope).put("expires_in", left);
            if (mail) {
                node.put("email", owner.mail()).put("verified_email", true);
            }
            node.put("access_type", "offline");
            return Reply.ok(node);
        }
        node.put("azp", access.client()).put("aud", access.client());
        node.put("sub", owner.permissionId()).put("scope", scope);
        node.put("exp", Long.toString(access.expires().getEpochSecond()));
        node.put("expires_in", Long.toString(left));
        if (mail) {
            node.put("email", owner.mail()).put("email_verified", "true");
        }
        node.put("access_type", "offline");
        return Reply.ok(node);
    }

    /** Who the token's account belongs to. */
    Reply userInfo(Call call) {
        call.operation("userinfo");
        Optional<Access> found = tokens.access(call);
        if (found.isEmpty() || !found.get().allowsAnyOf(ANY)) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            node.put("error", found.isEmpty() ? "invalid_request" : "insufficient_scope");
            node.put("error_description", "Invalid Credentials");
            return Reply.json(found.isEmpty() ? 401 : 403, node)
                    .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
        Access access = found.get();
        Owner owner = new Owner(access.account());
        boolean old =
                call.rawPath().startsWith("/oauth2/v1") || call.rawPath().startsWith("/oauth2/v2");
        String id = cloud == Cloud.GOOGLE ? owner.permissionId() : owner.userId();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put(old ? "id" : "sub", id);
        if (cloud == Cloud.ONEDRIVE || access.allowsAnyOf(NAME)) {
            node.put("name", owner.displayName()).put("given_name", owner.displayName());
        }
        if (cloud == Cloud.ONEDRIVE || access.allowsAnyOf(MAIL)) {
            node.put("email", owner.mail());
            node.put(old ? "verified_email" : "email_verified", true);
        }
        return Reply.ok(node);
    }
}
