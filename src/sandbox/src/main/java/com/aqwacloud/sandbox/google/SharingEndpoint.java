package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Who may do what with a file, and which contents it has had; to be read only. */
final class SharingEndpoint {

    private static final String DEFAULT_FIELDS = "kind,id,type,role";

    private static final int MOST_PERMISSIONS = 100;

    private final Library library;
    private final FileJson json;
    private final Permissions permissions;

    SharingEndpoint(Library library, FileJson json) {
        this.library = library;
        this.json = json;
        this.permissions = new Permissions(library);
    }

    Reply permissions(Call call, String id) {
        call.operation("permissions.list");
        int pageSize = Params.integer(call, "pageSize", MOST_PERMISSIONS, 1, MOST_PERMISSIONS);
        String mask =
                Fields.asked(call).orElse("kind,nextPageToken,permissions(" + DEFAULT_FIELDS + ")");
        Fields fields = Fields.parse(mask, "PermissionList");
        int from =
                call.query("pageToken").map(ListPosition::parse).map(ListPosition::place).orElse(0);
        List<ObjectNode> all = all(library.find(call, id));
        int begin = Math.max(0, Math.min(from, all.size()));
        int end = Math.min(all.size(), begin + pageSize);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#permissionList");
        if (end < all.size()) {
            node.put("nextPageToken", new ListPosition(end, id, id).token());
        }
        node.putArray("permissions").addAll(all.subList(begin, end));
        return Reply.ok(fields.apply(node));
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
        return permissions.of(seen);
    }

    Reply revisions(Call call, String id) {
        call.operation("revisions.list");
        Params.integer(call, "pageSize", 200, 1, 1000);
        if (call.query("pageToken").isPresent()) {
            // All there is fits on one page: no token is one of ours.
            throw GoogleError.invalid("pageToken");
        }
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
