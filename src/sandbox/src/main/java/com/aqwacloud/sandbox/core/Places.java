package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Where items lie on disk. Stateless but for the layout. */
final class Places {

    private final Layout layout;

    Places(Layout layout) {
        this.layout = layout;
    }

    /** Where an item is, or would be if it were in its place. */
    Path of(Index index, Item item) {
        if (item.isRoot()) {
            return layout.folder();
        }
        if (item.trashed()) {
            return layout.trash().resolve(item.id());
        }
        return of(index, index.known(item.parentId()).orElseThrow()).resolve(item.diskName());
    }

    Optional<DiskState> look(Index index, Item item) throws IOException {
        return layout.disk().look(of(index, item));
    }

    /** Whether something else, or nothing, is where the item should be. */
    boolean left(Index index, Item item) {
        try {
            Optional<DiskState> there = look(index, item);
            return there.isEmpty()
                    || there.get().key() == null
                    || !Objects.equals(there.get().key(), item.diskKey());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Refuses to go on where a link put into the folder by hand would lead the way out of it.
     *
     * @return the path given
     */
    Path unlinked(Path path) {
        if (isLinked(path)) {
            throw new FolderException(
                    FolderException.Reason.NOT_FOUND, "A link is in the item's place");
        }
        return path;
    }

    /** Whether a link leads there. */
    boolean isLinked(Path path) {
        if (!path.startsWith(layout.folder())) {
            return false;
        }
        for (Path up = path; !up.equals(layout.folder()); up = up.getParent()) {
            if (Files.isSymbolicLink(up)) {
                return true;
            }
        }
        return false;
    }

    /** A free name within a folder, as close to the wanted one as can be. */
    String freeName(Index index, Item parent, String name, Item self) {
        Path within = of(index, parent);
        return Names.onDisk(
                name,
                candidate -> {
                    Optional<Item> held = index.childOnDisk(parent.id(), candidate);
                    if (held.isPresent()) {
                        return self == null || !held.get().id().equals(self.id());
                    }
                    return Files.exists(within.resolve(candidate), LinkOption.NOFOLLOW_LINKS);
                });
    }
}
