package com.aqwacloud.itests;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** People at work in Google Drive, who keep account of what they did. Not thread-safe. */
final class People {
    private static final int FOLDERS = 7;
    private static final int SMALL_BYTES = 60_000;

    private final Distribution aqwa;
    private final SplittableRandom random;
    private final List<Document> living = new ArrayList<>();
    private final List<Document> deleted = new ArrayList<>();
    private int names;
    private long bytes;

    People(Distribution aqwa, SplittableRandom random) {
        this.aqwa = aqwa;
        this.random = random;
    }

    /**
     * A file, and what was done to it.
     *
     * @param paths where it was, the last one now; below the drive, without a leading slash
     * @param edits how often it got another content
     */
    record Document(List<String> paths, boolean large, int edits) {
        String path() {
            return paths.get(paths.size() - 1);
        }

        /** How often it got another name or folder. */
        int moves() {
            return paths.size() - 1;
        }

        private Document at(String path) {
            return new Document(
                    Stream.concat(paths.stream(), Stream.of(path)).toList(), large, edits);
        }
    }

    /** Files that there are now. */
    List<Document> living() {
        return List.copyOf(living);
    }

    /** Files that were deleted, as they were then. */
    List<Document> deleted() {
        return List.copyOf(deleted);
    }

    /** All that was ever written: new files and edits. */
    long bytes() {
        return bytes;
    }

    /** A new file of any size up to that of a page of text. */
    void bringSmall() throws IOException {
        bring(1 + random.nextInt(SMALL_BYTES), false);
    }

    /** A new file of that size, which nobody edits later. */
    void bringLarge(int size) throws IOException {
        bring(size, true);
    }

    private void bring(int size, boolean large) throws IOException {
        String path = free();
        aqwa.drop(path, size);
        bytes += size;
        living.add(new Document(List.of(path), large, 0));
    }

    /** One file is edited, one renamed, one moved and one deleted; any but the newest. */
    void rework(int newest) throws IOException {
        int old = living.size() - newest;
        edit(random.nextInt(old));
        rename(random.nextInt(old));
        move(random.nextInt(old));
        delete(random.nextInt(old));
    }

    private void edit(int index) throws IOException {
        Document was = living.get(index);
        if (was.large()) {
            return;
        }
        byte[] content = new byte[1 + random.nextInt(SMALL_BYTES)];
        random.nextBytes(content);
        Files.write(file(was.path()), content);
        bytes += content.length;
        living.set(index, new Document(was.paths(), false, was.edits() + 1));
    }

    private void rename(int index) throws IOException {
        String path = living.get(index).path();
        String folder = path.substring(0, path.indexOf('/'));
        place(index, folder + "/renamed-" + names++ + ".bin");
    }

    private void move(int index) throws IOException {
        place(index, free());
    }

    private void place(int index, String path) throws IOException {
        Document was = living.get(index);
        Path to = file(path);
        Files.createDirectories(to.getParent());
        Files.move(file(was.path()), to, ATOMIC_MOVE);
        living.set(index, was.at(path));
    }

    private void delete(int index) throws IOException {
        Document gone = living.remove(index);
        Files.delete(file(gone.path()));
        deleted.add(gone);
    }

    private String free() {
        return "d%d/f%04d.bin".formatted(random.nextInt(FOLDERS), names++);
    }

    private Path file(String path) {
        return aqwa.googleDrive().resolve(path);
    }
}
