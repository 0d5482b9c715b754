package com.aqwacloud.sandbox.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All items, and the ways to find them. Guarded by the owner's lock. */
final class Index {

    private final boolean caseSensitive;
    private final NavigableMap<String, Item> byId = new TreeMap<>();
    private final Map<String, Children> children = new HashMap<>();
    private final Map<String, Item> byKey = new HashMap<>();
    private final NavigableMap<Long, Item> feed = new TreeMap<>();
    private final Children none = new Children();
    private Item root;

    Index(boolean caseSensitive) {
        this.caseSensitive = caseSensitive;
    }

    void put(Item item) {
        Item old = byId.put(item.id(), item);
        if (old != null) {
            feed.remove(old.seq());
            if (old.diskKey() != null) {
                byKey.computeIfPresent(
                        old.diskKey(), (k, held) -> held.id().equals(old.id()) ? null : held);
            }
            if (old.parentId() != null) {
                childrenOf(old.parentId()).remove(old);
            }
        }
        feed.put(item.seq(), item);
        if (item.isRoot()) {
            root = item;
        }
        if (item.removed()) {
            children.remove(item.id());
            return;
        }
        if (item.diskKey() != null) {
            byKey.putIfAbsent(item.diskKey(), item);
        }
        if (item.parentId() != null) {
            children.computeIfAbsent(item.parentId(), k -> new Children()).put(item);
        }
    }

    Item root() {
        return root;
    }

    Optional<Item> known(String id) {
        return id == null ? Optional.empty() : Optional.ofNullable(byId.get(id));
    }

    Optional<Item> find(String id) {
        return known(id).filter(item -> !item.removed());
    }

    Optional<Item> byKey(String key) {
        return key == null ? Optional.empty() : Optional.ofNullable(byKey.get(key));
    }

    /** Also those in the trash. */
    Collection<Item> children(String id) {
        return childrenOf(id).byId.values();
    }

    Optional<Item> child(String parentId, String name) {
        Collection<Item> named =
                childrenOf(parentId).byName.getOrDefault(fold(name), Map.of()).values();
        for (Item item : named) {
            if (!item.trashed() && item.name().equals(name)) {
                return Optional.of(item);
            }
        }
        return named.stream().filter(item -> !item.trashed()).findFirst();
    }

    Optional<Item> childOnDisk(String parentId, String diskName) {
        return Optional.ofNullable(childrenOf(parentId).onDisk.get(diskName));
    }

    private Children childrenOf(String id) {
        return children.getOrDefault(id, none);
    }

    /** The items of one folder. */
    private final class Children {

        private final Map<String, Item> byId = new LinkedHashMap<>();
        private final Map<String, Map<String, Item>> byName = new HashMap<>();
        private final Map<String, Item> onDisk = new HashMap<>();

        void put(Item item) {
            byId.put(item.id(), item);
            byName.computeIfAbsent(fold(item.name()), k -> new LinkedHashMap<>())
                    .put(item.id(), item);
            if (!item.trashed()) {
                onDisk.put(item.diskName(), item);
            }
        }

        void remove(Item item) {
            byId.remove(item.id());
            String folded = fold(item.name());
            Map<String, Item> named = byName.getOrDefault(folded, Map.of());
            if (named.containsKey(item.id())) {
                named.remove(item.id());
                if (named.isEmpty()) {
                    byName.remove(folded);
                }
            }
            Item held = onDisk.get(item.diskName());
            if (held != null && held.id().equals(item.id())) {
                onDisk.remove(item.diskName());
            }
        }
    }

    /** The item and all below it, parents first. */
    List<Item> subtree(Item item) {
        List<Item> found = new ArrayList<>(List.of(item));
        for (int i = 0; i < found.size(); i++) {
            found.addAll(children(found.get(i).id()));
        }
        return found;
    }

    Collection<Item> all() {
        return byId.values();
    }

    NavigableMap<String, Item> byId() {
        return byId;
    }

    NavigableMap<Long, Item> feed() {
        return feed;
    }

    private String fold(String name) {
        return caseSensitive ? name : name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
