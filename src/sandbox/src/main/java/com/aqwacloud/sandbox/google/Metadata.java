package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.MediaTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a client wrote about a file, checked. */
final class Metadata {

    static final int LIMIT_BYTES = 1 << 20;
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Set<String> NOT_WRITABLE =
            Set.of(
                    "size",
                    "md5Checksum",
                    "sha1Checksum",
                    "sha256Checksum",
                    "version",
                    "headRevisionId",
                    "quotaBytesUsed",
                    "owners",
                    "ownedByMe",
                    "shared",
                    "sharedWithMeTime",
                    "explicitlyTrashed",
                    "lastModifyingUser",
                    "capabilities",
                    "driveId",
                    "exportLinks",
                    "webViewLink",
                    "webContentLink",
                    "resourceKey",
                    "permissionIds",
                    "spaces",
                    "fileExtension",
                    "fullFileExtension");

    private final ObjectNode node;

    private Metadata(ObjectNode node) {
        this.node = node;
    }

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if it is no JSON object of the right types
     */
    static Metadata parse(byte[] bytes) {
        if (bytes.length == 0) {
            return new Metadata(JSON.createObjectNode());
        }
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                Metadata metadata = new Metadata(object);
                metadata.check();
                return metadata;
            }
            throw GoogleError.malformed("Parse Error");
        } catch (JsonProcessingException e) {
            throw GoogleError.malformed("Parse Error");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Of a request's body. */
    static Metadata of(Call call) throws IOException {
        byte[] bytes =
                call.bytes(LIMIT_BYTES)
                        .orElseThrow(() -> GoogleError.malformed("Request Too Large"));
        if (bytes.length > 0) {
            requireJson(call.header("Content-Type"));
        }
        return parse(bytes);
    }

    /**
     * @param type what the client says that it sends; what it does not say is taken for JSON
     * @throws com.aqwacloud.sandbox.http.ApiException if it is another type
     */
    static void requireJson(Optional<String> type) {
        if (type.filter(t -> MediaTypes.is(t, "application/x-www-form-urlencoded")).isPresent()) {
            throw GoogleError.malformed("This API does not support parsing form-encoded input.");
        }
        type.filter(t -> !MediaTypes.is(t, "application/json"))
                .ifPresent(
                        t -> {
                            throw GoogleError.of(
                                    400, "badContent", "Unsupported content with type: " + t);
                        });
    }

    private void check() {
        id();
        name();
        mimeType();
        parent();
        modified();
        created();
        trashed();
        properties(Map.of());
        refuse(NOT_WRITABLE);
        if (name().filter(String::isEmpty).isPresent()) {
            throw GoogleError.invalid("name");
        }
        if (mimeType().filter(type -> !Kinds.isType(type)).isPresent()) {
            throw GoogleError.invalid("mimeType");
        }
        if (modified().filter(time -> !Times.isOfFiles(time)).isPresent()) {
            throw GoogleError.invalid("modifiedTime");
        }
    }

    String json() {
        return node.toString();
    }

    Optional<String> id() {
        return text("id");
    }

    Optional<String> name() {
        return text("name");
    }

    Optional<String> mimeType() {
        return text("mimeType").filter(type -> !type.isEmpty());
    }

    Optional<Instant> modified() {
        return time("modifiedTime");
    }

    Optional<Instant> created() {
        return time("createdTime");
    }

    Optional<Boolean> trashed() {
        return bool("trashed");
    }

    Optional<String> parent() {
        JsonNode parents = node.get("parents");
        if (parents == null || parents.isNull()) {
            return Optional.empty();
        }
        if (!parents.isArray() || parents.size() > 1) {
            throw GoogleError.invalid("parents");
        }
        if (parents.isEmpty()) {
            return Optional.empty();
        }
        if (!parents.get(0).isTextual()) {
            throw GoogleError.invalid("parents");
        }
        return Optional.of(parents.get(0).textValue());
    }

    /** Those of an item after this was laid over them. */
    Map<String, Object> properties(Map<String, Object> before) {
        Map<String, Object> after = new LinkedHashMap<>(before);
        text("description").ifPresent(value -> after.put("description", value));
        bool("starred").ifPresent(value -> after.put("starred", value));
        merge("properties", after);
        merge("appProperties", after);
        text("folderColorRgb").ifPresent(value -> after.put("folderColorRgb", value));
        restrictions().ifPresent(value -> after.put("contentRestrictions", value));
        return after;
    }

    private void merge(String name, Map<String, Object> into) {
        JsonNode given = node.get(name);
        if (given == null || given.isNull()) {
            return;
        }
        if (!given.isObject()) {
            throw GoogleError.invalid(name);
        }
        Map<String, Object> merged = new LinkedHashMap<>();
        if (into.get(name) instanceof Map<?, ?> old) {
            old.forEach((key, value) -> merged.put((String) key, value));
        }
        given.properties()
                .forEach(
                        entry -> {
                            if (entry.getValue().isContainerNode()) {
                                throw GoogleError.invalid(name);
                            }
                            if (entry.getValue().isNull()) {
                                merged.remove(entry.getKey());
                            } else {
                                merged.put(entry.getKey(), entry.getValue().asText());
                            }
                        });
        into.put(name, merged);
    }

    /** Those given, as they are kept: who locks, and when, is added. */
    private Optional<List<Map<String, Object>>> restrictions() {
        JsonNode given = node.get("contentRestrictions");
        if (given == null || given.isNull()) {
            return Optional.empty();
        }
        if (!given.isArray()) {
            throw GoogleError.invalid("contentRestrictions");
        }
        List<Map<String, Object>> kept = new ArrayList<>();
        for (JsonNode each : given) {
            if (!each.path("readOnly").isBoolean()) {
                throw GoogleError.invalid("contentRestrictions");
            }
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("readOnly", each.path("readOnly").booleanValue());
            if (each.path("reason").isTextual()) {
                one.put("reason", each.path("reason").textValue());
            }
            one.put("type", "globalContentRestriction");
            kept.add(one);
        }
        return Optional.of(kept);
    }

    /** Where a shortcut is to lead. */
    Optional<String> shortcutTarget() {
        JsonNode target = node.path("shortcutDetails").path("targetId");
        if (!target.isMissingNode() && !target.isTextual()) {
            throw GoogleError.invalid("shortcutDetails.targetId");
        }
        return Optional.ofNullable(target.textValue());
    }

    /** Whether the only wish is to put it into the trash, or out of it. */
    boolean trashOnly() {
        return trashed().isPresent() && node.size() == 1;
    }

    /** Refuses what Drive says of a file, and is not told. */
    private void refuse(Set<String> fields) {
        node.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (fields.contains(name)) {
                                throw notWritable();
                            }
                        });
    }

    /** For what may be said of a new file only. */
    void refuseForUpdate(String id) {
        if (id().filter(given -> !given.equals(id)).isPresent()) {
            throw notWritable();
        }
    }

    private static RuntimeException notWritable() {
        return GoogleError.of(
                403,
                "fieldNotWritable",
                "The resource body includes fields which are not directly writable.");
    }

    private Optional<Instant> time(String name) {
        return text(name)
                .map(value -> Times.parse(value).orElseThrow(() -> GoogleError.invalid(name)));
    }

    private Optional<String> text(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw GoogleError.invalid(name);
        }
        return Optional.of(value.textValue());
    }

    private Optional<Boolean> bool(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw GoogleError.invalid(name);
        }
        return Optional.of(value.booleanValue());
    }
}
