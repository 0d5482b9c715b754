package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import com.aqwacloud.sandbox.core.Stored;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Metadata of items: get, create folder, update. */
final class ItemEndpoint {

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;
    private final Parents parents;
    private final ChildrenEndpoint children;
    private final Settings settings;
    private final Clock clock;

    ItemEndpoint(
            CloudFolder folder,
            Items items,
            ItemJson json,
            Parents parents,
            ChildrenEndpoint children,
            Settings settings,
            Clock clock) {
        this.parents = parents;
        this.children = children;
        this.folder = folder;
        this.items = items;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    Reply get(Call call, Address address) throws IOException {
        call.operation("get");
        Item item = items.find(address);
        Expand expand = Expand.of(call.query());
        Conditions.requireMatch(call, item);
        Optional<String> known = call.header("If-None-Match");
        if (known.isPresent() && Conditions.matches(known.get(), Optional.of(item))) {
            return Reply.empty(304).with("ETag", ItemJson.eTag(item));
        }
        ObjectNode full = expand.apply(call, json.of(call, item), children, item);
        ObjectNode node = Select.apply(call.query(), expand, full);
        node.put("@odata.context", call.base() + "/v1.0/$metadata#driveItem");
        return Reply.ok(node).with("ETag", ItemJson.eTag(item));
    }

    Reply createFolder(Call call, Address address) throws IOException {
        call.operation("folder.create");
        Item parent = items.find(address);
        Body body = Body.of(call);
        String name =
                body.text("name").orElseThrow(() -> GraphError.invalid("A name is required."));
        if (!body.has("folder")) {
            throw GraphError.invalid("Only folders can be created here.");
        }
        body.at("folder");
        items.checkName(parent, name);
        Conflict conflict = body.conflict(call, Conflict.FAIL);
        Meta meta =
                Meta.named(parent.id(), name)
                        .times(modified(body), created(body))
                        .by(call.client());
        Stored stored = folder.createFolder(meta, conflict);
        return Reply.json(stored.created() ? 201 : 200, json.of(call, stored.item()));
    }

    Reply update(Call call, Address address) throws IOException {
        call.operation("patch");
        Item item = items.find(address);
        Body body = Body.of(call);
        Item parent = parents.of(body.at("parentReference")).orElse(null);
        String name = body.text("name").orElse(null);
        if (name != null || parent != null) {
            Item into =
                    parent != null
                            ? parent
                            : item.parentId() == null ? item : items.byId(item.parentId());
            items.checkMove(item, into, name == null ? item.name() : name);
        }
        Map<String, Object> properties = null;
        Optional<String> description = body.text(Marks.DESCRIPTION);
        if (description.isPresent()) {
            properties = new LinkedHashMap<>(item.properties());
            properties.put(Marks.DESCRIPTION, description.get());
        }
        if (isAsItIs(item, parent, name, body)) {
            Conditions.of(call).check(Optional.of(item));
            return Reply.ok(json.of(call, item)).with("ETag", ItemJson.eTag(item));
        }
        Meta meta =
                new Meta(
                        null,
                        parent == null ? null : parent.id(),
                        name,
                        modified(item, name, parent, body),
                        created(body),
                        properties,
                        call.client());
        Item now =
                folder.update(
                        item.id(), meta, body.conflict(call, Conflict.FAIL), Conditions.of(call));
        return Reply.ok(json.of(call, now)).with("ETag", ItemJson.eTag(now));
    }

    /** Whether a change asks for nothing but what is: that makes no new state. */
    private static boolean isAsItIs(Item item, Item parent, String name, Body body) {
        return (name == null || name.equals(item.name()))
                && (parent == null || parent.id().equals(item.parentId()))
                && isShown(item.modified(), modified(body))
                && isShown(item.created(), created(body))
                && body.text(Marks.DESCRIPTION)
                        .map(text -> text.equals(item.properties().get(Marks.DESCRIPTION)))
                        .orElse(true);
    }

    /** Clients see times to the second only. */
    private static boolean isShown(Instant now, Instant wanted) {
        return wanted == null || now.truncatedTo(ChronoUnit.SECONDS).equals(wanted);
    }

    /** When an item counts as modified after a change, or null where that stays as it is. */
    private Instant modified(Item item, String name, Item parent, Body body) {
        Instant told = modified(body);
        boolean resets =
                told == null
                        && !item.folder()
                        && (name != null || parent != null)
                        && settings.now().movesResetTimes();
        return resets ? clock.instant() : told;
    }

    private static Instant modified(Body body) {
        return body.at("fileSystemInfo").time("lastModifiedDateTime");
    }

    private static Instant created(Body body) {
        return body.at("fileSystemInfo").time("createdDateTime");
    }
}
