package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.ApiException;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The feed of changes; from its very start it is a listing of everything. */
final class DeltaEndpoint {

    private static final int PAGE = 200;
    private static final int LARGEST_PAGE = 1000;

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;

    DeltaEndpoint(CloudFolder folder, Items items, ItemJson json) {
        this.folder = folder;
        this.items = items;
        this.json = json;
    }

    /**
     * A place in the feed.
     *
     * @param after the change seen last
     * @param silent deletions up to here are not told, since a listing that began later never had
     *     the item
     */
    private record Position(long after, long silent) {

        String token() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            ("delta|" + after + "|" + silent).getBytes(StandardCharsets.UTF_8));
        }

        static Optional<Position> parse(String token) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)
                                .split("\\|");
                return parts.length == 3 && parts[0].equals("delta")
                        ? Optional.of(
                                new Position(Long.parseLong(parts[1]), Long.parseLong(parts[2])))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    Reply delta(Call call, Address address) {
        call.operation("delta");
        Item top = items.find(address);
        int size = Paging.top(call, PAGE, LARGEST_PAGE);
        Optional<String> token =
                call.query("token")
                        .or(() -> call.query("$deltatoken"))
                        .or(() -> call.query("$skiptoken"));
        if (token.isPresent()) {
            call.fault(FaultKind.EXPIRE_DELTA_LINK)
                    .or(() -> call.fault(FaultKind.EXPIRE_PAGE_TOKEN))
                    .ifPresent(
                            fault -> {
                                throw resync(call, fault.text("code").orElse("resyncRequired"));
                            });
        }
        long end = folder.cursor();
        if (token.filter("latest"::equals).isPresent()) {
            return page(call, List.of(), "@odata.deltaLink", new Position(end, 0));
        }
        if (call.fault(FaultKind.EMPTY_PAGE).isPresent()) {
            ObjectNode empty = JsonNodeFactory.instance.objectNode();
            empty.put("@odata.context", call.base() + "/v1.0/$metadata#Collection(driveItem)");
            empty.put("@odata.nextLink", Paging.self(call));
            empty.putArray("value");
            return Reply.ok(empty);
        }
        Position from =
                token.isPresent() ? known(call, token.get()) : new Position(folder.firstSeq(), end);
        List<Item> changed = folder.changes(from.after(), size + 1);
        boolean more = changed.size() > size;
        List<Item> taken = more ? changed.subList(0, size) : changed;
        long last = taken.isEmpty() ? from.after() : taken.get(taken.size() - 1).seq();
        List<Item> told = new ArrayList<>();
        for (Item item : taken) {
            if (!item.removed() || item.seq() > from.silent()) {
                told.add(item);
            }
        }
        return page(
                call,
                within(top, withParents(call, told)),
                more ? "@odata.nextLink" : "@odata.deltaLink",
                new Position(last, more ? from.silent() : 0));
    }

    private Position known(Call call, String token) {
        Optional<Position> position =
                Position.parse(token).filter(found -> folder.isCursor(found.after()));
        return position.orElseThrow(() -> resync(call, "resyncRequired"));
    }

    /** The link is too old: all has to be listed again, from the address that is told. */
    private static ApiException resync(Call call, String code) {
        return new ApiException(
                GraphError.of(
                                410,
                                code,
                                "Resync required. Replace any local items with the server's"
                                        + " version.")
                        .reply()
                        .with("Location", call.base() + call.rawPath()));
    }

    /** Folders above a changed item are listed before it, also where they have not changed. */
    private List<Item> withParents(Call call, List<Item> changed) {
        if (call.header("deltaExcludeParent").isPresent()
                || call.header("Prefer").orElse("").contains("deltaExcludeParent")) {
            return changed;
        }
        List<Item> all = new ArrayList<>();
        Set<String> listed = new HashSet<>();
        for (Item item : changed) {
            if (!item.removed()) {
                List<Item> above = new ArrayList<>(folder.ancestors(item));
                Collections.reverse(above);
                for (Item parent : above) {
                    if (listed.add(parent.id())) {
                        all.add(parent);
                    }
                }
            }
            if (listed.add(item.id())) {
                all.add(item);
            }
        }
        return all;
    }

    private List<Item> within(Item top, List<Item> all) {
        if (top.parentId() == null) {
            return all;
        }
        return all.stream()
                .filter(
                        item ->
                                item.removed()
                                        || item.id().equals(top.id())
                                        || folder.ancestors(item).stream()
                                                .anyMatch(up -> up.id().equals(top.id())))
                .toList();
    }

    private Reply page(Call call, List<Item> told, String link, Position next) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("@odata.context", call.base() + "/v1.0/$metadata#Collection(driveItem)");
        node.put(link, Paging.link(call, "token", next.token()));
        ArrayNode value = node.putArray("value");
        told.forEach(item -> value.add(Select.apply(call, json.inDelta(call, item))));
        if (!value.isEmpty() && call.fault(FaultKind.REPEAT_ITEMS).isPresent()) {
            value.add(value.get(0).deepCopy());
        }
        return Reply.ok(node);
    }
}
