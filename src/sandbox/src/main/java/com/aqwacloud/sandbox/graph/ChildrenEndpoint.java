package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Lists of items: the children of a folder, and what a search finds. */
final class ChildrenEndpoint {

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;

    ChildrenEndpoint(CloudFolder folder, Items items, ItemJson json) {
        this.folder = folder;
        this.items = items;
        this.json = json;
    }

    Reply children(Call call, Address address) throws IOException {
        call.operation("children");
        Item parent = items.find(address);
        if (!parent.folder()) {
            throw GraphError.invalid("Only folders have children.");
        }
        if (isToBeEmpty(call)) {
            return Paging.empty(call);
        }
        ObjectNode page = children(call, parent, ListOptions.of(call, json.kind()));
        String tag = tag(page);
        boolean known =
                call.header("If-None-Match")
                        .filter(header -> Conditions.names(header, tag))
                        .isPresent();
        return (known ? Reply.empty(304) : Reply.ok(page)).with("ETag", tag);
    }

    /**
     * Whether a fault wants a page to have nothing.
     *
     * @throws com.aqwacloud.sandbox.http.ApiException if one wants the place in the list unknown
     */
    private static boolean isToBeEmpty(Call call) {
        if (call.query("$skiptoken").isPresent()
                && call.fault(FaultKind.EXPIRE_PAGE_TOKEN).isPresent()) {
            throw GraphError.invalid("The skip token has expired.");
        }
        return call.fault(FaultKind.EMPTY_PAGE).isPresent();
    }

    private ObjectNode children(Call call, Item parent, ListOptions options) {
        Optional<String> last = options.token().map(ChildOrder::idIn);
        if (options.isNatural() && last.map(id -> folder.find(id).isPresent()).orElse(true)) {
            List<Item> rest =
                    folder.childrenByName(
                            parent.id(), last.flatMap(folder::find), options.top() + 1);
            return page(call, options, rest, -1);
        }
        List<Item> live =
                folder.children(parent.id()).stream().filter(item -> !item.trashed()).toList();
        return page(call, options, live);
    }

    /** Names that hold the text, below a folder. */
    Reply search(Call call, Address address) throws IOException {
        call.operation("search");
        Item top = items.find(address);
        String text =
                address.arguments()
                        .getOrDefault("q", call.query("q").orElse(""))
                        .toLowerCase(Locale.ROOT);
        if (text.isBlank()) {
            throw GraphError.invalid("A text to search for is required.");
        }
        if (isToBeEmpty(call)) {
            return Paging.empty(call);
        }
        List<Item> found = new ArrayList<>();
        for (Item item : folder.allAfter("")) {
            if (item.name().toLowerCase(Locale.ROOT).contains(text) && below(top, item)) {
                found.add(item);
            }
        }
        return Reply.ok(page(call, ListOptions.of(call, json.kind()), found));
    }

    private boolean below(Item top, Item item) {
        return top.parentId() == null
                || folder.ancestors(item).stream().anyMatch(up -> up.id().equals(top.id()));
    }

    private ObjectNode page(Call call, ListOptions options, List<Item> all) {
        List<Item> wanted = all.stream().filter(options.filter()).toList();
        List<Item> rest =
                options.order().page(wanted, options.token().orElse(""), options.top() + 1);
        return page(call, options, rest, wanted.size());
    }

    /**
     * @param rest one more than the page takes, if there is a further one
     * @param count of all; -1 if no one asked
     */
    private ObjectNode page(Call call, ListOptions options, List<Item> rest, int count) {
        int top = options.top();
        List<Item> page = rest.size() > top ? rest.subList(0, top) : rest;
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("@odata.context", call.base() + "/v1.0/$metadata#Collection(driveItem)");
        if (options.counts()) {
            node.put("@odata.count", count);
        }
        if (rest.size() > top) {
            node.put("@odata.nextLink", options.next(page.get(top - 1)));
        }
        ArrayNode value = node.putArray("value");
        for (Item item : page) {
            ObjectNode each = options.expand().apply(call, json.of(call, item), this, item);
            value.add(Select.apply(options.query(), options.expand(), each));
        }
        return node;
    }

    /** For {@code $expand}: the first page, and the link to the next one. */
    void putWithin(Call call, Item parent, Map<String, String> options, ObjectNode node) {
        String address =
                call.base()
                        + "/v1.0/drives/"
                        + json.driveId()
                        + "/items/"
                        + parent.id()
                        + "/children";
        ListOptions asked = ListOptions.of(address, options, json.kind());
        if (asked.expand().isOf("children")) {
            throw GraphError.of(400, "notSupported", "Children of children can't be expanded.");
        }
        ObjectNode page = children(call, parent, asked);
        for (String name : List.of("@odata.count", "@odata.nextLink")) {
            if (page.has(name)) {
                node.set("children" + name, page.get(name));
            }
        }
        node.set("children", page.get("value"));
    }

    /** Changes with what is answered, but for addresses that are new each time. */
    private static String tag(ObjectNode page) {
        ObjectNode lasting = page.deepCopy();
        for (JsonNode each : lasting.findParents(ItemJson.DOWNLOAD_URL)) {
            ((ObjectNode) each).remove(ItemJson.DOWNLOAD_URL);
        }
        return '"'
                + UUID.nameUUIDFromBytes(lasting.toString().getBytes(StandardCharsets.UTF_8))
                        .toString()
                + '"';
    }
}
