package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.api.SelectionFilter;
import com.aqwacloud.sync.api.SelectionFilter.Exclusion;
import com.aqwacloud.sync.internal.store.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Lays a session's filter on the items of its source, as they are or as they last were. */
final class Filtering {
    private static final List<String> TOP = List.of();

    private final Scope scope;
    private final SelectionFilter filter;
    private final boolean takesAll;
    private final Instant now;
    private final Function<String, Optional<Item>> source;
    private final Map<String, Optional<List<String>>> folders = new HashMap<>();

    /**
     * @param now the time that ages count to
     * @param source finds items of the source as its feed told them
     */
    Filtering(Scope scope, Instant now, Function<String, Optional<Item>> source) {
        this.scope = scope;
        this.filter = scope.filter();
        this.takesAll = filter.takesAll();
        this.now = now;
        this.source = source;
    }

    /**
     * What becomes of an item.
     *
     * @param told the item as its feed told it
     * @param made what it would be at the destination
     */
    Rendition of(Item told, Rendition made) {
        if (takesAll) {
            return made;
        }
        return exclusion(told, made)
                .map(exclusion -> Rendition.excluded(made.item(), exclusion))
                .orElse(made);
    }

    private Optional<Exclusion> exclusion(Item told, Rendition made) {
        List<String> way = way(told).orElse(null);
        if (way == null) {
            return Optional.empty();
        }
        Item item = made.item();
        Set<String> called = new TreeSet<>(List.of(told.name(), item.name()));
        Optional<Exclusion> found = filter.ofPath(way, called, item.isFolder());
        return found.isPresent() || !item.isFile()
                ? found
                : filter.ofFile(
                        called,
                        item.mimeType(),
                        item.isSizeKnown() ? OptionalLong.of(item.size()) : OptionalLong.empty(),
                        item.modifiedAt(),
                        now);
    }

    /** Whether a folder is taken only for what is in it. */
    boolean isOnlyWay(Item folder) {
        return !takesAll
                && way(folder)
                        .filter(way -> !filter.isIncluded(way, List.of(folder.name()), true))
                        .isPresent();
    }

    /** The names of the folders that an item is in; empty where it is not in the selection. */
    private Optional<List<String>> way(Item item) {
        if (scope.isWhole() && scope.sourceRoot().equals(item.parentId())) {
            return Optional.of(TOP);
        }
        Optional<List<String>> way =
                item.parentId() == null ? Optional.empty() : folder(item.parentId());
        return way.isEmpty() && scope.selection().contains(item.id()) ? Optional.of(TOP) : way;
    }

    private Optional<List<String>> folder(String id) {
        Optional<List<String>> known = folders.get(id);
        if (known != null) {
            return known;
        }
        folders.put(id, Optional.empty());
        Optional<List<String>> way =
                source.apply(id)
                        .flatMap(folder -> way(folder).map(above -> below(above, folder.name())));
        folders.put(id, way);
        return way;
    }

    private static List<String> below(List<String> way, String name) {
        var longer = new ArrayList<>(way);
        longer.add(name);
        return longer;
    }
}
