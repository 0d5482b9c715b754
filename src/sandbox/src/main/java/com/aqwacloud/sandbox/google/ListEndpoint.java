package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.fault.FaultKind;
import com.aqwacloud.sandbox.http.Call;
import com.aqwacloud.sandbox.http.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code files.list}. */
final class ListEndpoint {

    private static final String DEFAULT_FIELDS =
            "kind,nextPageToken,incompleteSearch,files(kind,id,name,mimeType,resourceKey)";
    private static final int AT_ONCE = 500;

    private final Library library;
    private final FileJson json;

    ListEndpoint(Library library, FileJson json) {
        this.library = library;
        this.json = json;
    }

    Reply list(Call call) {
        call.operation("files.list");
        int pageSize = Params.pageSize(call);
        Fields fields = Fields.parse(Fields.asked(call).orElse(DEFAULT_FIELDS), "FileList");
        FileQuery.Search search =
                call.query("q")
                        .filter(q -> !q.isBlank())
                        .map(q -> FileQuery.parse(q, library))
                        .orElse(FileQuery.Search.of(seen -> true));
        Optional<Comparator<Seen>> order =
                call.query("orderBy")
                        .filter(o -> !o.isBlank())
                        .map(o -> Order.parse(o, library.user()));
        Corpus corpus = Corpus.of(call, library);
        Optional<ListPosition> from = Params.pageToken(call).map(ListPosition::parse);
        if (call.fault(FaultKind.EMPTY_PAGE).isPresent()) {
            ListPosition same = from.orElse(new ListPosition(0, "", ""));
            return Reply.ok(fields.apply(page(List.of(), Optional.of(same), call)));
        }
        List<Seen> found =
                order.isPresent()
                        ? sorted(corpus, search, order.get(), from, pageSize + 1)
                        : byId(corpus, search, from, pageSize + 1);
        boolean more = found.size() > pageSize;
        List<Seen> page = more ? found.subList(0, pageSize) : found;
        int place = from.map(ListPosition::place).orElse(0) + page.size();
        Optional<ListPosition> next =
                more
                        ? Optional.of(ListPosition.after(place, page.get(pageSize - 1)))
                        : Optional.empty();
        return Reply.ok(fields.apply(page(page, next, call)));
    }

    private ObjectNode page(List<Seen> page, Optional<ListPosition> next, Call call) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", "drive#fileList");
        next.ifPresent(position -> node.put("nextPageToken", position.token()));
        node.put("incompleteSearch", false);
        ArrayNode files = node.putArray("files");
        page.forEach(seen -> files.add(json.of(seen, call.base())));
        return node;
    }

    /** Volume by volume, each in order of ids. */
    private List<Seen> byId(
            Corpus corpus, FileQuery.Search search, Optional<ListPosition> from, int most) {
        List<Seen> found = new ArrayList<>();
        boolean begun = from.isEmpty();
        for (Volume volume : corpus.volumes()) {
            int compared = begun ? 1 : Corpus.compare(volume.key(), from.orElseThrow().volume());
            if (compared < 0) {
                continue;
            }
            String after = compared == 0 ? from.orElseThrow().lastId() : "";
            begun = true;
            Iterator<Item> items = items(volume, search, after);
            while (items.hasNext() && found.size() < most) {
                corpus.see(volume, items.next()).filter(search.matches()).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Iterator<Item> items(Volume volume, FileQuery.Search search, String after) {
        if (search.parents().isEmpty()) {
            return volume.isOthers()
                    ? Corpus.withinShared(volume, after).iterator()
                    : volume.folder().walk(after).iterator();
        }
        Set<String> parents = search.parents().get();
        if (parents.size() == 1) {
            return volume.folder().walkChildren(parents.iterator().next(), after).iterator();
        }
        List<Item> all = new ArrayList<>();
        for (String parent : parents) {
            String last = after;
            List<Item> some;
            do {
                some = volume.folder().childrenAfter(parent, last, AT_ONCE);
                all.addAll(some);
                last = some.isEmpty() ? last : some.get(some.size() - 1).id();
            } while (some.size() == AT_ONCE);
        }
        all.sort(Comparator.comparing(Item::id));
        return all.iterator();
    }

    private List<Seen> sorted(
            Corpus corpus,
            FileQuery.Search search,
            Comparator<Seen> order,
            Optional<ListPosition> from,
            int most) {
        List<Seen> all = byId(corpus, search, Optional.empty(), Integer.MAX_VALUE);
        all.sort(order.thenComparing(Seen::id));
        int begin = 0;
        if (from.isPresent()) {
            begin = Math.min(from.get().place(), all.size());
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).id().equals(from.get().lastId())) {
                    begin = i + 1;
                }
            }
        }
        return all.subList(begin, Math.min(all.size(), begin + most));
    }
}
