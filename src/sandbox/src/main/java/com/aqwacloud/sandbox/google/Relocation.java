package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Guard;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import com.aqwacloud.sandbox.core.Staged;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Moves a file from one volume into another; it keeps its id. */
final class Relocation {

    private final Library library;

    Relocation(Library library) {
        this.library = library;
    }

    Seen move(Seen from, Seen to, Metadata metadata) throws IOException {
        if (from.folder()) {
            throw GoogleError.of(
                    403,
                    "teamDrivesFolderMoveInNotSupported",
                    "Moving folders into shared drives is not supported.");
        }
        if (!from.role().canDelete()) {
            throw GoogleError.of(
                    403,
                    "fileWriterTeamDriveMoveInDisabled",
                    "Only the owner can move this file into a shared drive.");
        }
        Map<String, Object> properties = metadata.properties(from.item().properties());
        Meta meta =
                new Meta(
                        from.id(),
                        to.id(),
                        metadata.name()
                                .map(name -> Kinds.fileName(name, from.nativeType()))
                                .orElse(from.item().name()),
                        metadata.modified().orElse(from.item().modified()),
                        from.item().created(),
                        properties);
        Item moved;
        try (Staged staged = to.volume().folder().stage()) {
            fill(staged, from, UnaryOperator.identity());
            moved =
                    to.volume()
                            .folder()
                            .putFile(meta, Conflict.DUPLICATE, Guard.NONE, staged)
                            .item();
        }
        from.volume().folder().remove(from.id(), false, Guard.NONE);
        return library.see(to.volume(), moved).orElseThrow();
    }

    /** With a file's content. */
    static void fill(Staged staged, Seen from, UnaryOperator<InputStream> through)
            throws IOException {
        try (FileChannel content = from.volume().folder().read(from.item())) {
            staged.fill(through.apply(Channels.newInputStream(content)));
        }
    }
}
