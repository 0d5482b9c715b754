package com.aqwacloud.sandbox.core;

import java.time.Instant;
import java.util.Map;

/** Makes the next state of an item. Not thread-safe. */
final class ItemEdit {

    private final Item from;
    private String parentId;
    private String name;
    private String diskName;
    private long size;
    private Instant modified;
    private Instant created;
    private long diskMtime;
    private String diskKey;
    private Hashes hashes;
    private long contentVersion;
    private boolean trashed;
    private boolean removed;
    private Map<String, Object> properties;
    private Pattern pattern;
    private String by;

    ItemEdit(Item from) {
        this.from = from;
        parentId = from.parentId();
        name = from.name();
        diskName = from.diskName();
        size = from.size();
        modified = from.modified();
        created = from.created();
        diskMtime = from.diskMtime();
        diskKey = from.diskKey();
        hashes = from.keptHashes();
        contentVersion = from.contentVersion();
        trashed = from.trashed();
        removed = from.removed();
        properties = from.properties();
        pattern = from.pattern();
    }

    /** The item that is the drive itself. */
    static Item root(String id, DiskState seen, long seq, Instant now) {
        return new Item(
                id,
                null,
                "root",
                "",
                true,
                0,
                seen.modified(),
                seen.createdTime(),
                now,
                seen.mtime(),
                seen.key(),
                null,
                1,
                1,
                seq,
                false,
                false,
                Map.of(),
                null,
                null,
                null);
    }

    /**
     * An item that was not there before.
     *
     * @param hashes {@code null} for folders
     */
    static Item fresh(
            String id,
            Meta meta,
            String diskName,
            DiskState seen,
            Hashes hashes,
            long seq,
            Instant now) {
        Instant modified =
                seen.folder() && meta.modified() != null ? meta.modified() : seen.modified();
        return new Item(
                id,
                meta.parentId(),
                meta.name(),
                diskName,
                seen.folder(),
                seen.size(),
                modified,
                meta.created() == null ? seen.createdTime() : meta.created(),
                now,
                seen.mtime(),
                seen.key(),
                hashes,
                1,
                1,
                seq,
                false,
                false,
                meta.properties() == null ? Map.of() : Map.copyOf(meta.properties()),
                null,
                meta.by(),
                meta.by());
    }

    ItemEdit place(String newParentId, String newName, String newDiskName) {
        parentId = newParentId;
        name = newName;
        diskName = newDiskName;
        return this;
    }

    ItemEdit disk(DiskState disk) {
        size = disk.folder() ? 0 : disk.size();
        diskMtime = disk.mtime();
        diskKey = disk.key();
        if (!disk.folder()) {
            modified = disk.modified();
        }
        return this;
    }

    ItemEdit content(Hashes newHashes) {
        if (!newHashes.equals(hashes)) {
            contentVersion++;
        }
        hashes = newHashes;
        return this;
    }

    /** A new version even where the bytes are the same, as an upload makes. */
    ItemEdit newContent(Hashes newHashes) {
        contentVersion++;
        hashes = newHashes;
        pattern = null;
        return this;
    }

    ItemEdit modified(Instant time) {
        modified = time;
        return this;
    }

    ItemEdit created(Instant time) {
        created = time;
        return this;
    }

    ItemEdit trashed(boolean value) {
        trashed = value;
        return this;
    }

    ItemEdit removed() {
        removed = true;
        diskKey = null;
        hashes = null;
        pattern = null;
        return this;
    }

    ItemEdit properties(Map<String, Object> values) {
        properties = Map.copyOf(values);
        return this;
    }

    /**
     * @param app the application that makes the change; {@code null} if none is known
     */
    ItemEdit by(String app) {
        by = app;
        return this;
    }

    /** The state after a change that clients can see. Unless said otherwise, no application's. */
    Item next(long seq, Instant now) {
        return build(from.version() + 1, seq, now, by);
    }

    /** The state after a change that only this side of the wire knows of. */
    Item unseen() {
        return build(from.version(), from.seq(), from.changed(), from.changedBy());
    }

    private Item build(long version, long seq, Instant changed, String changedBy) {
        return new Item(
                from.id(),
                parentId,
                name,
                diskName,
                from.folder(),
                size,
                modified,
                created,
                changed,
                diskMtime,
                diskKey,
                hashes,
                version,
                contentVersion,
                seq,
                trashed,
                removed,
                properties,
                pattern,
                from.madeBy(),
                changedBy);
    }
}
