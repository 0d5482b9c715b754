package com.aqwacloud.sandbox.core;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Clouds' folders for tests, and what tests do with them. */
final class Folders {

    static final Flavor GOOGLE = new Flavor("google", HashKind.DRIVE, true, true, Folders::id);
    static final Flavor ONEDRIVE =
            new Flavor("onedrive", HashKind.QUICK_XOR, false, false, Folders::id);

    private Folders() {}

    private static String id() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    static CloudFolder open(Path home, Flavor flavor) throws IOException {
        return CloudFolder.open(
                home.resolve("files"), home.resolve("state"), flavor, Clock.systemUTC());
    }

    static Item put(CloudFolder folder, String parentId, String name, String content)
            throws IOException {
        try (Staged staged = folder.stage()) {
            staged.fill(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
            return folder.putFile(Meta.named(parentId, name), Conflict.REPLACE, Guard.NONE, staged)
                    .item();
        }
    }

    static Item replace(CloudFolder folder, String id, String content) throws IOException {
        try (Staged staged = folder.stage()) {
            staged.fill(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
            Meta nothing = new Meta(null, null, null, null, null, null);
            return folder.replaceFile(id, nothing, Guard.NONE, staged);
        }
    }

    static Item rename(CloudFolder folder, String id, String name) throws IOException {
        return folder.update(id, Meta.named(null, name), Conflict.FAIL, Guard.NONE);
    }

    static Item move(CloudFolder folder, String id, String parentId) throws IOException {
        return folder.update(id, Meta.named(parentId, null), Conflict.FAIL, Guard.NONE);
    }

    static byte[] read(CloudFolder folder, Item item) throws IOException {
        try (FileChannel content = folder.read(item)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) content.size());
            while (bytes.hasRemaining() && content.read(bytes) >= 0) {
                Thread.onSpinWait();
            }
            return bytes.array();
        }
    }

    static String text(CloudFolder folder, Item item) throws IOException {
        return new String(read(folder, item), StandardCharsets.UTF_8);
    }

    /** All items but the root, in pages, as a client would list them. */
    static List<Item> list(CloudFolder folder, int page) {
        List<Item> all = new ArrayList<>();
        List<Item> next = folder.after("", page);
        while (!next.isEmpty()) {
            all.addAll(next);
            next = folder.after(next.get(next.size() - 1).id(), page);
        }
        return all;
    }

    /** All changes after a cursor, in pages. */
    static List<Item> changes(CloudFolder folder, long after, int page) {
        List<Item> all = new ArrayList<>();
        List<Item> next = folder.changes(after, page);
        while (!next.isEmpty()) {
            all.addAll(next);
            next = folder.changes(next.get(next.size() - 1).seq(), page);
        }
        return all;
    }
}
