package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Brings back what was deleted. Thread-safe. */
final class Restoring {

    private final Catalog catalog;
    private final Layout layout;
    private final Places places;
    private final RecycleBin bin;

    Restoring(Catalog catalog, Layout layout, Places places, RecycleBin bin) {
        this.catalog = catalog;
        this.layout = layout;
        this.places = places;
        this.bin = bin;
    }

    /**
     * @param meta the folder, {@code null} for the one it was in; the name, {@code null} for the
     *     one it had; and who brings it back
     */
    Item restore(String id, Meta meta) throws IOException {
        return catalog.change(
                index -> {
                    List<Item> kept = bin.kept(id);
                    Item top = kept.get(0);
                    Item parent =
                            index.liveFolder(
                                    meta.parentId() == null ? top.parentId() : meta.parentId());
                    String wanted = meta.name() == null ? top.name() : meta.name();
                    if (index.find(id).isPresent()
                            || index.child(parent.id(), wanted).isPresent()) {
                        throw Placing.nameTaken(wanted);
                    }
                    Path within = places.unlinked(places.of(index, parent));
                    String diskName = places.freeName(index, parent, wanted, null);
                    List<Item> back = new ArrayList<>();
                    for (Item each : kept) {
                        ItemEdit edit = each.edit().by(meta.by());
                        if (each == top) {
                            edit.place(parent.id(), wanted, diskName);
                        }
                        back.add(edit.next(catalog.nextSeq(), catalog.now()));
                    }
                    Layout.moveIfThere(layout.trash().resolve(id), within.resolve(diskName));
                    catalog.record(back);
                    bin.drop(id);
                    return back.get(0);
                });
    }
}
