package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import com.aqwacloud.sandbox.core.Stored;
import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Metadata of items: get, children, create folder, update, delete. */
final class ItemEndpoint {

    private static final int PAGE = 200;
    private static final int LARGEST_PAGE = 5000;
    private static final Comparator<Item> BY_NAME =
            Comparator.comparing((Item item) -> item.name().toLowerCase(Locale.ROOT))
                    .thenComparing(Item::id);

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;

    ItemEndpoint(CloudFolder folder, Items items, ItemJson json) {
        this.folder = folder;
        this.items = items;
        this.json = json;
    }

    Reply get(Call call, Address address) {
        call.operation("get");
        Item item = items.find(address);
        Optional<String> known = call.header("If-None-Match");
        if (known.isPresent() && Conditions.matches(known.get(), Optional.of(item))) {
            return Reply.empty(304).with("ETag", ItemJson.eTag(item));
        }
        ObjectNode node = Select.apply(call, json.of(call, item));
        if (call.query("$expand").orElse("").startsWith("children")) {
            ArrayNode children = node.putArray("children");
            folder.children(item.id()).stream()
                    .sorted(BY_NAME)
                    .forEach(child -> children.add(json.of(call, child)));
        }
        return Reply.ok(node).with("ETag", ItemJson.eTag(item));
    }

    Reply children(Call call, Address address) {
        call.operation("children");
        Item parent = items.find(address);
        int top = Paging.top(call, PAGE, LARGEST_PAGE);
        Comparator<Item> order = order(call.query("$orderby").orElse("name"));
        Optional<String> skip = call.query("$skiptoken");
        if (skip.isPresent() && call.fault(FaultKind.EXPIRE_PAGE_TOKEN).isPresent()) {
            throw GraphError.invalid("The skip token has expired.");
        }
        Optional<Item> after = skip.map(this::marker);
        if (call.fault(FaultKind.EMPTY_PAGE).isPresent()) {
            ObjectNode empty = JsonNodeFactory.instance.objectNode();
            empty.put("@odata.context", call.base() + "/v1.0/$metadata#Collection(driveItem)");
            empty.put("@odata.nextLink", Paging.self(call));
            empty.putArray("value");
            return Reply.ok(empty);
        }
        List<Item> rest =
                order == BY_NAME
                        ? folder.childrenByName(parent.id(), after, top + 1)
                        : folder.children(parent.id()).stream()
                                .sorted(order)
                                .filter(
                                        item ->
                                                after.isEmpty()
                                                        || order.compare(item, after.get()) > 0)
                                .limit(top + 1L)
                                .toList();
        List<Item> page = rest.size() > top ? rest.subList(0, top) : rest;
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("@odata.context", call.base() + "/v1.0/$metadata#Collection(driveItem)");
        if (rest.size() > top) {
            String token =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(
                                    page.get(top - 1).id().getBytes(StandardCharsets.UTF_8));
            node.put("@odata.nextLink", Paging.link(call, "$skiptoken", token));
        }
        ArrayNode value = node.putArray("value");
        page.forEach(item -> value.add(Select.apply(call, json.of(call, item))));
        return Reply.ok(node);
    }

    private Item marker(String token) {
        try {
            String id = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return folder.find(id).orElseThrow(() -> GraphError.invalid("The page is gone."));
        } catch (IllegalArgumentException e) {
            throw GraphError.invalid("The skip token is malformed.");
        }
    }

    private static Comparator<Item> order(String given) {
        String[] words = given.trim().split("\\s+");
        Comparator<Item> order =
                switch (words[0]) {
                    case "name", "url", "webUrl" -> BY_NAME;
                    case "lastModifiedDateTime" ->
                            Comparator.comparing(Item::changed).thenComparing(Item::id);
                    case "size" -> Comparator.comparing(Item::size).thenComparing(Item::id);
                    default -> throw GraphError.invalid("Can't order by '" + given + "'.");
                };
        return words.length > 1 && words[1].equalsIgnoreCase("desc") ? order.reversed() : order;
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
        items.checkName(parent, name);
        Conflict conflict = body.conflict(call, Conflict.FAIL);
        Meta meta = Meta.named(parent.id(), name).times(modified(body), created(body));
        Stored stored = folder.createFolder(meta, conflict);
        return Reply.json(stored.created() ? 201 : 200, json.of(call, stored.item()));
    }

    Reply update(Call call, Address address) throws IOException {
        call.operation("patch");
        Item item = items.find(address);
        Body body = Body.of(call);
        Item parent = newParent(body.at("parentReference"));
        String name = body.text("name").orElse(null);
        if (name != null || parent != null) {
            Item into =
                    parent != null
                            ? parent
                            : item.parentId() == null ? item : items.byId(item.parentId());
            items.checkName(into, name == null ? item.name() : name);
        }
        Map<String, Object> properties = null;
        if (body.text("description").isPresent()) {
            properties = new LinkedHashMap<>(item.properties());
            properties.put("description", body.text("description").get());
        }
        Meta meta =
                new Meta(
                        null,
                        parent == null ? null : parent.id(),
                        name,
                        modified(body),
                        created(body),
                        properties);
        Item now =
                folder.update(
                        item.id(), meta, body.conflict(call, Conflict.FAIL), Conditions.of(call));
        return Reply.ok(json.of(call, now)).with("ETag", ItemJson.eTag(now));
    }

    private Item newParent(Body reference) {
        Optional<String> drive = reference.text("driveId");
        if (drive.isPresent() && !drive.get().equalsIgnoreCase(json.driveId())) {
            throw GraphError.of(400, "notSupported", "An item can't be moved to another drive.");
        }
        Optional<String> id = reference.text("id");
        Optional<String> path = reference.text("path");
        if (id.isEmpty() && path.isEmpty()) {
            return null;
        }
        Item parent;
        if (id.isPresent()) {
            parent = items.byId(id.get());
        } else {
            int colon = path.get().indexOf(':');
            String below = colon < 0 ? "" : path.get().substring(colon + 1);
            parent = items.find(new Address("root", Address.names(below), ""));
        }
        if (!parent.folder()) {
            throw GraphError.invalid("The parent is not a folder.");
        }
        return parent;
    }

    Reply delete(Call call, Address address) throws IOException {
        call.operation("delete");
        folder.remove(items.find(address).id(), true, Conditions.of(call));
        return Reply.empty(204);
    }

    private static java.time.Instant modified(Body body) {
        return body.at("fileSystemInfo").time("lastModifiedDateTime");
    }

    private static java.time.Instant created(Body body) {
        return body.at("fileSystemInfo").time("createdDateTime");
    }
}
