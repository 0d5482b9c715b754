package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.account.DriveKind;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The feed of changes; from its very start it is a listing of everything. */
final class DeltaEndpoint {

    private static final int PAGE = 200;
    private static final int LARGEST_PAGE = 1000;
    private static final int STRETCH = 1000;
    private static final long DAYS_A_TOKEN_LIVES = 30;
    private static final long SECONDS_PER_DAY = 86_400;

    private final CloudFolder folder;
    private final Items items;
    private final ItemJson json;
    private final Clock clock;

    DeltaEndpoint(CloudFolder folder, Items items, ItemJson json, Clock clock) {
        this.folder = folder;
        this.items = items;
        this.json = json;
        this.clock = clock;
    }

    Reply delta(Call call, Address address) throws IOException {
        call.operation("delta");
        Item top = items.find(address);
        if (top.parentId() != null && json.kind() == DriveKind.BUSINESS) {
            throw GraphError.of(
                    400, "notSupported", "Only the root of this kind of drive has a delta.");
        }
        int size = Paging.top(call, PAGE, LARGEST_PAGE);
        Optional<String> token =
                Optional.ofNullable(address.arguments().get("token"))
                        .or(() -> call.query("token"))
                        .or(() -> call.query("$deltatoken"))
                        .or(() -> call.query("$skiptoken"));
        if (token.isPresent()) {
            call.fault(FaultKind.EXPIRE_DELTA_LINK)
                    .or(() -> call.fault(FaultKind.EXPIRE_PAGE_TOKEN))
                    .ifPresent(
                            fault -> {
                                throw Resync.error(
                                        call, fault.text("code").orElse("resyncRequired"));
                            });
        }
        long end = folder.cursor();
        if (token.filter("latest"::equals).isPresent()) {
            return page(call, List.of(), "@odata.deltaLink", new DeltaToken(end, 0, today()));
        }
        if (call.fault(FaultKind.EMPTY_PAGE).isPresent()) {
            return Paging.empty(call);
        }
        DeltaToken from =
                token.isPresent()
                        ? known(call, token.get())
                        : new DeltaToken(folder.firstSeq(), end, today());
        List<Item> told = new ArrayList<>();
        long last = from.after();
        boolean more = true;
        // What is gone takes no place in a page that does not tell of it.
        while (more && told.size() < size) {
            int room = size - told.size();
            List<Item> changed = folder.changes(last, room + 1);
            more = changed.size() > room;
            for (Item item : more ? changed.subList(0, room) : changed) {
                last = item.seq();
                if (!item.removed() || item.seq() > from.silent()) {
                    told.add(item);
                }
            }
        }
        return page(
                call,
                within(top, withParents(call, told)),
                more ? "@odata.nextLink" : "@odata.deltaLink",
                new DeltaToken(last, more ? from.silent() : 0, today()));
    }

    private DeltaToken known(Call call, String token) {
        Optional<DeltaToken> own = DeltaToken.parse(token);
        if (own.isEmpty()) {
            return timeOf(token).map(this::since).orElseThrow(() -> Resync.REQUIRED.error(call));
        }
        DeltaToken known = own.get();
        if (known.after() < folder.firstSeq()) {
            throw Resync.UPLOAD_DIFFERENCES.error(call);
        }
        if (!folder.isCursor(known.after())) {
            throw Resync.REQUIRED.error(call);
        }
        if (known.day() + DAYS_A_TOKEN_LIVES < today()) {
            throw Resync.APPLY_DIFFERENCES.error(call);
        }
        return known;
    }

    /** A time in place of a token, which business drives know. */
    private Optional<Instant> timeOf(String token) {
        try {
            // A plus sign in the query of an address is a space.
            Instant time = OffsetDateTime.parse(token.replace(' ', '+')).toInstant();
            if (json.kind() == DriveKind.PERSONAL) {
                throw GraphError.invalid("This kind of drive takes no time as a token.");
            }
            return Optional.of(time);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private DeltaToken since(Instant time) {
        long after = folder.firstSeq();
        List<Item> stretch = folder.changes(after, STRETCH);
        while (!stretch.isEmpty()) {
            for (Item item : stretch) {
                if (!item.changed().isBefore(time)) {
                    return new DeltaToken(after, 0, today());
                }
                after = item.seq();
            }
            stretch = folder.changes(after, STRETCH);
        }
        return new DeltaToken(after, 0, today());
    }

    private long today() {
        return Math.floorDiv(clock.instant().getEpochSecond(), SECONDS_PER_DAY);
    }

    /** Folders above a changed item are listed before it, also where they have not changed. */
    private List<Item> withParents(Call call, List<Item> changed) {
        if (call.header("deltaExcludeParent").isPresent()
                || preferences(call).contains("deltaexcludeparent")) {
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

    private Reply page(Call call, List<Item> told, String link, DeltaToken next) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("@odata.context", call.base() + "/v1.0/$metadata#Collection(driveItem)");
        node.put(link, Paging.link(call, "token", next.text()));
        ArrayNode value = node.putArray("value");
        told.forEach(item -> value.add(Select.apply(call, json.inDelta(call, item))));
        if (!value.isEmpty() && call.fault(FaultKind.REPEAT_ITEMS).isPresent()) {
            value.add(value.get(0).deepCopy());
        }
        Set<String> applied = applied(call);
        return applied.isEmpty()
                ? Reply.ok(node)
                : Reply.ok(node).with("Preference-Applied", String.join(",", applied));
    }

    /** Nothing here is shared in a way that these would show; they are acknowledged as asked. */
    private static Set<String> applied(Call call) {
        Set<String> asked = preferences(call);
        Set<String> applied = new java.util.TreeSet<>();
        if (asked.contains("hierarchicalsharing")) {
            applied.add("hierarchicalsharing");
        }
        Set<String> together =
                Set.of(
                        "deltashowsharingchanges",
                        "deltashowremovedasdeleted",
                        "deltatraversepermissiongaps");
        if (asked.containsAll(together)) {
            applied.addAll(together);
        } else if (asked.contains("deltashowremovedasdeleted")) {
            applied.add("deltashowremovedasdeleted");
        }
        return applied;
    }

    private static Set<String> preferences(Call call) {
        Set<String> found = new HashSet<>();
        Arrays.stream(call.header("Prefer").orElse("").split(","))
                .map(each -> each.trim().toLowerCase(Locale.ROOT))
                .forEach(found::add);
        return found;
    }
}
