package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Finishes what the end of the last process cut off. For one use, before anyone else is there. */
final class Recovery {

    private final Catalog catalog;
    private final Layout layout;
    private final Places places;
    private final Placing placing;
    private final UploadSessions sessions;

    Recovery(
            Catalog catalog,
            Layout layout,
            Places places,
            Placing placing,
            UploadSessions sessions) {
        this.catalog = catalog;
        this.layout = layout;
        this.places = places;
        this.placing = placing;
        this.sessions = sessions;
    }

    void run() throws IOException {
        catalog.change(
                index -> {
                    placeIncoming(index);
                    return null;
                });
        sessions.recover();
        catalog.change(
                index -> {
                    noticeTrashed(index);
                    noticeRemoved(index, layout.doomed());
                    if (!catalog.flavor().trashIsListed()) {
                        noticeRemoved(index, layout.trash());
                    }
                    return null;
                });
        Layout.deleteTree(layout.doomed());
        Files.createDirectories(layout.doomed());
    }

    /** Files whose place was written down but which had not been moved there. */
    private void placeIncoming(Index index) throws IOException {
        try (var files = Files.newDirectoryStream(layout.incoming())) {
            for (Path file : files) {
                Optional<Item> meant =
                        layout.disk()
                                .look(file)
                                .flatMap(seen -> index.byKey(seen.key()).stream().findFirst())
                                .filter(
                                        item ->
                                                Files.isDirectory(
                                                        places.of(index, item).getParent()));
                if (meant.isPresent()) {
                    Files.move(
                            file,
                            places.unlinked(places.of(index, meant.get())),
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
                } else if (!sessions.owns(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * What had been put aside to be removed for ever but was not written down as such: whoever asks
     * now must not be told that it is there.
     */
    private void noticeRemoved(Index index, Path asides) throws IOException {
        try (var removed = Files.newDirectoryStream(asides)) {
            for (Path aside : removed) {
                Optional<Item> known =
                        index.find(aside.getFileName().toString())
                                .filter(item -> !item.isRoot() && !item.removed() && item.onDisk());
                if (known.isPresent() && places.look(index, known.get()).isEmpty()) {
                    placing.forget(index, known.get());
                }
            }
        }
    }

    /** Files that had been moved to the trash but not written down as such. */
    private void noticeTrashed(Index index) throws IOException {
        if (!catalog.flavor().trashIsListed()) {
            return;
        }
        for (Item item : List.copyOf(index.all())) {
            if (item.isRoot() || item.removed() || !item.onDisk() || index.trashed(item)) {
                continue;
            }
            Path aside = layout.trash().resolve(item.id());
            if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)
                    && places.look(index, item).isEmpty()) {
                catalog.record(
                        List.of(item.edit().trashed(true).next(catalog.nextSeq(), catalog.now())));
            }
        }
    }
}
