package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.google.push.Channel;
import com.aqwacloud.sandbox.google.push.Channels;
import com.aqwacloud.sandbox.google.push.Notice;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Who wants to be told of changes, and who no longer. */
final class WatchEndpoint {

    private static final int LIMIT_BYTES = 64 * 1024;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_TOKEN = 256;
    private static final int LAST_PORT = 65535;
    private static final Duration DEFAULT_LIFE = Duration.ofHours(1);
    private static final Duration LONGEST_OF_CHANGES = Duration.ofDays(7);
    private static final Duration LONGEST_OF_FILES = Duration.ofDays(1);
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Library library;
    private final ChangesEndpoint changes;
    private final Channels channels;
    private final Clock clock;

    WatchEndpoint(Library library, ChangesEndpoint changes, Channels channels, Clock clock) {
        this.library = library;
        this.changes = changes;
        this.channels = channels;
        this.clock = clock;
    }

    Reply changes(Call call) throws IOException {
        call.operation("changes.watch");
        String token = call.query("pageToken").orElseThrow(() -> GoogleError.required("pageToken"));
        changes.position(call, token);
        AtomicLong last = new AtomicLong(changes.clock());
        Supplier<Optional<Notice>> watched =
                () -> {
                    long now = changes.clock();
                    return last.getAndSet(now) == now
                            ? Optional.empty()
                            : Optional.of(new Notice("change", null));
                };
        String uri = call.base() + "/drive/v3/changes?alt=json&pageToken=" + token;
        return open(call, LONGEST_OF_CHANGES, "changes", uri, watched);
    }

    Reply file(Call call, String id) throws IOException {
        call.operation("files.watch");
        Seen seen = library.find(call, id);
        String uri = call.base() + "/drive/v3/files/" + seen.id() + "?alt=json";
        FileWatch watch = new FileWatch(seen.volume().folder(), seen.item());
        return open(call, LONGEST_OF_FILES, seen.id(), uri, watch);
    }

    private Reply open(
            Call call,
            Duration longest,
            String resource,
            String uri,
            Supplier<Optional<Notice>> watched)
            throws IOException {
        JsonNode body = body(call);
        String id = text(body, "id").orElseThrow(() -> GoogleError.required("entity.channel.id"));
        // It travels in a header.
        if (id.length() > LONGEST_ID || !id.matches("[\\x21-\\x7e]+")) {
            throw refused("channelIdInvalid", "Invalid channel ID");
        }
        if (!text(body, "type").filter(Set.of("web_hook", "webhook")::contains).isPresent()) {
            throw refused("channelTypeInvalid", "Unknown channel type");
        }
        URI address = address(text(body, "address").orElse(""));
        String token = text(body, "token").orElse(null);
        if (token != null && (token.length() > LONGEST_TOKEN || !token.matches("[\\x20-\\x7e]*"))) {
            throw refused("channelTokenInvalid", "Invalid channel token");
        }
        String resourceId =
                UUID.nameUUIDFromBytes(
                                (library.user().account() + "/" + resource)
                                        .getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
        Channel channel =
                new Channel(id, address, token, expiration(body, longest), resourceId, uri);
        if (!channels.open(channel, watched)) {
            throw refused("channelIdNotUnique", "Channel id " + id + " not unique");
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "api#channel");
        node.put("id", id);
        node.put("resourceId", resourceId);
        node.put("resourceUri", uri);
        if (token != null) {
            node.put("token", token);
        }
        node.put("expiration", Long.toString(channel.expiration().toEpochMilli()));
        return Reply.ok(node);
    }

    private Instant expiration(JsonNode body, Duration longest) {
        Instant now = clock.instant();
        JsonNode given = body.path("expiration");
        Instant wanted = now.plus(DEFAULT_LIFE);
        if (!given.isMissingNode() && !given.isNull()) {
            if (!given.asText().matches("\\d{1,15}")) {
                throw GoogleError.invalid("expiration");
            }
            wanted = Instant.ofEpochMilli(Long.parseLong(given.asText()));
        }
        if (!wanted.isAfter(now)) {
            throw refused("channelExpirationInvalid", "The expiration lies in the past");
        }
        Instant latest = now.plus(longest);
        return wanted.isAfter(latest) ? latest : wanted;
    }

    /** Only over TLS, but for what runs on this machine. */
    private static URI address(String given) {
        try {
            URI uri = URI.create(given);
            if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
                throw refused("push.webhookUrlNotValid", "WebHook callback must be a URL");
            }
            boolean here = uri.getHost() != null && HERE.contains(uri.getHost());
            if (uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || here && "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw refused("push.webhookUrlNotValid", "WebHook callback must be a URL");
        }
        throw refused("push.webhookUrlNotHttps", "WebHook callback must be HTTPS: " + given);
    }

    private static RuntimeException refused(String reason, String message) {
        return GoogleError.of(400, reason, message);
    }

    Reply stop(Call call) throws IOException {
        call.operation("channels.stop");
        JsonNode body = body(call);
        String id = text(body, "id").orElseThrow(() -> GoogleError.required("entity.channel.id"));
        String resource =
                text(body, "resourceId")
                        .orElseThrow(() -> GoogleError.required("entity.channel.resourceId"));
        if (!channels.stop(id, resource)) {
            throw GoogleError.of(
                    404, "notFound", "Channel '" + id + "' not found for project 'sandbox'");
        }
        return Reply.empty(204);
    }

    private static JsonNode body(Call call) throws IOException {
        try {
            JsonNode node = JSON.readTree(call.bytes(LIMIT_BYTES).orElse(new byte[0]));
            if (!node.isObject()) {
                throw GoogleError.malformed("Parse Error");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw GoogleError.malformed("Parse Error");
        }
    }

    private static Optional<String> text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw GoogleError.invalid(name);
        }
        return Optional.of(value.textValue());
    }
}
