package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes in what a person did in the folder. All of it is looked at again with the pen in hand,
 * since a scan is old news by the time it is told. Thread-safe.
 */
final class Adoption {

    private final Catalog catalog;
    private final Layout layout;
    private final Places places;
    private final Placing placing;
    private final Supplier<Set<String>> suspects;

    /**
     * @param suspects ids of items that may have been moved away
     */
    Adoption(
            Catalog catalog,
            Layout layout,
            Places places,
            Placing placing,
            Supplier<Set<String>> suspects) {
        this.catalog = catalog;
        this.layout = layout;
        this.places = places;
        this.placing = placing;
        this.suspects = suspects;
    }

    /** What should be in a folder, by name on disk. */
    Map<String, Item> knownIn(String folderId) {
        return catalog.read(
                index -> {
                    Map<String, Item> found = new HashMap<>();
                    for (Item item : index.childrenOnDisk(folderId)) {
                        found.put(item.diskName(), item);
                    }
                    return found;
                });
    }

    /** Every folder on disk, those above first. */
    List<String> folders() {
        return catalog.read(
                index -> {
                    List<String> found = new ArrayList<>(List.of(index.root().id()));
                    for (int i = 0; i < found.size(); i++) {
                        for (Item child : index.childrenOnDisk(found.get(i))) {
                            if (child.folder()) {
                                found.add(child.id());
                            }
                        }
                    }
                    return found;
                });
    }

    /** Where a folder is, unless it is gone or in the trash. */
    Optional<Path> pathOf(String id) {
        return catalog.read(
                        index ->
                                index.find(id)
                                        .filter(item -> item.onDisk() && !index.trashed(item))
                                        .map(item -> places.of(index, item)))
                .filter(path -> !places.isLinked(path));
    }

    Optional<Item> find(String id) {
        return catalog.read(index -> index.find(id));
    }

    boolean knowsKey(String key) {
        return !catalog.read(index -> index.byKey(key)).isEmpty();
    }

    /** Returns the id of the folder at that place, if there is one. */
    Optional<String> folder(String parentId, String diskName) throws IOException {
        return catalog.change(index -> folder(index, parentId, diskName));
    }

    private Optional<String> folder(Index index, String parentId, String diskName)
            throws IOException {
        Optional<Path> at = place(index, parentId, diskName);
        Optional<DiskState> seen =
                at.isEmpty()
                        ? Optional.empty()
                        : layout.disk().look(at.get()).filter(DiskState::folder);
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        Optional<Item> here = index.childOnDisk(parentId, diskName);
        Optional<Item> moved =
                index.byKey(seen.get().key()).stream().filter(Item::folder).findFirst();
        if (moved.isPresent() && here.map(Item::id).equals(moved.map(Item::id))) {
            return here.map(Item::id);
        }
        if (moved.isPresent() && !moved.get().isRoot() && places.left(index, moved.get())) {
            makeWay(here);
            catalog.record(List.of(relocated(index, moved.get(), parentId, diskName, seen.get())));
            return moved.map(Item::id);
        }
        if (here.isPresent() && here.get().folder()) {
            catalog.record(List.of(here.get().edit().disk(seen.get()).unseen()));
            return here.map(Item::id);
        }
        makeWay(here);
        Item item = fresh(index, parentId, diskName, seen.get(), null);
        catalog.record(List.of(item));
        return Optional.of(item.id());
    }

    /** A file that is known from another place and has only been moved. */
    boolean move(String parentId, String diskName) throws IOException {
        return catalog.change(
                index -> {
                    Optional<Path> at = place(index, parentId, diskName);
                    Optional<DiskState> seen =
                            at.isEmpty()
                                    ? Optional.empty()
                                    : layout.disk().look(at.get()).filter(found -> !found.folder());
                    Optional<Item> moved =
                            seen.stream()
                                    .flatMap(found -> index.byKey(found.key()).stream())
                                    .filter(item -> seen.get().isContentOf(item))
                                    .filter(item -> places.left(index, item))
                                    .findFirst();
                    if (moved.isEmpty()) {
                        return false;
                    }
                    makeWay(
                            index.childOnDisk(parentId, diskName)
                                    .filter(here -> !here.id().equals(moved.get().id())));
                    catalog.record(
                            List.of(relocated(index, moved.get(), parentId, diskName, seen.get())));
                    return true;
                });
    }

    /**
     * A file that is new or has new content.
     *
     * @return whether it is still as it was when it was hashed
     */
    boolean file(String parentId, String diskName, DiskState hashed, Hashes hashes)
            throws IOException {
        return catalog.change(
                index -> {
                    Optional<Path> at = place(index, parentId, diskName);
                    if (at.isEmpty()) {
                        return true;
                    }
                    if (!layout.disk().look(at.get()).equals(Optional.of(hashed))) {
                        return false;
                    }
                    take(index, parentId, diskName, hashed, hashes);
                    return true;
                });
    }

    private void take(
            Index index, String parentId, String diskName, DiskState hashed, Hashes hashes)
            throws IOException {
        Optional<Item> here = index.childOnDisk(parentId, diskName);
        Optional<Item> moved =
                movedHere(index, hashed, hashes)
                        .filter(item -> here.isEmpty() || !item.id().equals(here.get().id()));
        if (moved.isPresent()) {
            makeWay(here);
            Item item = moved.get();
            catalog.record(
                    List.of(
                            item.edit()
                                    .place(
                                            parentId,
                                            nameAt(index, item, parentId, diskName),
                                            diskName)
                                    .trashed(false)
                                    .disk(hashed)
                                    .content(hashes)
                                    .next(catalog.nextSeq(), catalog.now())));
        } else if (here.isPresent() && !here.get().folder()) {
            ItemEdit edit = here.get().edit().disk(hashed).content(hashes);
            boolean same = hashed.isContentOf(here.get()) && hashes.equals(here.get().hashes());
            if (same && hashed.isStateOf(here.get())) {
                return;
            }
            catalog.record(
                    List.of(same ? edit.unseen() : edit.next(catalog.nextSeq(), catalog.now())));
        } else {
            makeWay(here);
            catalog.record(List.of(fresh(index, parentId, diskName, hashed, hashes)));
        }
    }

    /** An item that was not seen where it should be: gone, unless it is there after all. */
    void loss(String id) throws IOException {
        catalog.change(
                index -> {
                    Optional<Item> item = index.find(id).filter(found -> !index.trashed(found));
                    if (item.isPresent()
                            && item.get().onDisk()
                            && places.look(index, item.get()).isEmpty()) {
                        placing.forget(index, item.get());
                    }
                    return null;
                });
    }

    /**
     * Takes in what a person did to this file and no scan has told yet, so that no call through the
     * cloud overwrites it unseen.
     */
    void settle(String id) throws IOException {
        Optional<Item> item = find(id);
        if (item.isPresent()
                && !item.get().folder()
                && !item.get().trashed()
                && item.get().onDisk()) {
            settleAt(item.get().parentId(), item.get().diskName());
        }
    }

    /** The same for what is there, known or not, under a name. */
    void settle(String parentId, String name) throws IOException {
        if (catalog.flavor().caseSensitive()) {
            return;
        }
        Optional<Item> there = catalog.read(index -> index.child(parentId, name));
        if (there.isPresent()) {
            settle(there.get().id());
        } else if (!Names.ignored(name) && name.equals(Names.onDisk(name, taken -> false))) {
            settleAt(parentId, name);
        }
    }

    private void settleAt(String parentId, String diskName) throws IOException {
        Optional<Path> parent = pathOf(parentId);
        if (parent.isEmpty()) {
            return;
        }
        Path at = parent.get().resolve(diskName);
        Optional<DiskState> seen = layout.disk().look(at);
        if (seen.isEmpty()) {
            return;
        }
        if (seen.get().folder()) {
            folder(parentId, diskName);
            return;
        }
        Optional<Item> known = catalog.read(index -> index.childOnDisk(parentId, diskName));
        if (known.isPresent() && seen.get().isStateOf(known.get())) {
            return;
        }
        if (!move(parentId, diskName)) {
            file(parentId, diskName, seen.get(), catalog.flavor().hashes().of(at));
        }
    }

    private Optional<Path> place(Index index, String parentId, String diskName) {
        return index.find(parentId)
                .filter(parent -> parent.onDisk() && !index.trashed(parent))
                .map(parent -> places.of(index, parent).resolve(diskName))
                .filter(path -> !places.isLinked(path.getParent()));
    }

    /**
     * Another file is in an item's place. Its own may turn up under another name, as when two are
     * swapped; until it has been missing for long it stays an item, out of the way.
     */
    private void makeWay(Optional<Item> here) throws IOException {
        if (here.isPresent()) {
            Item item = here.get();
            String aside = Names.displaced(item.id());
            catalog.record(
                    List.of(item.edit().place(item.parentId(), item.name(), aside).unseen()));
        }
    }

    private Item fresh(
            Index index, String parentId, String diskName, DiskState seen, Hashes hashes) {
        String id = catalog.flavor().newId().get();
        return ItemEdit.fresh(
                id,
                Meta.named(parentId, freeName(index, parentId, diskName, id)),
                diskName,
                seen,
                hashes,
                catalog.nextSeq(),
                catalog.now());
    }

    private Item relocated(
            Index index, Item item, String parentId, String diskName, DiskState seen) {
        return item.edit()
                .place(parentId, nameAt(index, item, parentId, diskName), diskName)
                .trashed(false)
                .disk(seen)
                .next(catalog.nextSeq(), catalog.now());
    }

    /** Moved by hand under the name it has on disk: then its cloud name stays, too. */
    private String nameAt(Index index, Item item, String parentId, String diskName) {
        String name = diskName.equals(item.diskName()) ? item.name() : diskName;
        return freeName(index, parentId, name, item.id());
    }

    /** Where upper and lower case are one, the second of two such files gets a number. */
    private String freeName(Index index, String parentId, String name, String id) {
        String free = name;
        if (!catalog.flavor().caseSensitive()) {
            for (int n = 2; index.isTaken(parentId, free, id); n++) {
                free = Names.numbered(name, n);
            }
        }
        return free;
    }

    private Optional<Item> movedHere(Index index, DiskState seen, Hashes hashes)
            throws IOException {
        Optional<Item> byKey =
                index.byKey(seen.key()).stream()
                        .filter(item -> !item.folder())
                        .filter(item -> places.left(index, item))
                        .findFirst();
        if (byKey.isPresent()) {
            return byKey;
        }
        for (String id : suspects.get()) {
            Optional<Item> item =
                    index.find(id)
                            .filter(found -> !found.folder() && !index.trashed(found))
                            .filter(seen::isContentOf)
                            .filter(found -> Objects.equals(hashes, found.hashes()));
            if (item.isPresent() && places.look(index, item.get()).isEmpty()) {
                return item;
            }
        }
        return Optional.empty();
    }
}
