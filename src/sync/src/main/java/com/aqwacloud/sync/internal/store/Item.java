package com.aqwacloud.sync.internal.store;

import java.time.Instant;
import java.util.Objects;

/**
 * An item of a drive as its feed last told.
 *
 * @param id id in its drive
 * @param parentId id of its folder, or null where the drive does not tell
 * @param name name as its cloud has it
 * @param kind what it is
 * @param mimeType MIME type, or null
 * @param size bytes of content
 * @param modifiedAt when it was modified, or null
 * @param createdAt when it was created, or null
 * @param hash MD5 in hex at the source, quickXorHash in Base64 at the destination, or null
 * @param revision what changes with the content only: head revision or cTag, or null
 * @param etag entity tag (destination only), or null
 * @param modifiedBy who modified it, or null
 * @param present false once it is trashed, deleted or out of reach
 */
public record Item(
        String id,
        String parentId,
        String name,
        Kind kind,
        String mimeType,
        long size,
        Instant modifiedAt,
        Instant createdAt,
        String hash,
        String revision,
        String etag,
        String modifiedBy,
        boolean present) {
    /** What an item is. */
    public enum Kind {
        FOLDER,
        FILE,
        /** Neither: a Google document, a shortcut, a OneNote notebook. */
        OTHER
    }

    public Item {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        Objects.requireNonNull(kind);
    }

    public boolean isFolder() {
        return kind == Kind.FOLDER;
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    /** The same item in a folder that the cloud did not tell. */
    public Item in(String folderId) {
        return new Item(
                id,
                folderId,
                name,
                kind,
                mimeType,
                size,
                modifiedAt,
                createdAt,
                hash,
                revision,
                etag,
                modifiedBy,
                present);
    }

    /** The same item, no longer there. */
    public Item gone() {
        return new Item(
                id,
                parentId,
                name,
                kind,
                mimeType,
                size,
                modifiedAt,
                createdAt,
                hash,
                revision,
                etag,
                modifiedBy,
                false);
    }
}
