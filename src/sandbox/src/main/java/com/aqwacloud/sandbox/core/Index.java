package com.aqwacloud.sandbox.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All items, and the ways to find them. Guarded by the owner's lock. */
final class Index {

    private static final Comparator<Item> BY_ID = Comparator.comparing(Item::id);

    private final boolean caseSensitive;
    private final NavigableMap<String, Item> byId = new TreeMap<>();
    private final Map<String, Children> children = new HashMap<>();
    private final Keys keys = new Keys();
    private final NavigableMap<Long, Item> feed = new TreeMap<>();
    private final Map<String, Item> inTrash = new TreeMap<>();
    private final GeneratedSets generated = new GeneratedSets();
    private final Sums sums = new Sums(generated::sum, this::known);
    private final Children none;
    private Item root;

    Index(boolean caseSensitive) {
        this.caseSensitive = caseSensitive;
        this.none = new Children(caseSensitive);
    }

    void put(Item item) {
        known(item.id()).ifPresent(this::take);
        generated.touch(item.id());
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
        keys.put(item);
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
        keys.remove(old);
        Children siblings = children.get(old.parentId());
        if (siblings != null) {
            siblings.remove(old);
            if (siblings.isEmpty()) {
                children.remove(old.parentId());
            }
        }
    }

    /** A set that is new, or that is gone from now on. */
    void put(GeneratedSet set) {
        String parentId = set.rule().spec().parentId();
        Optional<GeneratedSet> before = generated.find(set.rule().id());
        if (before.isPresent() && !before.get().removed()) {
            Sums.Sum left = before.get().sumLeft();
            sums.add(parentId, -left.bytes(), -left.live());
        }
        generated.put(set);
        if (!set.removed()) {
            sums.add(parentId, set.sum().bytes(), set.sum().live());
        }
    }

    GeneratedSets generated() {
        return generated;
    }

    Item root() {
        return root;
    }

    Optional<Item> known(String id) {
        if (id == null) {
            return Optional.empty();
        }
        Item item = byId.get(id);
        return item == null ? generated.known(id) : Optional.of(item);
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

    /** Several where a person made hard links. */
    List<Item> byKey(String key) {
        return keys.of(key);
    }

    /** Also those in the trash, in order of ids. */
    List<Item> children(String id) {
        return childrenAfterId(id, "", Integer.MAX_VALUE);
    }

    /** Those that are, or should be, in a folder on disk. */
    List<Item> childrenOnDisk(String id) {
        return childrenOf(id).all().stream()
                .filter(item -> item.onDisk() && !item.trashed())
                .toList();
    }

    List<Item> childrenAfterId(String parentId, String id, int limit) {
        return generated.merge(
                childrenOf(parentId).afterId(id).stream().limit(limit).toList(),
                set -> set.childrenAfterId(parentId, id, limit),
                BY_ID,
                limit);
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
        return generated.merge(
                childrenOf(parentId).afterName(after).stream().limit(limit).toList(),
                set -> set.childrenAfterName(parentId, after, caseSensitive, limit),
                Comparator.comparing((Item item) -> fold(item.name())).thenComparing(Item::id),
                limit);
    }

    Optional<Item> child(String parentId, String name) {
        return childrenOf(parentId)
                .named(name)
                .or(() -> generated.child(parentId, name, caseSensitive));
    }

    /** Whether another item than this one has the name. */
    boolean isTaken(String parentId, String name, String id) {
        return childrenOf(parentId).named(name, id).isPresent()
                || generated
                        .child(parentId, name, caseSensitive)
                        .filter(item -> !item.id().equals(id))
                        .isPresent();
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
        return subtree(item, List.of());
    }

    /**
     * Sets of generated files that can go as a whole with a folder: they lie below it, and so do
     * all of their folders.
     */
    List<GeneratedSet> wholeBelow(Item top) {
        return generated.all().stream()
                .filter(set -> !set.removed() && isBelow(set.rule().spec().parentId(), top))
                .filter(
                        set ->
                                set.touchedFolders().stream()
                                        .flatMap(id -> find(id).stream())
                                        .allMatch(folder -> isBelow(folder.id(), top)))
                .toList();
    }

    private boolean isBelow(String id, Item top) {
        return id.equals(top.id())
                || find(id).stream()
                        .flatMap(item -> ancestors(item).stream())
                        .anyMatch(up -> up.id().equals(top.id()));
    }

    /** The item and all below it, parents first, but for what is an untouched one of some sets. */
    List<Item> subtree(Item item, Collection<GeneratedSet> without) {
        List<Item> found = new ArrayList<>(List.of(item));
        List<String> folders = new ArrayList<>(List.of(item.id()));
        for (int i = 0; i < folders.size(); i++) {
            String folder = folders.get(i);
            for (Item child : childrenOf(folder).all()) {
                found.add(child);
                folders.add(child.id());
            }
            for (GeneratedSet set : generated.all()) {
                if (without.contains(set)) {
                    folders.addAll(set.foldersIn(folder));
                } else {
                    for (Item child : set.children(folder)) {
                        found.add(child);
                        folders.add(child.id());
                    }
                }
            }
        }
        return found;
    }

    /** All but what was generated and never touched. */
    Collection<Item> all() {
        return byId.values();
    }

    /** Everything but the root and what is gone, in order of ids. */
    List<Item> afterId(String id, int limit) {
        return generated.merge(
                byId.tailMap(id, false).values().stream()
                        .filter(item -> !item.removed() && !item.isRoot())
                        .limit(limit)
                        .toList(),
                set -> set.afterId(id, limit),
                BY_ID,
                limit);
    }

    List<Item> feed(long after, int limit) {
        return generated.merge(
                feed.tailMap(after, false).values().stream().limit(limit).toList(),
                set -> set.feed(after, limit),
                Comparator.comparing(Item::seq),
                limit);
    }

    /** 0 if there is none. */
    long lastSeq() {
        return Math.max(feed.isEmpty() ? 0 : feed.lastKey(), generated.lastSeq());
    }

    private String fold(String name) {
        return Children.fold(name, caseSensitive);
    }
}
