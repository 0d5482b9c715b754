package com.aqwacloud.camel.component.microsoft.onedrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Between Graph's JSON and the records of this package. Stateless; unknown properties are ignored.
 */
final class GraphJson {

    static final String CONFLICT_BEHAVIOR = "@microsoft.graph.conflictBehavior";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private GraphJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The request can't be written as JSON", e);
        }
    }

    static JsonNode parse(byte[] json) throws IOException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            // Its text quotes the answer, which can hold an upload address.
            throw new IOException("The answer is not JSON");
        }
    }

    /** An error body may be anything, a proxy's HTML page too: then nothing is known of it. */
    static JsonNode parseLeniently(byte[] json) {
        try {
            JsonNode node = json.length == 0 ? null : MAPPER.readTree(json);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    static DriveItem driveItem(JsonNode node) {
        JsonNode parent = node.path("parentReference");
        JsonNode times = node.path("fileSystemInfo");
        return new DriveItem(
                text(node.path("id")),
                text(node.path("name")),
                node.path("size").asLong(-1),
                text(node.path("eTag")),
                text(node.path("cTag")),
                text(parent.path("id")),
                text(parent.path("driveId")),
                text(parent.path("path")),
                instant(node.path("createdDateTime")),
                instant(node.path("lastModifiedDateTime")),
                instant(times.path("createdDateTime")),
                instant(times.path("lastModifiedDateTime")),
                file(node.path("file")),
                node.path("folder").isObject()
                        ? new DriveItem.FolderFacet(
                                node.path("folder").path("childCount").asLong(-1))
                        : null,
                node.path("package").isObject()
                        ? node.path("package").path("type").asText("")
                        : null,
                node.path("deleted").isObject(),
                node.path("remoteItem").isObject(),
                node.path("root").isObject(),
                node.path("malware").isObject(),
                text(node.path("webUrl")),
                text(node.path("lastModifiedBy").path("user").path("displayName")),
                text(node.path("createdBy").path("application").path("id")),
                text(node.path("lastModifiedBy").path("application").path("id")));
    }

    private static DriveItem.FileFacet file(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        JsonNode hashes = node.path("hashes");
        return new DriveItem.FileFacet(
                text(node.path("mimeType")),
                new DriveItem.Hashes(
                        text(hashes.path("quickXorHash")),
                        text(hashes.path("sha1Hash")),
                        text(hashes.path("sha256Hash"))));
    }

    static DriveItemPage page(JsonNode node) {
        List<DriveItem> items = new ArrayList<>();
        node.path("value").forEach(item -> items.add(driveItem(item)));
        return new DriveItemPage(
                items, text(node.path("@odata.nextLink")), text(node.path("@odata.deltaLink")));
    }

    static Drive drive(JsonNode node) {
        JsonNode quota = node.path("quota");
        return new Drive(
                text(node.path("id")),
                text(node.path("driveType")),
                new Drive.Quota(
                        quota.path("total").asLong(-1),
                        quota.path("used").asLong(-1),
                        quota.path("remaining").asLong(-1),
                        text(quota.path("state"))));
    }

    /** The service keeps whole seconds: sent so, what comes back equals what was sent. */
    static void putTimes(ObjectNode item, FileTimes times) {
        if (times.isEmpty()) {
            return;
        }
        ObjectNode info = item.putObject("fileSystemInfo");
        if (times.created() != null) {
            info.put("createdDateTime", times.created().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        if (times.lastModified() != null) {
            info.put(
                    "lastModifiedDateTime",
                    times.lastModified().truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }

    static String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() || node.isContainerNode()
                ? null
                : node.asText();
    }

    static Instant instant(JsonNode node) {
        String text = text(node);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            // A time that can't be read is a time that is not known; it is no reason to lose the
            // item.
            return null;
        }
    }
}
