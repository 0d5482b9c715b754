package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Hashes;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.http.MediaTypes;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Items as Drive's file resources. */
final class FileJson {

    static final String FOLDER = "application/vnd.google-apps.folder";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> COPIED =
            List.of("description", "properties", "appProperties", "shortcutDetails");

    private final CloudFolder folder;
    private final Owner owner;

    FileJson(CloudFolder folder, Owner owner) {
        this.owner = owner;
        this.folder = folder;
    }

    static String mimeType(Item item) {
        if (item.folder()) {
            return FOLDER;
        }
        return item.properties().get("mimeType") instanceof String type
                ? type
                : MediaTypes.of(item.name());
    }

    ObjectNode of(Item item) {
        boolean root = item.parentId() == null;
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#file");
        node.put("id", item.id());
        node.put("name", root ? "My Drive" : item.name());
        node.put("mimeType", mimeType(item));
        node.put("starred", Boolean.TRUE.equals(item.properties().get("starred")));
        node.put("trashed", folder.inTrash(item));
        node.put("explicitlyTrashed", item.trashed());
        if (!root) {
            node.putArray("parents").add(item.parentId());
        }
        node.putArray("spaces").add("drive");
        node.put("version", Long.toString(item.version()));
        node.put("createdTime", Times.format(item.created()));
        node.put("modifiedTime", Times.format(item.modified()));
        node.put("modifiedByMeTime", Times.format(item.modified()));
        node.put("modifiedByMe", true);
        node.put("ownedByMe", true);
        node.put("shared", false);
        node.put("writersCanShare", true);
        node.put("viewedByMe", false);
        node.put("isAppAuthorized", true);
        node.putArray("owners").add(user());
        node.set("lastModifyingUser", user());
        node.set("capabilities", capabilities(item, root));
        for (String name : COPIED) {
            if (item.properties().containsKey(name)) {
                node.set(name, JSON.valueToTree(item.properties().get(name)));
            }
        }
        if (item.folder()) {
            node.put("quotaBytesUsed", "0");
        } else {
            content(node, item);
        }
        return node;
    }

    private static void content(ObjectNode node, Item item) {
        String name = item.name();
        int dot = name.lastIndexOf('.');
        node.put("size", Long.toString(item.size()));
        node.put("quotaBytesUsed", Long.toString(item.size()));
        node.put("headRevisionId", headRevision(item));
        node.put("originalFilename", name);
        node.put("fileExtension", dot < 0 ? "" : name.substring(dot + 1));
        node.put("fullFileExtension", dot < 0 ? "" : name.substring(name.indexOf('.') + 1));
        Hashes hashes = item.hashes();
        node.put("md5Checksum", hashes.md5());
        node.put("sha1Checksum", hashes.sha1());
        node.put("sha256Checksum", hashes.sha256());
    }

    private static String headRevision(Item item) {
        return "0B"
                + item.id().substring(1, Math.min(13, item.id().length()))
                + item.contentVersion();
    }

    private static ObjectNode capabilities(Item item, boolean root) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("canAddChildren", item.folder());
        node.put("canListChildren", item.folder());
        node.put("canCopy", !item.folder());
        node.put("canDownload", !item.folder());
        node.put("canEdit", true);
        node.put("canModifyContent", true);
        node.put("canRename", !root);
        node.put("canTrash", !root);
        node.put("canUntrash", !root);
        node.put("canDelete", !root);
        node.put("canReadRevisions", !item.folder());
        node.put("canShare", true);
        return node;
    }

    ObjectNode user() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#user");
        node.put("displayName", owner.displayName());
        node.put("me", true);
        node.put("permissionId", owner.permissionId());
        node.put("emailAddress", owner.mail());
        return node;
    }
}
