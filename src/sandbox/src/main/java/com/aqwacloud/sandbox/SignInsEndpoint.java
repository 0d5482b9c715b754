package com.aqwacloud.sandbox;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.control.Problem;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.aqwacloud.sandbox.oauth.Client;
import com.aqwacloud.sandbox.oauth.Consents;
import com.aqwacloud.sandbox.oauth.OAuthServer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The levers of signing in: {@code /sandbox/consent} answers the consent page by itself, {@code
 * /sandbox/clients} registers applications, {@code /sandbox/tokens} gives tokens out and ends them.
 */
final class SignInsEndpoint {

    private static final int LONGEST_LIFE_SECONDS = 86_400;

    private final AccountRegistry registry;

    SignInsEndpoint(AccountRegistry registry) {
        this.registry = registry;
    }

    Reply handle(Call call) throws IOException {
        try {
            return switch (call.method() + " " + call.rawPath().substring(9)) {
                case "GET consent" -> Reply.ok(consents());
                case "POST consent" -> setConsent(call);
                case "GET clients" -> Reply.ok(clients());
                case "POST clients" -> register(call);
                case "DELETE clients" -> {
                    registry.clouds().forEach(cloud -> cloud.oauth().forgetClients());
                    yield Reply.empty(204);
                }
                case "POST tokens" -> issue(call);
                case "DELETE tokens" -> end(call);
                default -> Problem.reply(405, "This method is none for it");
            };
        } catch (IllegalArgumentException e) {
            return Problem.reply(e);
        }
    }

    private ObjectNode consents() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (OpenCloud<?> cloud : registry.clouds()) {
            Consents.Setting setting = cloud.oauth().consents().setting();
            ObjectNode entry = node.putObject(cloud.cloud().id());
            entry.put("answer", setting.answer().id());
            if (setting.account() != null) {
                entry.put("account", setting.account());
            }
        }
        return node;
    }

    private Reply setConsent(Call call) throws IOException {
        ControlCall given = ControlCall.of(call, Set.of("cloud", "answer", "account"));
        Consents.Answer answer =
                Consents.Answer.of(given.need("answer"))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "answer: ask, allow or deny is needed"));
        List<OpenCloud<?>> clouds =
                given.text("cloud").isPresent() ? List.of(cloud(given)) : registry.clouds();
        Optional<String> account = given.text("account");
        for (OpenCloud<?> cloud : clouds) {
            account.ifPresent(name -> checkAccount(cloud, name));
            cloud.oauth().consents().set(new Consents.Setting(answer, account.orElse(null)));
        }
        return Reply.ok(consents());
    }

    private ObjectNode clients() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        var list = node.putArray("clients");
        for (OpenCloud<?> cloud : registry.clouds()) {
            cloud.oauth().clients().forEach(client -> list.add(json(cloud, client)));
        }
        return node;
    }

    private Reply register(Call call) throws IOException {
        ControlCall given =
                ControlCall.of(call, Set.of("cloud", "clientId", "secret", "kind", "redirectUris"));
        OpenCloud<?> cloud = cloud(given);
        Optional<String> secret = given.text("secret").filter(text -> !text.isEmpty());
        Client.Kind kind =
                Client.Kind.of(given.text("kind").orElse(secret.isPresent() ? "web" : "public"))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "kind: web, public or spa is needed"));
        List<String> redirects = given.texts("redirectUris");
        if (redirects.isEmpty()) {
            throw new IllegalArgumentException("redirectUris: at least one is needed");
        }
        Client client = new Client(given.need("clientId"), secret.orElse(null), kind, redirects);
        cloud.oauth().register(client);
        return Reply.json(201, json(cloud, client));
    }

    private static ObjectNode json(OpenCloud<?> cloud, Client client) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("cloud", cloud.cloud().id());
        node.put("clientId", client.id());
        node.put("kind", client.kind().id());
        node.put("hasSecret", client.secret() != null);
        var redirects = node.putArray("redirectUris");
        client.redirectUris().forEach(redirects::add);
        return node;
    }

    private Reply issue(Call call) throws IOException {
        ControlCall given =
                ControlCall.of(
                        call, Set.of("cloud", "account", "clientId", "scope", "expiresInSeconds"));
        OpenCloud<?> cloud = cloud(given);
        String account = given.text("account").orElse(Owner.DEFAULT);
        checkAccount(cloud, account);
        long seconds = given.number("expiresInSeconds", 3600, LONGEST_LIFE_SECONDS);
        OAuthServer oauth = cloud.oauth();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put(
                "access_token",
                oauth.issue(
                        account,
                        given.text("clientId").orElse("sandbox"),
                        given.need("scope"),
                        Duration.ofSeconds(seconds)));
        node.put("expires_in", seconds);
        return Reply.json(201, node);
    }

    private Reply end(Call call) {
        OpenCloud<?> cloud = cloud(call.query("cloud").orElse(""));
        String account = call.query("account").orElse(Owner.DEFAULT);
        checkAccount(cloud, account);
        cloud.oauth().revokeAll(account);
        return Reply.empty(204);
    }

    private OpenCloud<?> cloud(ControlCall given) {
        return cloud(given.need("cloud"));
    }

    private OpenCloud<?> cloud(String id) {
        for (OpenCloud<?> cloud : registry.clouds()) {
            if (cloud.cloud().id().equals(id)) {
                return cloud;
            }
        }
        throw new IllegalArgumentException("cloud: there is none of the name \"" + id + "\"");
    }

    private static void checkAccount(OpenCloud<?> cloud, String name) {
        if (cloud.accounts().stream().noneMatch(account -> account.name().equals(name))) {
            throw new IllegalArgumentException("account: there is none of the name " + name);
        }
    }
}
