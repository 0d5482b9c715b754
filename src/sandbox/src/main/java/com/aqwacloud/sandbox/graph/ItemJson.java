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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Items as Graph's driveItems, as each kind of OneDrive gives them. */
final class ItemJson {

    static final String DOWNLOAD_URL = "@microsoft.graph.downloadUrl";

    private static final Duration DOWNLOAD_LIFE = Duration.ofHours(1);

    private final CloudFolder folder;
    private final Tokens tokens;
    private final Owner owner;
    private final DriveKind kind;
    private final SpecialFolders special;

    ItemJson(CloudFolder folder, Tokens tokens, Owner owner, DriveKind kind) {
        this.folder = folder;
        this.tokens = tokens;
        this.owner = owner;
        this.kind = kind;
        this.special = new SpecialFolders(folder);
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

    /** The library's place on its server, as addresses and the limit for paths have it. */
    static String sitePath(Owner owner) {
        return "personal/" + owner.mail().replaceAll("[@.]", "_") + "/Documents";
    }

    /** As it is in answers about the item itself, and in lists of children. */
    ObjectNode of(Call call, Item item) {
        ObjectNode node = common(call, item);
        if (!item.folder()) {
            node.put("cTag", cTag(item));
        } else if (kind == DriveKind.PERSONAL) {
            node.put("cTag", folderCTag(item));
        }
        if (item.parentId() != null) {
            ((ObjectNode) node.get("parentReference")).put("path", parentPath(item));
        }
        special.nameOf(item).ifPresent(name -> node.putObject("specialFolder").put("name", name));
        Marks.show(item, node);
        return node;
    }

    /** As the feed of changes has it: without the path, and for business without the cTag. */
    ObjectNode inDelta(Call call, Item item) {
        if (item.removed()) {
            return deleted(item);
        }
        ObjectNode node = common(call, item);
        if (kind == DriveKind.PERSONAL) {
            node.put("cTag", item.folder() ? folderCTag(item) : cTag(item));
        }
        Marks.show(item, node);
        return node;
    }

    private ObjectNode deleted(Item item) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", item.id());
        ObjectNode parent = node.putObject("parentReference");
        parent.put("driveId", driveId());
        parent.put("driveType", kind.id());
        parent.put("id", item.parentId());
        node.putObject("deleted").put("state", "deleted");
        if (kind == DriveKind.PERSONAL) {
            node.put("name", item.name());
        } else {
            node.put("size", item.size());
        }
        if (item.folder()) {
            node.putObject("folder").put("childCount", 0);
        } else {
            node.putObject("file");
        }
        return node;
    }

    /** Changes with what is directly within. */
    private String folderCTag(Item item) {
        long sum = item.contentVersion();
        for (Item child : folder.children(item.id())) {
            sum += child.version() + child.seq();
        }
        return "\"c:{" + item.id() + "}," + sum + "\"";
    }

    String downloadUrl(Call call, Item item) {
        return downloadUrl(call, item, item.id());
    }

    /**
     * @param what the item's id, or that and a version, as the address is to give out
     */
    String downloadUrl(Call call, Item item, String what) {
        String token = tokens.issue("download", what, DOWNLOAD_LIFE);
        return owner.inscribe(
                call.base() + "/onedrive/download/" + item.id() + "?tempauth=" + token);
    }

    private ObjectNode common(Call call, Item item) {
        boolean root = item.parentId() == null;
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (!item.folder()) {
            node.put(DOWNLOAD_URL, downloadUrl(call, item));
        }
        node.put("@odata.etag", eTag(item));
        node.put("id", item.id());
        node.put("name", item.name());
        node.put("eTag", eTag(item));
        node.put("size", folder.sizeOf(item));
        node.put("createdDateTime", time(item.created()));
        node.put("lastModifiedDateTime", time(item.changed()));
        node.put("webUrl", call.base() + "/" + sitePath(owner) + escaped(pathOf(item)));
        node.set("createdBy", identities(item.madeBy()));
        node.set("lastModifiedBy", identities(item.changedBy()));
        ObjectNode parent = node.putObject("parentReference");
        parent.put("driveType", kind.id());
        parent.put("driveId", driveId());
        if (!root) {
            parent.put("id", item.parentId());
        }
        ObjectNode times = node.putObject("fileSystemInfo");
        times.put("createdDateTime", time(item.created()));
        times.put("lastModifiedDateTime", time(item.modified()));
        if (item.folder()) {
            node.putObject("folder").put("childCount", folder.childCount(item.id()));
        } else {
            file(node.putObject("file"), item);
        }
        if (root) {
            node.putObject("root");
        }
        return node;
    }

    private void file(ObjectNode file, Item item) {
        file.put("mimeType", MediaTypes.of(item.name()));
        ObjectNode hashes = file.putObject("hashes");
        hashes.put("quickXorHash", item.hashes().quickXor());
        if (kind == DriveKind.PERSONAL && item.hashes().sha1() != null) {
            hashes.put("sha1Hash", item.hashes().sha1().toUpperCase(Locale.ROOT));
        }
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

    /** The owner, by no application. */
    ObjectNode user() {
        return identities(null);
    }

    /**
     * Who did something: always the owner, and the application in between.
     *
     * @param app {@code null} if there was none
     */
    ObjectNode identities(String app) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (app != null) {
            ObjectNode application = node.putObject("application");
            application.put("id", applicationId(app));
            application.put("displayName", app);
        }
        ObjectNode user = node.putObject("user");
        user.put("id", owner.userId());
        user.put("displayName", owner.displayName());
        user.put("email", owner.mail());
        return node;
    }

    /** On personal drives applications have ids that are not the ones they sign in with. */
    private String applicationId(String app) {
        if (kind == DriveKind.BUSINESS) {
            return app;
        }
        byte[] name = app.getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString().substring(0, 8);
    }

    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
