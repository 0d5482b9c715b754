package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The feed of changes. */
final class ChangesEndpoint {

    private static final String DEFAULT_FIELDS =
            "kind,nextPageToken,newStartPageToken,"
                    + "changes(kind,type,changeType,time,removed,fileId,file(kind,id,name,mimeType))";

    private final CloudFolder folder;
    private final FileJson json;

    ChangesEndpoint(CloudFolder folder, FileJson json) {
        this.folder = folder;
        this.json = json;
    }

    Reply startPageToken(Call call) {
        call.operation("changes.getStartPageToken");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#startPageToken");
        node.put("startPageToken", Long.toString(folder.cursor()));
        return Reply.ok(Fields.parse(call.query("fields").orElse("*")).apply(node));
    }

    Reply list(Call call) {
        call.operation("changes.list");
        String token = Params.pageToken(call).orElseThrow(() -> GoogleError.required("pageToken"));
        int pageSize = Params.pageSize(call);
        Fields fields = Fields.parse(call.query("fields").orElse(DEFAULT_FIELDS));
        boolean removedToo = !call.query("includeRemoved").orElse("true").equals("false");
        if (!token.matches("\\d{1,18}") || !folder.isCursor(Long.parseLong(token))) {
            throw GoogleError.invalid("pageToken");
        }
        long after = Long.parseLong(token);
        if (call.fault(FaultKind.EMPTY_PAGE).isPresent()) {
            ObjectNode empty = JsonNodeFactory.instance.objectNode();
            empty.put("kind", "drive#changeList");
            empty.put("nextPageToken", token);
            empty.putArray("changes");
            return Reply.ok(fields.apply(empty));
        }
        List<Item> changed = folder.changes(after, pageSize + 1);
        boolean more = changed.size() > pageSize;
        List<Item> page = more ? changed.subList(0, pageSize) : changed;
        long last = page.isEmpty() ? after : page.get(page.size() - 1).seq();

        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#changeList");
        node.put(more ? "nextPageToken" : "newStartPageToken", Long.toString(last));
        ArrayNode changes = node.putArray("changes");
        for (Item item : page) {
            if (item.parentId() != null && (removedToo || !item.removed())) {
                changes.add(change(item));
            }
        }
        return Reply.ok(fields.apply(node));
    }

    private ObjectNode change(Item item) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#change");
        node.put("type", "file");
        node.put("changeType", "file");
        node.put("time", Times.format(item.changed()));
        node.put("removed", item.removed());
        node.put("fileId", item.id());
        if (!item.removed()) {
            node.set("file", json.of(item));
        }
        return node;
    }
}
