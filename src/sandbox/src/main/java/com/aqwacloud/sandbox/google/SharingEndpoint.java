package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Who may do what with a file, and which contents it has had; to be read only. */
final class SharingEndpoint {

    private static final String DEFAULT_FIELDS = "kind,id,type,role";

    private final Library library;
    private final FileJson json;

    SharingEndpoint(Library library, FileJson json) {
        this.library = library;
        this.json = json;
    }

    Reply permissions(Call call, String id) {
        call.operation("permissions.list");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#permissionList");
        ArrayNode list = node.putArray("permissions");
        all(library.find(call, id)).forEach(list::add);
        String mask =
                Fields.asked(call).orElse("kind,nextPageToken,permissions(" + DEFAULT_FIELDS + ")");
        return Reply.ok(Fields.parse(mask, "PermissionList").apply(node));
    }

    Reply permission(Call call, String id, String permissionId) {
        call.operation("permissions.get");
        for (ObjectNode node : all(library.find(call, id))) {
            if (node.path("id").asText().equals(permissionId)) {
                String mask = Fields.asked(call).orElse(DEFAULT_FIELDS);
                return Reply.ok(Fields.parse(mask, "Permission").apply(node));
            }
        }
        throw GoogleError.of(
                404,
                "global",
                "notFound",
                "Permission not found: " + permissionId + ".",
                "permissionId",
                "parameter");
    }

    private List<ObjectNode> all(Seen seen) {
        if (!seen.role().canEdit()) {
            throw Limits.insufficient();
        }
        List<ObjectNode> all = new ArrayList<>();
        if (seen.volume().isSharedDrive()) {
            all.add(permission(library.user(), Role.ORGANIZER));
        } else {
            all.add(permission(seen.volume().owner(), Role.OWNER));
        }
        for (Facts.Share share : seen.facts().openShares()) {
            Owner owner = library.community().owner(share.account()).orElse(library.user());
            all.add(permission(owner, share.role().orElseThrow()));
        }
        return all;
    }

    private static ObjectNode permission(Owner owner, Role role) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#permission");
        node.put("id", owner.permissionId());
        node.put("type", "user");
        node.put("role", role.id());
        node.put("emailAddress", owner.mail());
        node.put("displayName", owner.displayName());
        node.put("deleted", false);
        node.put("pendingOwner", false);
        return node;
    }

    Reply revisions(Call call, String id) {
        call.operation("revisions.list");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#revisionList");
        node.putArray("revisions").add(revision(library.find(call, id)));
        String mask =
                Fields.asked(call)
                        .orElse("kind,nextPageToken,revisions(kind,id,mimeType,modifiedTime)");
        return Reply.ok(Fields.parse(mask, "RevisionList").apply(node));
    }

    Reply revision(Call call, String id, String revisionId) {
        call.operation("revisions.get");
        ObjectNode node = revision(library.find(call, id));
        if (!revisionId.equals(node.path("id").asText()) && !revisionId.equals("head")) {
            throw GoogleError.of(
                    404,
                    "global",
                    "notFound",
                    "Revision not found: " + revisionId + ".",
                    "revisionId",
                    "parameter");
        }
        String mask = Fields.asked(call).orElse("kind,id,mimeType,modifiedTime");
        return Reply.ok(Fields.parse(mask, "Revision").apply(node));
    }

    private ObjectNode revision(Seen seen) {
        if (seen.folder() || seen.shortcut()) {
            throw GoogleError.of(
                    403, "revisionsNotSupported", "The file does not support revisions.");
        }
        Item item = seen.item();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#revision");
        node.put(
                "id",
                seen.blob() ? FileJson.headRevision(item) : Long.toString(item.contentVersion()));
        node.put("mimeType", seen.mimeType());
        node.put("modifiedTime", Times.format(item.modified()));
        node.put("keepForever", false);
        node.put("published", false);
        node.set("lastModifyingUser", json.user());
        if (seen.blob()) {
            node.put("originalFilename", item.name());
            node.put("md5Checksum", item.hashes().md5());
            node.put("size", Long.toString(item.size()));
        }
        return node;
    }
}
