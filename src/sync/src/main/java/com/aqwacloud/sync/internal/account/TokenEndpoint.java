package com.aqwacloud.sync.internal.account;

import com.aqwacloud.sync.api.SyncException;
import com.aqwacloud.sync.internal.quota.RetryAfter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Exchanges refresh tokens for access tokens at an account's OAuth 2.0 token endpoint. */
final class TokenEndpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Both clouds give a number; the usual life stands in where it is missing. */
    private static final long USUAL_LIFE_SECONDS = 3600;

    private final AccountSettings account;
    private final HttpClient http;
    private final Clock clock;
    private final TokenErrors errors;

    TokenEndpoint(AccountSettings account, HttpClient http, Clock clock) {
        this.account = account;
        this.http = http;
        this.clock = clock;
        this.errors = new TokenErrors(account);
    }

    /**
     * What a refresh brought.
     *
     * @param accessToken never blank
     * @param life how long it is good for
     * @param refreshToken the one to use from now on, if another was given
     */
    record Grant(String accessToken, Duration life, Optional<String> refreshToken) {
        @Override
        public String toString() {
            return "grant for " + life;
        }
    }

    /** Completes with a grant or exceptionally with a {@link SyncException}. */
    CompletableFuture<Grant> refresh(String refreshToken) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("client_id", account.clientId());
        if (account.clientSecret() != null) {
            form.put("client_secret", account.clientSecret());
        }
        form.put("refresh_token", refreshToken);
        if (account.scope() != null) {
            form.put("scope", account.scope());
        }
        var request =
                HttpRequest.newBuilder(account.tokenUri())
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(BodyPublishers.ofString(encode(form)))
                        .build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(this::read);
    }

    private Grant read(HttpResponse<String> response) {
        JsonNode body = parse(response.body());
        if (response.statusCode() != OK) {
            throw errors.explain(response.statusCode(), body, retryAfter(response));
        }
        String token = body == null ? "" : body.path("access_token").asText("");
        if (token.isBlank()) {
            throw new TokenUnavailableException(
                    account.tokenUri().getHost()
                            + " answered without an access token for account \""
                            + account.name()
                            + "\".",
                    null,
                    null);
        }
        long life = body.path("expires_in").asLong(USUAL_LIFE_SECONDS);
        return new Grant(
                token,
                Duration.ofSeconds(Math.max(0, life)),
                Optional.of(body.path("refresh_token").asText("")).filter(next -> !next.isBlank()));
    }

    /** The JSON object, or null if it is none; the parser's complaint could quote a token. */
    private static JsonNode parse(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node != null && node.isObject() ? node : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .flatMap(value -> RetryAfter.parse(value, clock.instant()))
                .orElse(null);
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(
                        e ->
                                e.getKey()
                                        + "="
                                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
