package com.aqwacloud.sync.internal.watch;

import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.internal.google.DriveEntry;
import com.aqwacloud.sync.internal.store.Item;

/** Items as Google Drive tells them, as the store keeps them. */
final class DriveItems {
    private DriveItems() {}

    /** What the store keeps of an entry that is not removed. */
    static Item item(DriveEntry entry) {
        return new Item(
                entry.id(),
                entry.parentId(),
                entry.name(),
                kind(entry),
                entry.mimeType(),
                entry.size(),
                entry.modified(),
                entry.created(),
                entry.md5(),
                entry.sha256(),
                entry.targetId() != null ? entry.targetId() : entry.headRevisionId(),
                null,
                entry.lastModifyingUser(),
                null,
                !isInTrash(entry));
    }

    /**
     * What is in the trash only with a folder above it is there again once that folder is, of which
     * alone the feed may tell. At the top of what others share nothing tells of the folder.
     */
    private static boolean isInTrash(DriveEntry entry) {
        boolean top =
                entry.parentId() == null || entry.parentId().equals(SessionOptions.SHARED_WITH_ME);
        return entry.explicitlyTrashed() || entry.trashed() && top;
    }

    private static Item.Kind kind(DriveEntry entry) {
        return switch (entry.kind()) {
            case FILE -> Item.Kind.FILE;
            case FOLDER -> Item.Kind.FOLDER;
            case SHORTCUT, NATIVE -> Item.Kind.OTHER;
        };
    }
}
