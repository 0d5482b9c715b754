package com.aqwacloud.sync.internal.store;

/** A file of which nothing but its name matters. */
final class NamedFile {
    private NamedFile() {}

    static Item in(String folder, String id, String name) {
        return new Item(
                id,
                folder,
                name,
                Item.Kind.FILE,
                null,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                true);
    }
}
