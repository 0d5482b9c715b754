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
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Lists of items: the children of a folder, and what a search finds. */
final class ChildrenEndpoint {

    private static final int PAGE = 200;
    private static final int LARGEST_PAGE = 5000;

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
        if (call.query("$skiptoken").isPresent()
                && call.fault(FaultKind.EXPIRE_PAGE_TOKEN).isPresent()) {
            throw GraphError.invalid("The skip token has expired.");
        }
        if (call.fault(FaultKind.EMPTY_PAGE).isPresent()) {
            return Paging.empty(call);
        }
        ObjectNode page =
                inNaturalOrder(call) ? naturalPage(call, parent) : page(call, live(parent));
        String tag = tag(page);
        boolean known =
                call.header("If-None-Match")
                        .filter(header -> Conditions.names(header, tag))
                        .isPresent();
        return (known ? Reply.empty(304) : Reply.ok(page)).with("ETag", tag);
    }

    private List<Item> live(Item parent) {
        return folder.children(parent.id()).stream().filter(item -> !item.trashed()).toList();
    }

    /** Whether a page can be had without a look at all children. */
    private boolean inNaturalOrder(Call call) {
        return order(call).isNatural()
                && call.query("$filter").isEmpty()
                && !call.flag("$count")
                && call.query("$skiptoken")
                        .map(ChildOrder::idIn)
                        .map(id -> folder.find(id).isPresent())
                        .orElse(true);
    }

    private ObjectNode naturalPage(Call call, Item parent) {
        int top = Paging.top(call, PAGE, LARGEST_PAGE);
        Optional<Item> last = call.query("$skiptoken").map(ChildOrder::idIn).flatMap(folder::find);
        return page(call, folder.childrenByName(parent.id(), last, top + 1), top, -1);
    }

    private ChildOrder order(Call call) {
        return ChildOrder.of(call.query("$orderby").orElse("name"), json.kind());
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
        List<Item> found = new ArrayList<>();
        for (Item item : folder.allAfter("")) {
            if (item.name().toLowerCase(Locale.ROOT).contains(text) && below(top, item)) {
                found.add(item);
            }
        }
        return Reply.ok(page(call, found));
    }

    private boolean below(Item top, Item item) {
        return top.parentId() == null
                || folder.ancestors(item).stream().anyMatch(up -> up.id().equals(top.id()));
    }

    private ObjectNode page(Call call, List<Item> all) {
        int top = Paging.top(call, PAGE, LARGEST_PAGE);
        Predicate<Item> filter = ChildFilter.of(call.query("$filter").orElse(""));
        List<Item> wanted = all.stream().filter(filter).toList();
        String token = call.query("$skiptoken").orElse("");
        return page(call, order(call).page(wanted, token, top + 1), top, wanted.size());
    }

    /**
     * @param rest one more than the page takes, if there is a further one
     * @param count of all; -1 if no one asked
     */
    private ObjectNode page(Call call, List<Item> rest, int top, int count) {
        List<Item> page = rest.size() > top ? rest.subList(0, top) : rest;
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("@odata.context", call.base() + "/v1.0/$metadata#Collection(driveItem)");
        if (call.flag("$count")) {
            node.put("@odata.count", count);
        }
        if (rest.size() > top) {
            String token = order(call).token(page.get(top - 1));
            node.put("@odata.nextLink", Paging.link(call, "$skiptoken", token));
        }
        ArrayNode value = node.putArray("value");
        for (Item item : page) {
            value.add(Select.apply(call, Expand.apply(call, json.of(call, item), this, item)));
        }
        return node;
    }

    /** For {@code $expand}: the first page, and the link to the next one. */
    void putWithin(Call call, Item parent, ObjectNode node) {
        List<Item> found = folder.childrenByName(parent.id(), Optional.empty(), PAGE + 1);
        List<Item> page = found.size() > PAGE ? found.subList(0, PAGE) : found;
        if (found.size() > PAGE) {
            String token = ChildOrder.of("name", json.kind()).token(page.get(PAGE - 1));
            node.put(
                    "children@odata.nextLink",
                    call.base()
                            + "/v1.0/drives/"
                            + json.driveId()
                            + "/items/"
                            + parent.id()
                            + "/children?$skiptoken="
                            + token);
        }
        ArrayNode children = node.putArray("children");
        page.forEach(child -> children.add(json.of(call, child)));
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
