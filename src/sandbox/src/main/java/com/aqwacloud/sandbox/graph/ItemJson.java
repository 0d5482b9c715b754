package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.account.DriveKind;
import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.MediaTypes;
import com.aqwacloud.sandbox.oauth.Tokens;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Items as Graph's driveItems, as OneDrive for work gives them. */
final class ItemJson {

    private static final Duration DOWNLOAD_LIFE = Duration.ofHours(1);

    private final CloudFolder folder;
    private final Tokens tokens;
    private final Owner owner;
    private final DriveKind kind;

    ItemJson(CloudFolder folder, Tokens tokens, Owner owner, DriveKind kind) {
        this.folder = folder;
        this.tokens = tokens;
        this.owner = owner;
        this.kind = kind;
    }

    static String eTag(Item item) {
        return "\"{" + item.id() + "}," + item.version() + "\"";
    }

    static String cTag(Item item) {
        return "\"c:{" + item.id() + "}," + item.contentVersion() + "\"";
    }

    DriveKind kind() {
        return kind;
    }

    String driveId() {
        return folder.fact("driveId");
    }

    ObjectNode of(Call call, Item item) {
        ObjectNode node = common(call, item);
        if (item.folder()) {
            node.put("size", folder.sizeOf(item));
        } else {
            node.put("cTag", cTag(item));
        }
        if (item.parentId() != null) {
            ((ObjectNode) node.get("parentReference")).put("path", parentPath(item));
        }
        return node;
    }

    /**
     * Without the path and cTag, as delta leaves them out; a folder's size counts as 0, since a sum
     * over the whole drive for each page would be dear.
     */
    ObjectNode inDelta(Call call, Item item) {
        if (!item.removed()) {
            return common(call, item);
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", item.id());
        ObjectNode parent = node.putObject("parentReference");
        parent.put("driveId", driveId());
        parent.put("driveType", kind.id());
        parent.put("id", item.parentId());
        node.putObject("deleted").put("state", "deleted");
        if (item.folder()) {
            node.putObject("folder").put("childCount", 0);
        } else {
            node.putObject("file");
        }
        return node;
    }

    String downloadUrl(Call call, Item item) {
        String token = tokens.issue("download", item.id(), DOWNLOAD_LIFE);
        return owner.inscribe(
                call.base() + "/onedrive/download/" + item.id() + "?tempauth=" + token);
    }

    private ObjectNode common(Call call, Item item) {
        boolean root = item.parentId() == null;
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (!item.folder()) {
            node.put("@microsoft.graph.downloadUrl", downloadUrl(call, item));
        }
        node.put("@odata.etag", eTag(item));
        node.put("id", item.id());
        node.put("name", item.name());
        node.put("eTag", eTag(item));
        node.put("size", item.size());
        node.put("createdDateTime", time(item.created()));
        node.put("lastModifiedDateTime", time(item.changed()));
        node.put(
                "webUrl",
                call.base()
                        + "/personal/"
                        + owner.account()
                        + "/Documents"
                        + escaped(pathOf(item)));
        node.set("createdBy", user());
        node.set("lastModifiedBy", user());
        ObjectNode parent = node.putObject("parentReference");
        parent.put("driveType", kind.id());
        parent.put("driveId", driveId());
        if (!root) {
            parent.put("id", item.parentId());
        }
        ObjectNode times = node.putObject("fileSystemInfo");
        times.put("createdDateTime", time(item.created()));
        times.put("lastModifiedDateTime", time(item.modified()));
        if (item.properties().get("description") instanceof String description) {
            node.put("description", description);
        }
        if (item.folder()) {
            node.putObject("folder").put("childCount", folder.childCount(item.id()));
        } else {
            ObjectNode file = node.putObject("file");
            file.put("mimeType", MediaTypes.of(item.name()));
            file.putObject("hashes").put("quickXorHash", item.hashes().quickXor());
        }
        if (root) {
            node.putObject("root");
        }
        return node;
    }

    private String parentPath(Item item) {
        String path = pathOf(item);
        String parent = path.substring(0, path.lastIndexOf('/'));
        return "/drives/" + driveId() + "/root:" + escaped(parent);
    }

    private String pathOf(Item item) {
        if (item.parentId() == null) {
            return "";
        }
        StringBuilder path = new StringBuilder("/" + item.name());
        List<Item> above = folder.ancestors(item);
        for (Item each : above) {
            if (each.parentId() != null) {
                path.insert(0, "/" + each.name());
            }
        }
        return path.toString();
    }

    private static String escaped(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            return path;
        }
    }

    private ObjectNode user() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode user = node.putObject("user");
        user.put("id", owner.userId());
        user.put("displayName", owner.displayName());
        user.put("email", owner.mail());
        return node;
    }

    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
