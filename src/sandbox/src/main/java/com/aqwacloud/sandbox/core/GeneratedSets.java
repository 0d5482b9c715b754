package com.aqwacloud.sandbox.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All that was generated, seen together with a cloud's ordinary items. Guarded by its owner. */
final class GeneratedSets {

    private final Map<String, GeneratedSet> sets = new LinkedHashMap<>();

    void put(GeneratedSet set) {
        sets.put(set.rule().id(), set);
    }

    Optional<GeneratedSet> find(String setId) {
        return Optional.ofNullable(sets.get(setId));
    }

    Collection<GeneratedSet> all() {
        return sets.values();
    }

    void touch(String id) {
        sets.values().forEach(set -> set.touch(id));
    }

    Optional<Item> known(String id) {
        return first(set -> set.known(id));
    }

    Optional<Item> child(String parentId, String name, boolean caseSensitive) {
        return first(set -> set.child(parentId, name, caseSensitive));
    }

    Sums.Sum sum(String folderId) {
        for (GeneratedSet set : sets.values()) {
            if (set.owns(folderId)) {
                return set.sum(folderId);
            }
        }
        return Sums.Sum.NONE;
    }

    long lastSeq() {
        return sets.values().stream().mapToLong(GeneratedSet::lastSeq).max().orElse(0);
    }

    private Optional<Item> first(Function<GeneratedSet, Optional<Item>> question) {
        for (GeneratedSet set : sets.values()) {
            Optional<Item> found = question.apply(set);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * One list of ordinary items and of what each set gives.
     *
     * @param ordinary in order, no longer than the limit
     */
    List<Item> merge(
            List<Item> ordinary,
            Function<GeneratedSet, List<Item>> question,
            Comparator<Item> order,
            int limit) {
        List<Item> all = new ArrayList<>(ordinary);
        for (GeneratedSet set : sets.values()) {
            all.addAll(question.apply(set));
        }
        if (all.size() > ordinary.size()) {
            all.sort(order);
        }
        return all.size() > limit ? all.subList(0, limit) : all;
    }
}
