package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What clients do. Content is received and hashed before the pen is taken; with the pen in hand a
 * file is only renamed into its place. Thread-safe.
 */
final class Editing {

    private final Catalog catalog;
    private final Layout layout;
    private final Places places;
    private final Placing placing;
    private final Adoption adoption;
    private final FileVersions versions;
    private final RecycleBin bin;

    Editing(
            Catalog catalog,
            Layout layout,
            Places places,
            Placing placing,
            Adoption adoption,
            FileVersions versions,
            RecycleBin bin) {
        this.catalog = catalog;
        this.layout = layout;
        this.places = places;
        this.placing = placing;
        this.adoption = adoption;
        this.versions = versions;
        this.bin = bin;
    }

    /** Staged bytes with their hashes and times, ready to be put in place. */
    private record Sealed(Path file, DiskState disk, Hashes hashes) {}

    private Sealed seal(Staged staged, Instant modified) throws IOException {
        Path file = staged.file();
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        Hashes hashes = catalog.flavor().hashes().of(file);
        Files.setLastModifiedTime(file, FileTime.from(modified == null ? catalog.now() : modified));
        return new Sealed(file, layout.disk().look(file).orElseThrow(), hashes);
    }

    Stored createFolder(Meta meta, Conflict conflict) throws IOException {
        adoption.settle(meta.parentId(), meta.name());
        return catalog.change(
                index -> {
                    Item parent = index.liveFolder(meta.parentId());
                    Optional<Item> existing = placing.taken(index, parent, meta, conflict);
                    if (existing.isPresent() && conflict == Conflict.REPLACE) {
                        if (!existing.get().folder()) {
                            throw Placing.nameTaken(meta.name());
                        }
                        return new Stored(existing.get(), false);
                    }
                    Meta free = existing.isPresent() ? placing.renamed(index, parent, meta) : meta;
                    Path within = placing.home(index, parent);
                    String diskName = freeName(index, parent, free.name());
                    Path at = Files.createDirectory(within.resolve(diskName));
                    DiskState seen = layout.disk().look(at).orElseThrow();
                    Item item = fresh(free, diskName, seen, null);
                    catalog.record(List.of(item));
                    return new Stored(item, true);
                });
    }

    Stored putFile(Meta meta, Conflict conflict, Guard guard, Staged staged) throws IOException {
        Sealed sealed = seal(staged, meta.modified());
        adoption.settle(meta.parentId(), meta.name());
        return catalog.change(
                index -> {
                    Item parent = index.liveFolder(meta.parentId());
                    Optional<Item> existing =
                            conflict == Conflict.DUPLICATE
                                    ? Optional.empty()
                                    : index.child(parent.id(), meta.name());
                    guard.check(existing);
                    if (existing.isPresent() && conflict == Conflict.REPLACE) {
                        if (existing.get().folder()) {
                            throw Placing.nameTaken(meta.name());
                        }
                        // The name stays as it was written first, also where the case differs.
                        Meta rest =
                                new Meta(null, null, null, null, meta.created(), meta.properties())
                                        .by(meta.by());
                        return new Stored(replace(index, existing.get(), rest, sealed), false);
                    }
                    boolean rename = placing.taken(index, parent, meta, conflict).isPresent();
                    Meta free = rename ? placing.renamed(index, parent, meta) : meta;
                    Path within = placing.home(index, parent);
                    String diskName = freeName(index, parent, free.name());
                    Item item = fresh(free, diskName, sealed.disk(), sealed.hashes());
                    catalog.record(
                            item,
                            () ->
                                    Files.move(
                                            sealed.file(),
                                            within.resolve(diskName),
                                            StandardCopyOption.ATOMIC_MOVE));
                    return new Stored(item, true);
                });
    }

    /** Of a folder that has its place on disk by now. */
    private String freeName(Index index, Item parent, String name) {
        return places.freeName(index, index.live(parent.id()), name, null);
    }

    private Item fresh(Meta meta, String diskName, DiskState seen, Hashes hashes) {
        String id = meta.id() == null ? catalog.flavor().newId().get() : meta.id();
        return ItemEdit.fresh(id, meta, diskName, seen, hashes, catalog.nextSeq(), catalog.now());
    }

    Item replaceFile(String id, Meta meta, Guard guard, Staged staged) throws IOException {
        Sealed sealed = seal(staged, meta.modified());
        adoption.settle(id);
        return catalog.change(
                index -> {
                    Item item = index.live(id);
                    guard.check(Optional.of(item));
                    if (item.folder()) {
                        throw new FolderException(FolderException.Reason.WRONG_KIND, "A folder");
                    }
                    return replace(index, item, meta, sealed);
                });
    }

    private Item replace(Index index, Item item, Meta meta, Sealed sealed) throws IOException {
        ItemEdit edit = item.edit();
        if (Placing.changesPlace(item, meta)) {
            placing.move(index, item, meta, Conflict.DUPLICATE, edit);
        }
        Path at = placing.contentPlace(index, item, edit);
        versions.keep(item, at);
        edit.disk(sealed.disk()).newContent(sealed.hashes());
        if (meta.created() != null) {
            edit.created(meta.created());
        }
        if (meta.properties() != null) {
            edit.properties(meta.properties());
        }
        Item next = edit.by(meta.by()).next(catalog.nextSeq(), catalog.now());
        catalog.record(
                next,
                () ->
                        Files.move(
                                sealed.file(),
                                at,
                                StandardCopyOption.ATOMIC_MOVE,
                                StandardCopyOption.REPLACE_EXISTING));
        return next;
    }

    Item update(String id, Meta meta, Conflict conflict, Guard guard) throws IOException {
        adoption.settle(id);
        if (meta.name() != null || meta.parentId() != null) {
            Optional<Item> now = catalog.read(index -> index.find(id));
            if (now.isPresent()) {
                adoption.settle(
                        meta.parentId() == null ? now.get().parentId() : meta.parentId(),
                        meta.name() == null ? now.get().name() : meta.name());
            }
        }
        return catalog.change(
                index -> {
                    Item item = index.live(id);
                    guard.check(Optional.of(item));
                    ItemEdit edit = item.edit();
                    if (Placing.changesPlace(item, meta)) {
                        placing.move(index, item, meta, conflict, edit);
                    }
                    placing.setTimes(index, item, meta, edit);
                    if (meta.properties() != null) {
                        edit.properties(meta.properties());
                    }
                    Item next = edit.by(meta.by()).next(catalog.nextSeq(), catalog.now());
                    catalog.record(List.of(next));
                    return next;
                });
    }

    Item trash(String id, Guard guard) throws IOException {
        adoption.settle(id);
        return catalog.change(
                index -> {
                    Item item = index.live(id);
                    guard.check(Optional.of(item));
                    refuseRoot(item);
                    if (item.trashed()) {
                        return item;
                    }
                    placing.putAside(index, item, layout.trash().resolve(item.id()));
                    Map<String, Object> properties = new HashMap<>(item.properties());
                    properties.put(Item.TRASHED_TIME, catalog.now().toString());
                    Item next =
                            item.edit()
                                    .trashed(true)
                                    .properties(properties)
                                    .next(catalog.nextSeq(), catalog.now());
                    catalog.record(List.of(next));
                    return next;
                });
    }

    Item untrash(String id, Guard guard) throws IOException {
        return catalog.change(
                index -> {
                    Item item = index.live(id);
                    guard.check(Optional.of(item));
                    if (!item.trashed()) {
                        return item;
                    }
                    Item parent =
                            index.find(item.parentId()).filter(Item::folder).orElse(index.root());
                    if (!item.onDisk()) {
                        Item back =
                                item.edit()
                                        .place(parent.id(), item.name(), null)
                                        .trashed(false)
                                        .next(catalog.nextSeq(), catalog.now());
                        catalog.record(List.of(back));
                        return back;
                    }
                    Path within = placing.home(index, parent);
                    String diskName = freeName(index, parent, item.name());
                    Item next =
                            item.edit()
                                    .place(parent.id(), item.name(), diskName)
                                    .trashed(false)
                                    .next(catalog.nextSeq(), catalog.now());
                    Layout.moveIfThere(places.of(index, item), within.resolve(diskName));
                    catalog.record(List.of(next));
                    return next;
                });
    }

    void remove(String id, boolean keepBytes, Guard guard) throws IOException {
        adoption.settle(id);
        Path aside = (keepBytes ? layout.trash() : layout.doomed()).resolve(id);
        catalog.change(
                index -> {
                    Item item = index.live(id);
                    guard.check(Optional.of(item));
                    refuseRoot(item);
                    List<Item> subtree =
                            index.subtree(item, item.folder() ? index.wholeBelow(item) : List.of());
                    subtree.forEach(guard::checkWithin);
                    if (keepBytes) {
                        bin.keep(subtree);
                    } else {
                        subtree.forEach(versions::forget);
                    }
                    placing.putAside(index, item, aside);
                    placing.forget(index, item);
                    return item;
                });
        if (!keepBytes) {
            Layout.deleteTree(aside);
        }
    }

    private static void refuseRoot(Item item) {
        if (item.isRoot()) {
            throw new FolderException(FolderException.Reason.IMPOSSIBLE_MOVE, "The root");
        }
    }
}
