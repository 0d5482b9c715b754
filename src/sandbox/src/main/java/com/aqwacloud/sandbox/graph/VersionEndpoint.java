package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.FileVersions.Version;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import com.aqwacloud.sandbox.core.Staged;
import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.List;

/** The contents a file had: list, read, bring back, delete. */
final class VersionEndpoint {

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;

    VersionEndpoint(CloudFolder folder, Items items, ItemJson json) {
        this.folder = folder;
        this.items = items;
        this.json = json;
    }

    Reply handle(Call call, Address address) throws IOException {
        List<String> details = address.details();
        String what = details.size() > 1 ? details.get(1) : "";
        String method = call.method().equals("HEAD") ? "GET" : call.method();
        if (details.size() > 2) {
            throw GraphError.notFound();
        }
        return switch (method + " " + (details.isEmpty() ? "list" : what)) {
            case "GET list" -> list(call, address);
            case "GET " -> get(call, address);
            case "DELETE " -> delete(call, address);
            case "GET content" -> content(call, address);
            case "POST restoreVersion", "POST microsoft.graph.restoreVersion" ->
                    restore(call, address);
            default -> throw refusal(details.isEmpty(), what);
        };
    }

    private static ApiException refusal(boolean all, String what) {
        if (all || what.equals("content")) {
            return GraphError.notAllowed("GET", "HEAD");
        }
        return switch (what) {
            case "" -> GraphError.notAllowed("GET", "HEAD", "DELETE");
            case "restoreVersion", "microsoft.graph.restoreVersion" ->
                    GraphError.notAllowed("POST");
            default -> GraphError.of(400, "BadRequest", "There is no such resource.");
        };
    }

    private Reply list(Call call, Address address) throws IOException {
        call.operation("versions");
        Item item = file(address);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("@odata.context", call.base() + "/v1.0/$metadata#Collection(driveItemVersion)");
        ArrayNode value = node.putArray("value");
        value.add(current(item));
        folder.versions().of(item.id()).forEach(version -> value.add(json(version)));
        return Reply.ok(node);
    }

    private Reply get(Call call, Address address) throws IOException {
        call.operation("version");
        Item item = file(address);
        return Reply.ok(isCurrent(address, item) ? current(item) : json(version(address, item)));
    }

    private Reply content(Call call, Address address) throws IOException {
        call.operation("version.content");
        Item item = file(address);
        Marks.refuseContent(item);
        String what =
                isCurrent(address, item)
                        ? item.id()
                        : item.id() + "@" + version(address, item).number();
        return Reply.empty(302).with("Location", json.downloadUrl(call, item, what));
    }

    private Reply restore(Call call, Address address) throws IOException {
        call.operation("version.restore");
        Item item = file(address);
        if (isCurrent(address, item)) {
            throw GraphError.invalid("It is the current version.");
        }
        Version version = version(address, item);
        try (FileChannel content = folder.versions().read(item.id(), version);
                Staged staged = folder.stage()) {
            staged.fill(Channels.newInputStream(content));
            Meta meta = new Meta(null, null, null, null, null, null, call.client());
            folder.replaceFile(item.id(), meta, Conditions.of(call), staged);
        }
        return Reply.empty(204);
    }

    private Reply delete(Call call, Address address) throws IOException {
        call.operation("version.delete");
        Item item = file(address);
        if (isCurrent(address, item)) {
            throw GraphError.invalid("The current version can't be deleted.");
        }
        folder.versions().drop(item.id(), version(address, item));
        return Reply.empty(204);
    }

    private Item file(Address address) throws IOException {
        Item item = items.find(address);
        if (item.folder()) {
            throw GraphError.invalid("A folder has no versions.");
        }
        return item;
    }

    private static boolean isCurrent(Address address, Item item) {
        String id = address.details().get(0);
        return id.equals("current") || id.equals(id(item.contentVersion()));
    }

    private Version version(Address address, Item item) throws IOException {
        String id = address.details().get(0);
        if (!id.matches("\\d{1,18}\\.0")) {
            throw GraphError.notFound();
        }
        long number = Long.parseLong(id.substring(0, id.length() - 2));
        return folder.versions().find(item.id(), number).orElseThrow(GraphError::notFound);
    }

    private static String id(long number) {
        return number + ".0";
    }

    private ObjectNode current(Item item) {
        return json(item.contentVersion(), item.changed(), item.size(), item.changedBy());
    }

    private ObjectNode json(Version version) {
        return json(version.number(), version.changed(), version.sizeBytes(), version.changedBy());
    }

    private ObjectNode json(long number, Instant changed, long sizeBytes, String changedBy) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", id(number));
        node.put("lastModifiedDateTime", ItemJson.time(changed));
        node.set("lastModifiedBy", json.identities(changedBy));
        node.put("size", sizeBytes);
        return node;
    }
}
