package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code files.list}. */
final class ListEndpoint {

    private static final String DEFAULT_FIELDS =
            "kind,nextPageToken,incompleteSearch,files(kind,id,name,mimeType)";

    private final CloudFolder folder;
    private final FileJson json;
    private final Owner owner;

    ListEndpoint(CloudFolder folder, FileJson json, Owner owner) {
        this.owner = owner;
        this.folder = folder;
        this.json = json;
    }

    /** Where the next page goes on: after this item, or at that place should it be gone. */
    private record Position(int place, String lastId) {

        private static final String MARK = "list";

        String token() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            (MARK + "|" + place + "|" + lastId).getBytes(StandardCharsets.UTF_8));
        }

        static Position parse(String token) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)
                                .split("\\|", 3);
                if (parts.length == 3 && parts[0].equals(MARK)) {
                    return new Position(Integer.parseInt(parts[1]), parts[2]);
                }
            } catch (IllegalArgumentException e) {
                throw GoogleError.invalid("pageToken");
            }
            throw GoogleError.invalid("pageToken");
        }
    }

    Reply list(Call call) {
        call.operation("files.list");
        int pageSize = Params.pageSize(call);
        Fields fields = Fields.parse(call.query("fields").orElse(DEFAULT_FIELDS));
        Optional<FileQuery.Search> search =
                call.query("q")
                        .filter(q -> !q.isBlank())
                        .map(q -> FileQuery.parse(q, folder, owner));
        Optional<Comparator<Item>> order =
                call.query("orderBy").filter(o -> !o.isBlank()).map(ListEndpoint::order);
        Optional<Position> from = Params.pageToken(call).map(Position::parse);

        Iterable<Item> rest =
                order.isPresent() ? sorted(search, order.get(), from) : byId(search, from);
        List<Item> page = new ArrayList<>();
        boolean more = false;
        for (Item item : rest) {
            if (search.isPresent() && !search.get().matches().test(item)) {
                continue;
            }
            if (page.size() == pageSize) {
                more = true;
                break;
            }
            page.add(item);
        }
        if (call.fault(FaultKind.EMPTY_PAGE).isPresent()) {
            return Reply.ok(fields.apply(empty(from.orElse(new Position(0, "")))));
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#fileList");
        if (more) {
            int place = from.map(Position::place).orElse(0) + page.size();
            node.put("nextPageToken", new Position(place, page.get(page.size() - 1).id()).token());
        }
        node.put("incompleteSearch", false);
        ArrayNode files = node.putArray("files");
        page.forEach(item -> files.add(json.of(item)));
        return Reply.ok(fields.apply(node));
    }

    /** A page without files, after which it goes on where it has been. */
    private static ObjectNode empty(Position position) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#fileList");
        node.put("nextPageToken", position.token());
        node.put("incompleteSearch", false);
        node.putArray("files");
        return node;
    }

    private Iterable<Item> byId(Optional<FileQuery.Search> search, Optional<Position> from) {
        String after = from.map(Position::lastId).orElse("");
        Optional<String> parent = search.flatMap(FileQuery.Search::parent);
        return parent.isEmpty() ? folder.walk(after) : folder.walkChildren(parent.get(), after);
    }

    private List<Item> sorted(
            Optional<FileQuery.Search> search, Comparator<Item> order, Optional<Position> from) {
        List<Item> all =
                new ArrayList<>(
                        search.flatMap(FileQuery.Search::parent)
                                .map(folder::children)
                                .orElseGet(() -> folder.allAfter("")));
        all.removeIf(item -> search.isPresent() && !search.get().matches().test(item));
        all.sort(order.thenComparing(Item::id));
        if (from.isEmpty()) {
            return all;
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(from.get().lastId())) {
                return all.subList(i + 1, all.size());
            }
        }
        return all.subList(Math.min(from.get().place(), all.size()), all.size());
    }

    private static Comparator<Item> order(String orderBy) {
        Comparator<Item> all = null;
        for (String key : orderBy.split(",")) {
            String[] words = key.trim().split("\\s+");
            if (words.length > 2 || words.length == 2 && !words[1].equals("desc")) {
                throw GoogleError.invalid("orderBy");
            }
            Comparator<Item> one = key(words[0]);
            one = words.length == 2 ? one.reversed() : one;
            all = all == null ? one : all.thenComparing(one);
        }
        return all;
    }

    private static Comparator<Item> key(String name) {
        return switch (name) {
            case "folder" -> Comparator.comparing(item -> !item.folder());
            case "name", "name_natural" ->
                    Comparator.comparing(item -> item.name().toLowerCase(Locale.ROOT));
            case "modifiedTime", "modifiedByMeTime", "recency", "viewedByMeTime" ->
                    Comparator.comparing(Item::modified);
            case "createdTime", "sharedWithMeTime" -> Comparator.comparing(Item::created);
            case "quotaBytesUsed" -> Comparator.comparing(Item::size);
            case "starred" -> Comparator.comparing(i -> !i.properties().containsKey("starred"));
            default -> throw GoogleError.invalid("orderBy");
        };
    }
}
