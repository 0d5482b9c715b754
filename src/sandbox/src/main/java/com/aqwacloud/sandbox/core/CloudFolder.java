package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plain folder that is a cloud: its files are the truth, and what a cloud knows beyond a file
 * system (ids, versions, hashes, the feed of changes, the trash) is kept beside it. Changes made by
 * hand are noticed within about a second; a file still being written is not offered.
 *
 * <p>Thread-safe. No lock is held while content is read, written or hashed, only while a finished
 * file is put in its place, and who only asks does not wait for that either. Survives the end of
 * the process at any moment.
 */
public final class CloudFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CloudFolder.class);

    /** How long what was moved by hand may take to be found at its new place. */
    private static final Duration LONGEST_MOVE = Duration.ofSeconds(5);

    private final FolderLock lock;
    private final Layout layout;
    private final Catalog catalog;
    private final Places places;
    private final Editing editing;
    private final FileVersions versions;
    private final RecycleBin bin;
    private final Restoring restoring;
    private final Generator generator;
    private final UploadSessions sessions;
    private final Scanner scanner;

    private CloudFolder(Layout layout, FolderLock lock, Flavor flavor, Clock clock)
            throws IOException {
        this.layout = layout;
        this.lock = lock;
        catalog = new Catalog(layout, flavor, clock);
        places = new Places(layout);
        Placing placing = new Placing(catalog, layout, places);
        Suspects suspects = new Suspects();
        Adoption adoption = new Adoption(catalog, layout, places, placing, suspects::ids);
        versions = new FileVersions(layout.versions());
        bin = new RecycleBin(layout.trash());
        editing = new Editing(catalog, layout, places, placing, adoption, versions, bin);
        restoring = new Restoring(catalog, layout, places, bin);
        generator = new Generator(catalog, layout, placing);
        sessions = new UploadSessions(layout, clock, this::byKey);
        new Recovery(catalog, layout, places, placing, sessions).run();
        scanner = new Scanner(adoption, flavor, layout, suspects);
    }

    /**
     * Opens a folder as a cloud and begins to watch it.
     *
     * @param folder made if it is not there
     * @param state where to keep what the folder can't, on the same file system; made if need be
     * @throws IOException if either can't be used, or is in use, or the index is damaged
     */
    public static CloudFolder open(Path folder, Path state, Flavor flavor, Clock clock)
            throws IOException {
        if (!Names.anyCharacter()) {
            LOG.warn(
                    "This process has no UTF-8 locale (LC_ALL=C.UTF-8): files whose names are not"
                            + " plain ASCII can't be seen in {}",
                    folder);
        }
        Layout layout = Layout.at(folder, state);
        FolderLock lock = FolderLock.of(layout.folder(), layout.journal().getParent());
        boolean open = false;
        try {
            CloudFolder opened = new CloudFolder(layout, lock, flavor, clock);
            opened.scanner.start();
            open = true;
            return opened;
        } finally {
            if (!open) {
                lock.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        scanner.close();
        sessions.close();
        catalog.close();
        lock.close();
    }

    /** Whether nothing lies in the folder on disk but what is never part of a cloud. */
    public boolean isBare() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(layout.folder())) {
            for (Path each : entries) {
                if (!Names.ignored(each.getFileName().toString())
                        && layout.disk().look(each).isPresent()) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /**
     * Closes it, and deletes the folder with all that lies in it.
     *
     * @throws IOException before anything has happened if the folder can't be taken away
     */
    public void delete() throws IOException {
        // Taken away in one step: it is there as a whole, or not at all.
        Path doomed = layout.doomed().resolve(root().id());
        Layout.moveIfThere(layout.folder(), doomed);
        try {
            close();
        } catch (IOException e) {
            LOG.warn("The folder that was deleted could not be closed", e);
        }
        Layout.deleteTree(doomed);
    }

    // Reading

    public Item root() {
        return catalog.read(Index::root);
    }

    /** Made once per cloud: {@code driveId}, {@code secret}. */
    public String fact(String name) {
        return catalog.fact(name);
    }

    public UploadSessions sessions() {
        return sessions;
    }

    /** Also in the trash; not if gone for ever. */
    public Optional<Item> find(String id) {
        return catalog.read(index -> index.find(id));
    }

    /** Direct children, also those put into the trash, in order of ids. */
    public List<Item> children(String id) {
        return catalog.read(index -> List.copyOf(index.children(id)));
    }

    /**
     * Direct children, also those put into the trash, in order of ids.
     *
     * @param after the id after which to go on; empty from the start
     */
    public List<Item> childrenAfter(String parentId, String after, int limit) {
        return catalog.read(index -> index.childrenAfterId(parentId, after, limit));
    }

    /**
     * Direct children, also those put into the trash, in order of names as this cloud compares
     * them, then of ids.
     *
     * @param last after which to go on; empty from the start
     */
    public List<Item> childrenByName(String parentId, Optional<Item> last, int limit) {
        return catalog.read(index -> index.childrenAfterName(parentId, last, limit));
    }

    /** Number of direct children that are not in the trash; costs no more in a large folder. */
    public long childCount(String id) {
        return catalog.read(index -> index.sum(id).live());
    }

    /** Bytes of a file, or of all files below a folder; costs no more for a large one. */
    public long sizeOf(Item item) {
        return item.folder() ? catalog.read(index -> index.sum(item.id()).bytes()) : item.size();
    }

    /** Bytes of all that is in the trash. */
    public long sizeOfTrash() {
        return catalog.read(
                index -> {
                    long bytes = 0;
                    for (Item item : index.inTrash()) {
                        boolean within = index.ancestors(item).stream().anyMatch(Item::trashed);
                        if (!within) {
                            bytes += item.folder() ? index.sum(item.id()).bytes() : item.size();
                        }
                    }
                    return bytes;
                });
    }

    /** What was put into the trash itself, in order of ids. */
    public List<Item> trashed() {
        return catalog.read(index -> List.copyOf(index.inTrash()));
    }

    /** By the cloud's own rule for upper and lower case. */
    public Optional<Item> child(String parentId, String name) {
        return catalog.read(index -> index.child(parentId, name));
    }

    /** Everything but the root and what is gone, in order of ids after the given one. */
    public List<Item> allAfter(String id) {
        return after(id, Integer.MAX_VALUE);
    }

    /** A page of everything but the root and what is gone, in order of ids after the given one. */
    public List<Item> after(String id, int limit) {
        return catalog.read(index -> index.afterId(id, limit));
    }

    /**
     * Goes through everything but the root and what is gone, in order of ids after the given one,
     * as far as one goes.
     */
    public Iterable<Item> walk(String after) {
        return () -> new Walk(after, (id, limit) -> after(id, limit));
    }

    /** The same for the direct children of a folder. */
    public Iterable<Item> walkChildren(String parentId, String after) {
        return () -> new Walk(after, (id, limit) -> childrenAfter(parentId, id, limit));
    }

    /** Whether it, or a folder above it, is in the trash. */
    public boolean inTrash(Item item) {
        return catalog.read(index -> index.trashed(item));
    }

    /** From the item's own folder up to the root. */
    public List<Item> ancestors(Item item) {
        return catalog.read(index -> index.ancestors(item));
    }

    /** The feed's end: changes after it are yet to come. */
    public long cursor() {
        return catalog.cursor();
    }

    /** Whether a cursor can be one of this feed. */
    public boolean isCursor(long seq) {
        return seq >= firstSeq() && seq <= cursor();
    }

    /** The cursor before everything. */
    public long firstSeq() {
        return catalog.firstSeq();
    }

    /** Items whose latest change comes after the cursor, oldest change first. */
    public List<Item> changes(long after, int limit) {
        return catalog.read(index -> index.feed(after, limit));
    }

    /**
     * Opens a file's content, which stays readable whatever happens to the file meanwhile.
     *
     * @throws FolderException if there is no such file
     */
    public FileChannel read(Item item) throws IOException {
        Optional<Item> now = find(item.id());
        if (now.isPresent() && now.get().pattern() != null) {
            return new PatternChannel(now.get().pattern(), now.get().size());
        }
        Optional<FileChannel> content =
                openIfThere(catalog.read(index -> contentOf(index, item.id())));
        long end = System.nanoTime() + LONGEST_MOVE.toNanos();
        while (content.isEmpty()) {
            // A request may be moving it: that is waited for.
            content = catalog.change(index -> openIfThere(contentOf(index, item.id())));
            // It was moved or deleted by hand; which of the two is soon found out.
            if (content.isEmpty()
                    && (System.nanoTime() - end >= 0 || !scanner.lookAgain(foldersOf(item)))) {
                throw new FolderException(FolderException.Reason.NOT_FOUND, "The file is gone");
            }
        }
        return content.get();
    }

    private List<String> foldersOf(Item item) {
        return ancestors(item).stream().map(Item::id).toList();
    }

    private Optional<FileChannel> openIfThere(Path path) throws IOException {
        try {
            return Optional.of(open(path));
        } catch (FileSystemException e) {
            // Also if a folder on the way has become a file.
            if (e instanceof NoSuchFileException
                    || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Path contentOf(Index index, String id) {
        Item now = index.live(id);
        if (now.folder()) {
            throw new FolderException(FolderException.Reason.WRONG_KIND, "A folder");
        }
        return places.of(index, now);
    }

    private FileChannel open(Path path) throws IOException {
        return FileChannel.open(
                places.unlinked(path), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    // Changing

    /** A place for bytes on their way in. */
    public Staged stage() {
        return new Staged(layout.incoming().resolve(UUID.randomUUID().toString()));
    }

    /**
     * Makes a folder.
     *
     * @throws FolderException if the parent is no folder, or the name or id is taken
     */
    public Stored createFolder(Meta meta, Conflict conflict) throws IOException {
        return editing.createFolder(meta, conflict);
    }

    /**
     * Puts staged bytes under a name.
     *
     * @param guard is given what is there under that name
     */
    public Stored putFile(Meta meta, Conflict conflict, Guard guard, Staged staged)
            throws IOException {
        return editing.putFile(meta, conflict, guard, staged);
    }

    /** Gives a file new content, and whatever else the meta data say. */
    public Item replaceFile(String id, Meta meta, Guard guard, Staged staged) throws IOException {
        return editing.replaceFile(id, meta, guard, staged);
    }

    /** Renames, moves, sets times and properties. */
    public Item update(String id, Meta meta, Conflict conflict, Guard guard) throws IOException {
        long end = System.nanoTime() + LONGEST_MOVE.toNanos();
        while (true) {
            try {
                return editing.update(id, meta, conflict, guard);
            } catch (NoSuchFileException e) {
                // It, or where it is to go, was moved or deleted by hand just now.
                if (System.nanoTime() - end >= 0 || !scanner.lookAgain(foldersOf(id, meta))) {
                    throw e;
                }
            }
        }
    }

    /** All folders in which a change of these may show. */
    private List<String> foldersOf(String id, Meta meta) {
        return Stream.of(Optional.of(id), Optional.ofNullable(meta.parentId()))
                .flatMap(Optional::stream)
                .flatMap(each -> find(each).stream())
                .flatMap(each -> Stream.concat(Stream.of(each.id()), foldersOf(each).stream()))
                .distinct()
                .toList();
    }

    /** Puts it into the trash; its bytes leave the folder. */
    public Item trash(String id, Guard guard) throws IOException {
        return editing.trash(id, guard);
    }

    /** Takes it out of the trash, back to its folder, or to the root if that is gone. */
    public Item untrash(String id, Guard guard) throws IOException {
        return editing.untrash(id, guard);
    }

    /**
     * Removes an item and all below it for ever.
     *
     * @param keepBytes into the recycle bin beside the folder, for a person to find
     */
    public void remove(String id, boolean keepBytes, Guard guard) throws IOException {
        editing.remove(id, keepBytes, guard);
    }

    /**
     * Brings back what was removed with its bytes kept, and all below it, under their old ids.
     *
     * @param meta its place, where the folder it was in and the name it had stand for what is not
     *     told, and who brings it back; nothing else is set
     * @throws FolderException if it is not in the recycle bin, or the folder is gone, or the name
     *     is taken
     */
    public Item restore(String id, Meta meta) throws IOException {
        return restoring.restore(id, meta);
    }

    /** Bytes of what was removed and kept. */
    public long sizeOfRecycleBin() {
        return bin.bytes();
    }

    /** The contents that files had before. */
    public FileVersions versions() {
        return versions;
    }

    // Generated

    /**
     * Fills a folder with files that are on no disk, in a moment, however many they are.
     *
     * @throws FolderException if the parent is no folder
     */
    public Generated generate(Generate spec) throws IOException {
        return generator.generate(spec);
    }

    public List<Generated> generated() {
        return generator.all();
    }

    /**
     * Removes for ever what was generated together, and what was put into its folders since.
     *
     * @return whether there was such a set
     */
    public boolean removeGenerated(String setId) throws IOException {
        return generator.remove(setId);
    }

    /** What noticing changes made by hand has cost so far. */
    ScanCounts scanCounts() {
        return scanner.counts();
    }

    private Optional<Item> byKey(String key) {
        return catalog.read(index -> index.byKey(key).stream().findFirst());
    }
}
