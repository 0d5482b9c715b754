package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/** Decides under which name and in which folder an item is to be. Needs the pen throughout. */
final class Placing {

    private final Catalog catalog;
    private final Layout layout;
    private final Places places;

    Placing(Catalog catalog, Layout layout, Places places) {
        this.catalog = catalog;
        this.layout = layout;
        this.places = places;
    }

    static boolean changesPlace(Item item, Meta meta) {
        return meta.name() != null && !meta.name().equals(item.name())
                || meta.parentId() != null && !meta.parentId().equals(item.parentId());
    }

    static FolderException nameTaken(String name) {
        return new FolderException(
                FolderException.Reason.NAME_TAKEN, "The name " + name + " is in use");
    }

    /**
     * What is there already under a new item's name; empty where that does not matter.
     *
     * @throws FolderException if it is in the way
     */
    Optional<Item> taken(Index index, Item parent, Meta meta, Conflict conflict) {
        // An item that left for another folder of the same cloud may come back.
        if (meta.id() != null && index.find(meta.id()).isPresent()) {
            throw new FolderException(FolderException.Reason.ID_TAKEN, "The id is in use");
        }
        if (conflict == Conflict.DUPLICATE) {
            return Optional.empty();
        }
        Optional<Item> existing = index.child(parent.id(), meta.name());
        if (existing.isPresent() && conflict == Conflict.FAIL) {
            throw nameTaken(meta.name());
        }
        return existing;
    }

    /** The next free name, as {@code report 1.txt} for {@code report.txt}. */
    Meta renamed(Index index, Item parent, Meta meta) {
        String name = meta.name();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        for (int n = 1; index.child(parent.id(), name).isPresent(); n++) {
            name = stem + " " + n + extension;
        }
        return meta.place(parent.id(), name);
    }

    /** Moves an item and says so in the edit. */
    void move(Index index, Item item, Meta meta, Conflict conflict, ItemEdit edit)
            throws IOException {
        if (item.isRoot()) {
            throw new FolderException(FolderException.Reason.IMPOSSIBLE_MOVE, "The root");
        }
        Item parent = index.liveFolder(meta.parentId() == null ? item.parentId() : meta.parentId());
        for (Item up = parent; up != null; up = index.find(up.parentId()).orElse(null)) {
            if (up.id().equals(item.id())) {
                throw new FolderException(
                        FolderException.Reason.IMPOSSIBLE_MOVE, "A folder can't go into itself");
            }
        }
        String wanted = meta.name() == null ? item.name() : meta.name();
        Meta target = Meta.named(parent.id(), wanted);
        if (conflict != Conflict.DUPLICATE) {
            target = clear(index, item, parent, target, conflict);
        }
        if (item.trashed() || !item.onDisk()) {
            edit.place(parent.id(), target.name(), item.diskName());
            return;
        }
        Path within = home(index, parent);
        String diskName =
                parent.id().equals(item.parentId()) && target.name().equals(item.diskName())
                        ? item.diskName()
                        : places.freeName(index, index.live(parent.id()), target.name(), item);
        Path from = places.of(index, item);
        Path to = within.resolve(diskName);
        if (!from.equals(to)) {
            Files.move(places.unlinked(from), to, StandardCopyOption.ATOMIC_MOVE);
        }
        edit.place(parent.id(), target.name(), diskName);
    }

    /**
     * A folder's place on disk, which is made if the folder was generated and has none yet.
     *
     * @throws FolderException if a link is in its place
     */
    Path home(Index index, Item folder) throws IOException {
        Item now = index.live(folder.id());
        if (now.onDisk()) {
            return places.unlinked(places.of(index, now));
        }
        String diskName = now.name();
        Path at = layout.trash().resolve(now.id());
        if (!now.trashed()) {
            Item above = index.live(now.parentId());
            Path within = home(index, above);
            diskName = places.freeName(index, index.live(above.id()), now.name(), null);
            at = within.resolve(diskName);
        }
        Files.createDirectory(at);
        DiskState seen = layout.disk().look(at).orElseThrow();
        catalog.record(
                List.of(
                        now.edit()
                                .place(now.parentId(), now.name(), diskName)
                                .disk(seen)
                                .unseen()));
        return at;
    }

    /** Where an item's new content goes; one that was generated gets a place on disk by it. */
    Path contentPlace(Index index, Item item, ItemEdit edit) throws IOException {
        Item next = edit.unseen();
        if (next.onDisk() || next.trashed()) {
            if (!next.onDisk()) {
                edit.place(next.parentId(), next.name(), next.name());
            }
            return places.unlinked(places.of(index, edit.unseen()));
        }
        Path within = home(index, index.live(next.parentId()));
        String diskName = places.freeName(index, index.live(next.parentId()), next.name(), item);
        edit.place(next.parentId(), next.name(), diskName);
        return within.resolve(diskName);
    }

    /** Puts an item's bytes, should it have any on disk, elsewhere. */
    void putAside(Index index, Item item, Path aside) throws IOException {
        if (item.onDisk()) {
            Layout.moveIfThere(places.unlinked(places.of(index, item)), aside);
        }
    }

    private Meta clear(Index index, Item item, Item parent, Meta target, Conflict conflict)
            throws IOException {
        Optional<Item> there =
                index.child(parent.id(), target.name())
                        .filter(found -> !found.id().equals(item.id()));
        if (there.isEmpty()) {
            return target;
        }
        if (conflict == Conflict.RENAME) {
            return renamed(index, parent, target);
        }
        if (conflict == Conflict.REPLACE && !there.get().folder() && !item.folder()) {
            putAside(index, there.get(), layout.trash().resolve(there.get().id()));
            forget(index, there.get());
            return target;
        }
        throw nameTaken(target.name());
    }

    /** An item and all below it are gone for ever. */
    void forget(Index index, Item item) throws IOException {
        List<GeneratedSet> whole = item.folder() ? index.wholeBelow(item) : List.of();
        List<Item> gone =
                index.subtree(item, whole).stream()
                        .map(each -> each.edit().removed().next(catalog.nextSeq(), catalog.now()))
                        .toList();
        catalog.record(gone);
        for (GeneratedSet set : whole) {
            catalog.record(set.withRemoval(catalog.nextSeq()));
        }
    }

    /** Sets times, also of the file, which has been moved where the edit says. */
    void setTimes(Index index, Item item, Meta meta, ItemEdit edit) throws IOException {
        if (meta.created() != null) {
            edit.created(meta.created());
        }
        if (meta.modified() == null) {
            return;
        }
        edit.modified(meta.modified());
        if (!item.onDisk()) {
            return;
        }
        Path at = places.unlinked(places.of(index, edit.unseen()));
        Optional<DiskState> before = layout.disk().look(at);
        if (before.isEmpty()) {
            return;
        }
        Files.setLastModifiedTime(at, FileTime.from(meta.modified()));
        if (before.get().isContentOf(item)) {
            layout.disk().look(at).ifPresent(edit::disk);
        }
    }
}
