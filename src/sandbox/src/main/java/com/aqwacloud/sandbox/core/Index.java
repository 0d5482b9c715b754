package com.aqwacloud.sandbox.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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
    private final Map<String, Item> inTrash = new TreeMap<>();
    private final Sums sums = new Sums(id -> Sums.Sum.NONE, this::known);
    private final Children none;
    private Item root;

    Index(boolean caseSensitive) {
        this.caseSensitive = caseSensitive;
        this.none = new Children(caseSensitive);
    }

    void put(Item item) {
        known(item.id()).ifPresent(this::take);
        byId.put(item.id(), item);
        feed.put(item.seq(), item);
        sums.add(item);
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
        if (item.trashed()) {
            inTrash.put(item.id(), item);
        }
        if (item.parentId() != null) {
            children.computeIfAbsent(item.parentId(), k -> new Children(caseSensitive)).put(item);
        }
    }

    /** An item's last state no longer holds. */
    private void take(Item old) {
        sums.subtract(old);
        feed.remove(old.seq());
        inTrash.remove(old.id());
        if (old.diskKey() != null) {
            byKey.computeIfPresent(
                    old.diskKey(), (k, held) -> held.id().equals(old.id()) ? null : held);
        }
        Children siblings = children.get(old.parentId());
        if (siblings != null) {
            siblings.remove(old);
            if (siblings.isEmpty()) {
                children.remove(old.parentId());
            }
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

    /**
     * @throws FolderException if there is no such item
     */
    Item live(String id) {
        return find(id).orElseThrow(
                        () ->
                                new FolderException(
                                        FolderException.Reason.NOT_FOUND, "No such item"));
    }

    /**
     * @throws FolderException if there is no such folder
     */
    Item liveFolder(String id) {
        Item item = live(id);
        if (!item.folder()) {
            throw new FolderException(FolderException.Reason.WRONG_KIND, "Not a folder");
        }
        return item;
    }

    Optional<Item> byKey(String key) {
        return key == null ? Optional.empty() : Optional.ofNullable(byKey.get(key));
    }

    /** Also those in the trash. */
    Collection<Item> children(String id) {
        return childrenOf(id).all();
    }

    List<Item> childrenAfterId(String parentId, String id, int limit) {
        return childrenOf(parentId).afterId(id).stream().limit(limit).toList();
    }

    /**
     * In order of names; from the start where {@code last} is empty.
     *
     * @param last the one after which to go on
     */
    List<Item> childrenAfterName(String parentId, Optional<Item> last, int limit) {
        Children.Named after =
                last.map(item -> new Children.Named(fold(item.name()), item.id()))
                        .orElse(new Children.Named("", ""));
        return childrenOf(parentId).afterName(after).stream().limit(limit).toList();
    }

    Optional<Item> child(String parentId, String name) {
        return childrenOf(parentId).named(name);
    }

    Optional<Item> childOnDisk(String parentId, String diskName) {
        return childrenOf(parentId).onDisk(diskName);
    }

    private Children childrenOf(String id) {
        return children.getOrDefault(id, none);
    }

    Sums.Sum sum(String folderId) {
        return sums.of(folderId);
    }

    /** What was put into the trash itself. */
    Collection<Item> inTrash() {
        return inTrash.values();
    }

    /** Whether it, or a folder above it, is in the trash. */
    boolean trashed(Item item) {
        for (Item up = item; up != null; up = known(up.parentId()).orElse(null)) {
            if (up.trashed()) {
                return true;
            }
        }
        return false;
    }

    /** From the item's own folder up to the root. */
    List<Item> ancestors(Item item) {
        List<Item> found = new ArrayList<>();
        Optional<Item> above = find(item.parentId());
        while (above.isPresent()) {
            found.add(above.get());
            above = find(above.get().parentId());
        }
        return found;
    }

    /** The item and all below it, parents first. */
    List<Item> subtree(Item item) {
        List<Item> found = new ArrayList<>(List.of(item));
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).folder()) {
                found.addAll(children(found.get(i).id()));
            }
        }
        return found;
    }

    Collection<Item> all() {
        return byId.values();
    }

    /** Everything but the root and what is gone, in order of ids. */
    List<Item> afterId(String id, int limit) {
        return byId.tailMap(id, false).values().stream()
                .filter(item -> !item.removed() && !item.isRoot())
                .limit(limit)
                .toList();
    }

    List<Item> feed(long after, int limit) {
        return feed.tailMap(after, false).values().stream().limit(limit).toList();
    }

    /** 0 if there is none. */
    long lastSeq() {
        return feed.isEmpty() ? 0 : feed.lastKey();
    }

    private String fold(String name) {
        return Children.fold(name, caseSensitive);
    }
}
