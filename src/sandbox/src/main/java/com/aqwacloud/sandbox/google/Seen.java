package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.google.doc.NativeType;
import java.util.Optional;

/**
 * An item as one user sees it.
 *
 * @param role what the user may do with it
 */
record Seen(Volume volume, Item item, Role role) {

    String id() {
        return item.id();
    }

    boolean folder() {
        return item.folder();
    }

    boolean root() {
        return item.parentId() == null;
    }

    String mimeType() {
        return Kinds.mimeType(item);
    }

    String name() {
        return root() ? volume.name() : Kinds.name(item);
    }

    Optional<NativeType> nativeType() {
        return Kinds.nativeType(item);
    }

    boolean shortcut() {
        return Kinds.isShortcut(item);
    }

    /** Whether it is a file of bytes that can be downloaded as they are. */
    boolean blob() {
        return !folder() && !shortcut() && nativeType().isEmpty();
    }

    Facts facts() {
        return new Facts(item);
    }

    boolean trashed() {
        return volume.folder().inTrash(item);
    }
}
