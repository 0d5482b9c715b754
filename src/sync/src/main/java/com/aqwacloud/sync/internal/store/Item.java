package com.aqwacloud.sync.internal.store;

import java.time.Instant;
import java.util.Objects;

/**
 * An item of a drive as its feed last told.
 *
 * @param id id in its drive, or a {@link FollowedId}
 * @param parentId id of its folder, or null where the drive does not tell
 * @param name name as its cloud has it
 * @param kind what it is
 * @param mimeType MIME type, or null
 * @param size bytes of content
 * @param modifiedAt when it was modified, or null
 * @param createdAt when it was created, or null
 * @param hash MD5 in hex at the source, quickXorHash in Base64 at the destination, or null
 * @param sha256 SHA-256 of the content in lower-case hex (source only), or null
 * @param revision what changes with the content only (source only): the head revision, or null; of
 *     a shortcut the id of the item that it leads to
 * @param etag entity tag (destination only), or null
 * @param modifiedBy who modified it, or null
 * @param application the id of the application through which it was last changed (destination
 *     only), or null
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
        String sha256,
        String revision,
        String etag,
        String modifiedBy,
        String application,
        boolean present) {
    static final String DOCUMENT_TYPES = "application/vnd.google-apps.";
    static final String SHORTCUT_TYPE = DOCUMENT_TYPES + "shortcut";

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

    /** An item whose SHA-256 is not known, nor through what it was changed. */
    public Item(
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
        this(
                id,
                parentId,
                name,
                kind,
                mimeType,
                size,
                modifiedAt,
                createdAt,
                hash,
                null,
                revision,
                etag,
                modifiedBy,
                null,
                present);
    }

    /** An item of which nothing is known but that it is no longer there. */
    public static Item gone(String id) {
        return new Item(
                id, null, "", Kind.FILE, null, 0, null, null, null, null, null, null, false);
    }

    public boolean isFolder() {
        return kind == Kind.FOLDER;
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    /** Whether it only leads to another item of its drive. */
    public boolean isShortcut() {
        return kind == Kind.OTHER && SHORTCUT_TYPE.equals(mimeType);
    }

    /** Whether its size is known before its content is read: that of a document's file is not. */
    public boolean isSizeKnown() {
        return !isFile() || mimeType == null || !mimeType.startsWith(DOCUMENT_TYPES);
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
                sha256,
                revision,
                etag,
                modifiedBy,
                application,
                present);
    }

    /** The same item as it is seen through a shortcut to a folder that it is in. */
    public Item seenAs(String followedId, String folderId) {
        return new Item(
                followedId,
                folderId,
                name,
                kind,
                mimeType,
                size,
                modifiedAt,
                createdAt,
                hash,
                sha256,
                revision,
                etag,
                modifiedBy,
                application,
                present);
    }

    /** The same item as the store gives it back: times are kept to the millisecond. */
    Item asStored() {
        return new Item(
                id,
                parentId,
                name,
                kind,
                mimeType,
                size,
                Tx.asStored(modifiedAt),
                Tx.asStored(createdAt),
                hash,
                sha256,
                revision,
                etag,
                modifiedBy,
                application,
                present);
    }

    /** The same item, taken for something else. */
    public Item as(Kind other) {
        return new Item(
                id,
                parentId,
                name,
                other,
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
                sha256,
                revision,
                etag,
                modifiedBy,
                application,
                false);
    }
}
