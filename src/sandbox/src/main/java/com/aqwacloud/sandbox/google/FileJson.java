package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.Hashes;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.google.doc.Format;
import com.aqwacloud.sandbox.google.doc.NativeType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Items as Drive's file resources. */
final class FileJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> COPIED =
            List.of(
                    "description",
                    "properties",
                    "appProperties",
                    "shortcutDetails",
                    "contentRestrictions",
                    "folderColorRgb");

    private final Library library;
    private final Permissions permissions;

    FileJson(Library library) {
        this.library = library;
        this.permissions = new Permissions(library);
    }

    /**
     * @param base where the client reaches this cloud
     */
    ObjectNode of(Seen seen, String base) {
        Item item = seen.item();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#file");
        node.put("id", item.id());
        node.put("name", seen.name());
        node.put("mimeType", seen.mimeType());
        node.put("starred", Boolean.TRUE.equals(item.properties().get("starred")));
        node.put("trashed", seen.trashed());
        node.put("explicitlyTrashed", item.trashed());
        boolean parentSeen =
                !seen.root()
                        && (!seen.volume().isOthers() || library.find(item.parentId()).isPresent());
        if (parentSeen) {
            node.putArray("parents").add(item.parentId());
        }
        node.putArray("spaces").add("drive");
        node.put("version", Long.toString(item.version()));
        node.put("createdTime", Times.format(item.created()));
        node.put("modifiedTime", Times.format(item.modified()));
        node.put("modifiedByMeTime", Times.format(item.modified()));
        node.put("modifiedByMe", !seen.volume().isOthers());
        node.put("writersCanShare", true);
        node.put("viewedByMe", false);
        node.put("isAppAuthorized", library.app().isAuthorizedFor(item));
        node.put("hasThumbnail", false);
        node.put("copyRequiresWriterPermission", !seen.facts().canDownload());
        owner(node, seen);
        sharing(node, seen);
        node.set("capabilities", Capabilities.of(seen));
        for (String name : COPIED) {
            if (item.properties().containsKey(name)) {
                node.set(name, JSON.valueToTree(item.properties().get(name)));
            }
        }
        seen.facts().resourceKey().ifPresent(key -> node.put("resourceKey", key));
        node.put("quotaBytesUsed", seen.blob() ? Long.toString(item.size()) : "0");
        if (seen.blob()) {
            content(node, item, base);
        } else {
            seen.nativeType().ifPresent(type -> exports(node, seen, type, base));
        }
        node.put("webViewLink", base + "/file/d/" + item.id() + "/view");
        return node;
    }

    /** Who else may use it: told to those who could share it themselves. */
    private void sharing(ObjectNode node, Seen seen) {
        if (!seen.role().canEdit()) {
            return;
        }
        List<ObjectNode> all = permissions.of(seen);
        ArrayNode ids = node.putArray("permissionIds");
        all.forEach(permission -> ids.add(permission.path("id").asText()));
        if (!seen.volume().isSharedDrive()) {
            node.putArray("permissions").addAll(all);
        }
    }

    private void owner(ObjectNode node, Seen seen) {
        if (seen.volume().isSharedDrive()) {
            node.put("driveId", seen.volume().key());
            node.put("teamDriveId", seen.volume().key());
            node.set("lastModifyingUser", user());
            if (seen.item().trashed()) {
                node.put("trashedTime", Times.format(trashedTime(seen.item())));
                node.set("trashingUser", user());
            }
            return;
        }
        Owner owner = seen.volume().owner();
        boolean mine = !seen.volume().isOthers();
        node.put("ownedByMe", mine);
        node.put("shared", !mine || !seen.facts().openShares().isEmpty());
        node.putArray("owners").add(user(owner, mine));
        node.set("lastModifyingUser", user(owner, mine));
        if (!mine) {
            seen.facts()
                    .shareWith(library.user())
                    .ifPresent(
                            share -> {
                                node.put("sharedWithMeTime", Times.format(share.since()));
                                node.set("sharingUser", user(owner, false));
                            });
        }
    }

    /** For those put into the trash when that was not yet kept: their latest change. */
    private static Instant trashedTime(Item item) {
        return item.properties().get(Item.TRASHED_TIME) instanceof String time
                ? Instant.parse(time)
                : item.changed();
    }

    private static void content(ObjectNode node, Item item, String base) {
        String name = item.name();
        int dot = name.lastIndexOf('.');
        node.put("size", Long.toString(item.size()));
        node.put("headRevisionId", headRevision(item));
        node.put("originalFilename", name);
        node.put("fileExtension", dot < 0 ? "" : name.substring(dot + 1));
        node.put("fullFileExtension", dot < 0 ? "" : name.substring(name.indexOf('.') + 1));
        node.put("webContentLink", base + "/drive/v3/files/" + item.id() + "?alt=media");
        Hashes hashes = item.hashes();
        node.put("md5Checksum", hashes.md5());
        node.put("sha1Checksum", hashes.sha1());
        node.put("sha256Checksum", hashes.sha256());
    }

    private static void exports(ObjectNode node, Seen seen, NativeType type, String base) {
        seen.facts().size().ifPresent(size -> node.put("size", Long.toString(size)));
        if (type.exports().isEmpty() || !seen.facts().canDownload()) {
            return;
        }
        ObjectNode links = node.putObject("exportLinks");
        for (Format format : type.exports()) {
            links.put(
                    format.mimeType(),
                    base
                            + ExportEndpoint.LINKS
                            + seen.id()
                            + "?mimeType="
                            + URLEncoder.encode(format.mimeType(), StandardCharsets.UTF_8));
        }
    }

    static String headRevision(Item item) {
        return "0B"
                + item.id().substring(1, Math.min(13, item.id().length()))
                + item.contentVersion();
    }

    ObjectNode user() {
        return user(library.user(), true);
    }

    static ObjectNode user(Owner owner, boolean me) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#user");
        node.put("displayName", owner.displayName());
        node.put("me", me);
        node.put("permissionId", owner.permissionId());
        node.put("emailAddress", owner.mail());
        return node;
    }

    /** Strings as a JSON array. */
    static ArrayNode array(Iterable<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
