package com.aqwacloud.sync.internal.route;

import com.aqwacloud.camel.component.microsoft.onedrive.DriveItem;
import com.aqwacloud.sync.internal.store.Item;
import java.time.Instant;

/** Items as OneDrive tells them, as the store keeps them. */
public final class GraphItems {
    private GraphItems() {}

    /** What the store keeps of an item. */
    public static Item item(DriveItem told) {
        Instant modified =
                told.fileLastModified() != null ? told.fileLastModified() : told.lastModified();
        Item.Kind kind = kind(told);
        return new Item(
                told.id(),
                told.parentId(),
                told.name() == null ? "" : told.name(),
                kind,
                told.file() == null ? told.packageType() : told.file().mimeType(),
                // A folder has the size of all that is in it: it would change with each file.
                kind == Item.Kind.FOLDER ? 0 : Math.max(0, told.size()),
                modified,
                told.fileCreated(),
                told.file() == null ? null : told.file().hashes().quickXorHash(),
                null,
                // Business drives leave the cTag out of their feed; the hash says more.
                null,
                told.eTag(),
                told.lastModifiedBy(),
                told.lastModifiedByApplication(),
                !told.deleted());
    }

    private static Item.Kind kind(DriveItem told) {
        if (told.isFolder() && told.packageType() == null && !told.remote()) {
            return Item.Kind.FOLDER;
        }
        return told.isFile() ? Item.Kind.FILE : Item.Kind.OTHER;
    }
}
