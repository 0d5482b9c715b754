package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.control.Problem;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Guard;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /sandbox/onedrive}: how an account's OneDrive behaves; {@code /sandbox/onedrive/items}:
 * what the service has made of an item.
 */
final class LeverEndpoint {

    static final String PATH = "/sandbox/onedrive";

    private static final int LIMIT_BYTES = 64 * 1024;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;
    private final Settings settings;

    LeverEndpoint(CloudFolder folder, Items items, ItemJson json, Settings settings) {
        this.folder = folder;
        this.items = items;
        this.json = json;
        this.settings = settings;
    }

    Reply handle(Call call) throws IOException {
        try {
            String method = call.method();
            if (call.rawPath().equals(PATH + "/items")) {
                return method.equals("POST")
                        ? mark(call, object(call))
                        : Problem.notAllowed("POST");
            }
            if (!call.rawPath().equals(PATH)) {
                return Problem.reply(404, "There is nothing here");
            }
            if (method.equals("POST")) {
                set(object(call));
            } else if (!method.equals("GET")) {
                return Problem.notAllowed("GET, POST");
            }
            return Reply.ok(settings());
        } catch (IllegalArgumentException e) {
            return Problem.reply(e);
        } catch (ApiException e) {
            return Problem.field("path", "it is none").reply();
        }
    }

    private static JsonNode object(Call call) throws IOException {
        try {
            JsonNode node = JSON.readTree(call.bytes(LIMIT_BYTES).orElse(new byte[0]));
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is no JSON", e);
        }
        throw new IllegalArgumentException("The body is no JSON object");
    }

    private ObjectNode settings() {
        Settings.Values now = settings.now();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", json.kind().id());
        node.put("rewritesOfficeFiles", now.rewritesOfficeFiles());
        node.put("rewriteDelayMillis", now.rewriteDelay().toMillis());
        node.put("strictUploadUrls", now.strictUploadUrls());
        node.put("monitorRedirects", now.monitorRedirects());
        node.put("movesResetTimes", now.movesResetTimes());
        return node;
    }

    private void set(JsonNode given) {
        Settings.Values now = settings.now();
        boolean rewrites = now.rewritesOfficeFiles();
        Duration delay = now.rewriteDelay();
        boolean strict = now.strictUploadUrls();
        boolean redirects = now.monitorRedirects();
        boolean resets = now.movesResetTimes();
        for (Map.Entry<String, JsonNode> each : given.properties()) {
            String name = each.getKey();
            JsonNode value = each.getValue();
            switch (name) {
                case "rewritesOfficeFiles" -> rewrites = flag(name, value);
                case "rewriteDelayMillis" -> delay = Duration.ofMillis(number(name, value));
                case "strictUploadUrls" -> strict = flag(name, value);
                case "monitorRedirects" -> redirects = flag(name, value);
                case "movesResetTimes" -> resets = flag(name, value);
                default -> throw new IllegalArgumentException(name + ": there is no such setting");
            }
        }
        settings.set(new Settings.Values(rewrites, delay, strict, redirects, resets));
    }

    private static boolean flag(String name, JsonNode value) {
        if (!value.isBoolean()) {
            throw new IllegalArgumentException(name + ": true or false is needed");
        }
        return value.booleanValue();
    }

    private static long number(String name, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new IllegalArgumentException(name + ": a whole number from 0 up is needed");
        }
        return value.longValue();
    }

    /** {@code null} takes a mark away. */
    private Reply mark(Call call, JsonNode given) throws IOException {
        Optional<Item> item = find(given);
        if (item.isEmpty()) {
            return Problem.reply(404, "path or id: there is no such item");
        }
        Map<String, Object> properties = new LinkedHashMap<>(item.get().properties());
        for (Map.Entry<String, JsonNode> each : given.properties()) {
            String name = each.getKey();
            JsonNode value = each.getValue();
            if (name.equals("path") || name.equals("id")) {
                continue;
            }
            if (!Marks.SETTABLE.contains(name)) {
                throw new IllegalArgumentException(name + ": there is no such mark");
            }
            if (value.isNull() || value.isBoolean() && !value.booleanValue()) {
                properties.remove(name);
            } else {
                properties.put(name, value.isBoolean() ? (Object) true : value.asText());
            }
        }
        Meta meta = new Meta(null, null, null, null, null, properties);
        Item now = folder.update(item.get().id(), meta, Conflict.FAIL, Guard.NONE);
        return Reply.ok(json.of(call, now));
    }

    private Optional<Item> find(JsonNode given) throws IOException {
        if (given.path("id").isTextual()) {
            return folder.find(given.get("id").asText());
        }
        String path = given.path("path").asText("").replace("%", "%25");
        return items.lookUp(Address.below(Address.names(path)));
    }
}
