package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A plain folder that is a cloud: its files are the truth, and what a cloud knows beyond a file
 * system (ids, versions, hashes, the feed of changes, the trash) is kept beside it. Changes made by
 * hand are noticed within about a second; a file still being written is not offered.
 *
 * <p>Thread-safe. No lock is held while content is read or written, only while a finished file is
 * put in its place. Survives the end of the process at any moment.
 */
public final class CloudFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CloudFolder.class);

    private final Path folder;
    private final Path incoming;
    private final Path trash;
    private final Path doomed;
    private final Flavor flavor;
    private final Clock clock;
    private final DiskState.Reader disk;
    private final UploadSessions sessions;
    private final Map<String, String> facts;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /** Guarded by {@link #lock}. */
    private final Index index;

    /** Guarded by {@link #lock}. */
    private final Journal journal;

    /** Guarded by {@link #lock}. */
    private long lastSeq;

    private final Scanner scanner;

    private CloudFolder(Path folder, Path state, Flavor flavor, Clock clock) throws IOException {
        this.folder = Files.createDirectories(folder).toRealPath();
        Path realState = Files.createDirectories(state).toRealPath();
        if (realState.startsWith(this.folder)) {
            throw new IllegalArgumentException(
                    "The state folder " + realState + " lies within the cloud's folder");
        }
        this.incoming = Files.createDirectories(realState.resolve("incoming"));
        this.trash = Files.createDirectories(realState.resolve("trash"));
        this.doomed = Files.createDirectories(realState.resolve("doomed"));
        this.flavor = flavor;
        this.clock = clock;
        this.disk = DiskState.Reader.on(incoming);
        this.index = new Index(flavor.caseSensitive());
        Path file = realState.resolve("journal.jsonl");
        Journal.Content content = Journal.read(file);
        this.facts = new LinkedHashMap<>(content.facts());
        content.items().forEach(index::put);
        // Feeds start at the time of their making: a token of an earlier feed falls before it.
        long first =
                Long.parseLong(
                        facts.computeIfAbsent("firstSeq", k -> Long.toString(clock.millis())));
        lastSeq = index.feed().isEmpty() ? first : Math.max(first, index.feed().lastKey());
        facts.computeIfAbsent("secret", k -> UUID.randomUUID() + "-" + UUID.randomUUID());
        facts.computeIfAbsent("driveId", k -> flavor.newId().get());
        if (index.root() == null) {
            index.put(newRoot());
        }
        this.journal = Journal.rewrite(file, new Journal.Content(facts, index.all()));
        this.sessions = new UploadSessions(this, realState.resolve("sessions"), incoming, clock);
        recover();
        this.scanner = new Scanner(this, flavor, disk);
    }

    /**
     * Opens a folder as a cloud and begins to watch it.
     *
     * @param folder made if it is not there
     * @param state where to keep what the folder can't, on the same file system; made if need be
     * @throws IOException if either can't be used, or the index is damaged
     */
    public static CloudFolder open(Path folder, Path state, Flavor flavor, Clock clock)
            throws IOException {
        if (!Names.anyCharacter()) {
            LOG.warn(
                    "This process has no UTF-8 locale (LC_ALL=C.UTF-8): files whose names are not"
                            + " plain ASCII can't be seen in {}",
                    folder);
        }
        CloudFolder opened = new CloudFolder(folder, state, flavor, clock);
        opened.scanner.start();
        return opened;
    }

    @Override
    public void close() throws IOException {
        scanner.close();
        sessions.close();
        lock.writeLock().lock();
        try {
            journal.close();
        } finally {
            lock.writeLock().unlock();
        }
    }

    // Reading

    public Item root() {
        lock.readLock().lock();
        try {
            return index.root();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Made once per cloud: {@code driveId}, {@code secret}. */
    public String fact(String name) {
        return facts.get(name);
    }

    public UploadSessions sessions() {
        return sessions;
    }

    /** Also in the trash; not if gone for ever. */
    public Optional<Item> find(String id) {
        lock.readLock().lock();
        try {
            return index.find(id);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Direct children, also those put into the trash, in no particular order. */
    public List<Item> children(String id) {
        lock.readLock().lock();
        try {
            return List.copyOf(index.children(id));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Number of direct children that are not in the trash. */
    public long childCount(String id) {
        lock.readLock().lock();
        try {
            return index.children(id).stream().filter(item -> !item.trashed()).count();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Bytes of all files below a folder. */
    public long sizeOf(Item item) {
        lock.readLock().lock();
        try {
            long sum = 0;
            for (Item each : index.subtree(item)) {
                sum += each.size();
            }
            return sum;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** By the cloud's own rule for upper and lower case. */
    public Optional<Item> child(String parentId, String name) {
        lock.readLock().lock();
        try {
            return index.child(parentId, name);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Everything but the root and what is gone, in order of ids after the given one. */
    public List<Item> allAfter(String id) {
        lock.readLock().lock();
        try {
            List<Item> found = new ArrayList<>();
            for (Item item : index.byId().tailMap(id, false).values()) {
                if (!item.removed() && !item.isRoot()) {
                    found.add(item);
                }
            }
            return found;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether it, or a folder above it, is in the trash. */
    public boolean inTrash(Item item) {
        lock.readLock().lock();
        try {
            return trashedAbove(item);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** From the item's own folder up to the root. */
    public List<Item> ancestors(Item item) {
        lock.readLock().lock();
        try {
            List<Item> found = new ArrayList<>();
            Optional<Item> above = index.find(item.parentId());
            while (above.isPresent()) {
                found.add(above.get());
                above = index.find(above.get().parentId());
            }
            return found;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The feed's end: changes after it are yet to come. */
    public long cursor() {
        lock.readLock().lock();
        try {
            return lastSeq;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether a cursor can be one of this feed. */
    public boolean isCursor(long seq) {
        lock.readLock().lock();
        try {
            return seq >= firstSeq() && seq <= lastSeq;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** The cursor before everything. */
    public long firstSeq() {
        return Long.parseLong(facts.get("firstSeq"));
    }

    /** Items whose latest change comes after the cursor, oldest change first. */
    public List<Item> changes(long after, int limit) {
        lock.readLock().lock();
        try {
            return index.feed().tailMap(after, false).values().stream().limit(limit).toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Opens a file's content, which stays readable whatever happens to the file meanwhile.
     *
     * @throws FolderException if there is no such file
     */
    public FileChannel read(Item item) throws IOException {
        lock.readLock().lock();
        try {
            Item now = live(item.id());
            if (now.folder()) {
                throw new FolderException(FolderException.Reason.WRONG_KIND, "A folder");
            }
            return FileChannel.open(
                    location(now), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (java.nio.file.NoSuchFileException e) {
            throw new FolderException(FolderException.Reason.NOT_FOUND, "The file is gone");
        } finally {
            lock.readLock().unlock();
        }
    }

    // Changing

    /** A place for bytes on their way in. */
    public Staged stage() {
        return new Staged(incoming.resolve(UUID.randomUUID().toString()));
    }

    /**
     * Makes a folder.
     *
     * @throws FolderException if the parent is no folder, or the name or id is taken
     */
    public Stored createFolder(Meta meta, Conflict conflict) throws IOException {
        settle(meta.parentId(), meta.name());
        lock.writeLock().lock();
        try {
            Item parent = liveFolder(meta.parentId());
            Optional<Item> existing = taken(parent, meta, conflict);
            if (existing.isPresent() && conflict == Conflict.REPLACE) {
                if (!existing.get().folder()) {
                    throw nameTaken(meta.name());
                }
                return new Stored(existing.get(), false);
            }
            Meta free = existing.isPresent() ? renamed(parent, meta) : meta;
            String diskName = freeDiskName(parent, free.name());
            Path at = location(parent).resolve(diskName);
            Files.createDirectory(at);
            DiskState seen = disk.look(at).orElseThrow();
            Item item = fresh(free, parent, diskName, seen, null);
            record(List.of(item));
            return new Stored(item, true);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Puts staged bytes under a name.
     *
     * @param guard is given what is there under that name
     */
    public Stored putFile(Meta meta, Conflict conflict, Guard guard, Staged staged)
            throws IOException {
        Sealed sealed = seal(staged, meta.modified());
        settle(meta.parentId(), meta.name());
        lock.writeLock().lock();
        try {
            Item parent = liveFolder(meta.parentId());
            Optional<Item> existing =
                    conflict == Conflict.DUPLICATE
                            ? Optional.empty()
                            : index.child(parent.id(), meta.name());
            guard.check(existing);
            if (existing.isPresent() && conflict == Conflict.REPLACE) {
                if (existing.get().folder()) {
                    throw nameTaken(meta.name());
                }
                // The name stays as it was written first, also where the case differs.
                Meta rest = new Meta(null, null, null, null, meta.created(), meta.properties());
                return new Stored(replace(existing.get(), rest, sealed), false);
            }
            boolean rename = taken(parent, meta, conflict).isPresent();
            Meta free = rename ? renamed(parent, meta) : meta;
            String diskName = freeDiskName(parent, free.name());
            Item item = fresh(free, parent, diskName, sealed.disk(), sealed.hashes());
            // First the intention, then the deed: recovery finishes what was cut off in between.
            record(List.of(item));
            Files.move(sealed.file(), location(item), StandardCopyOption.ATOMIC_MOVE);
            return new Stored(item, true);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Gives a file new content, and whatever else the meta data say. */
    public Item replaceFile(String id, Meta meta, Guard guard, Staged staged) throws IOException {
        Sealed sealed = seal(staged, meta.modified());
        settle(id);
        lock.writeLock().lock();
        try {
            Item item = live(id);
            guard.check(Optional.of(item));
            if (item.folder()) {
                throw new FolderException(FolderException.Reason.WRONG_KIND, "A folder");
            }
            return replace(item, meta, sealed);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Renames, moves, sets times and properties. */
    public Item update(String id, Meta meta, Conflict conflict, Guard guard) throws IOException {
        settle(id);
        if (meta.name() != null || meta.parentId() != null) {
            Optional<Item> now = find(id);
            if (now.isPresent()) {
                settle(
                        meta.parentId() == null ? now.get().parentId() : meta.parentId(),
                        meta.name() == null ? now.get().name() : meta.name());
            }
        }
        lock.writeLock().lock();
        try {
            Item item = live(id);
            guard.check(Optional.of(item));
            ItemEdit edit = item.edit();
            Path at = location(item);
            if (placeChanges(item, meta)) {
                at = move(item, meta, conflict, edit);
            }
            setTimes(item, meta, edit, at);
            if (meta.properties() != null) {
                edit.properties(meta.properties());
            }
            Item next = edit.next(++lastSeq, now());
            record(List.of(next));
            return next;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Puts it into the trash; its bytes leave the folder. */
    public Item trash(String id, Guard guard) throws IOException {
        settle(id);
        lock.writeLock().lock();
        try {
            Item item = live(id);
            guard.check(Optional.of(item));
            if (item.isRoot()) {
                throw new FolderException(FolderException.Reason.IMPOSSIBLE_MOVE, "The root");
            }
            if (item.trashed()) {
                return item;
            }
            moveIfThere(location(item), trash.resolve(item.id()));
            Item next = item.edit().trashed(true).next(++lastSeq, now());
            record(List.of(next));
            return next;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Takes it out of the trash, back to its folder, or to the root if that is gone. */
    public Item untrash(String id, Guard guard) throws IOException {
        lock.writeLock().lock();
        try {
            Item item = live(id);
            guard.check(Optional.of(item));
            if (!item.trashed()) {
                return item;
            }
            Item parent = index.find(item.parentId()).filter(Item::folder).orElse(index.root());
            String diskName = freeDiskName(parent, item.name());
            Item next =
                    item.edit()
                            .place(parent.id(), item.name(), diskName)
                            .trashed(false)
                            .next(++lastSeq, now());
            moveIfThere(location(item), location(parent).resolve(diskName));
            record(List.of(next));
            return next;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Removes an item and all below it for ever.
     *
     * @param keepBytes into the recycle bin beside the folder, for a person to find
     */
    public void remove(String id, boolean keepBytes, Guard guard) throws IOException {
        settle(id);
        Path aside;
        lock.writeLock().lock();
        try {
            Item item = live(id);
            guard.check(Optional.of(item));
            if (item.isRoot()) {
                throw new FolderException(FolderException.Reason.IMPOSSIBLE_MOVE, "The root");
            }
            aside = (keepBytes ? trash : doomed).resolve(item.id());
            moveIfThere(location(item), aside);
            removeFromIndex(item);
        } finally {
            lock.writeLock().unlock();
        }
        if (!keepBytes) {
            deleteTree(aside);
        }
    }

    // What the scanner finds. All of it is looked at again under the lock, since a scan is old
    // news by the time it is told.

    Map<String, Item> knownIn(String folderId) {
        lock.readLock().lock();
        try {
            Map<String, Item> found = new HashMap<>();
            for (Item item : index.children(folderId)) {
                if (!item.trashed()) {
                    found.put(item.diskName(), item);
                }
            }
            return found;
        } finally {
            lock.readLock().unlock();
        }
    }

    List<String> liveFolders() {
        lock.readLock().lock();
        try {
            List<String> found = new ArrayList<>();
            List<Item> queue = new ArrayList<>(List.of(index.root()));
            for (int i = 0; i < queue.size(); i++) {
                found.add(queue.get(i).id());
                for (Item child : index.children(queue.get(i).id())) {
                    if (child.folder() && !child.trashed()) {
                        queue.add(child);
                    }
                }
            }
            return found;
        } finally {
            lock.readLock().unlock();
        }
    }

    Optional<Path> livePath(String id) {
        lock.readLock().lock();
        try {
            return index.find(id).filter(item -> !trashedAbove(item)).map(this::location);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Returns the id of the folder at that place, if there is one. */
    Optional<String> adoptFolder(String parentId, String diskName) throws IOException {
        lock.writeLock().lock();
        try {
            Optional<Item> parent = index.find(parentId).filter(item -> !trashedAbove(item));
            if (parent.isEmpty()) {
                return Optional.empty();
            }
            Path at = location(parent.get()).resolve(diskName);
            Optional<DiskState> seen = disk.look(at).filter(DiskState::folder);
            if (seen.isEmpty()) {
                return Optional.empty();
            }
            Optional<Item> here = index.childOnDisk(parentId, diskName);
            Optional<Item> moved = index.byKey(seen.get().key()).filter(Item::folder);
            if (moved.isPresent() && here.map(Item::id).equals(moved.map(Item::id))) {
                return here.map(Item::id);
            }
            if (moved.isPresent() && !moved.get().isRoot() && leftItsPlace(moved.get())) {
                here.ifPresent(this::removeFromIndex);
                record(List.of(relocated(moved.get(), parentId, diskName, seen.get())));
                return moved.map(Item::id);
            }
            if (here.isPresent() && here.get().folder()) {
                record(List.of(here.get().edit().disk(seen.get()).unseen()));
                return here.map(Item::id);
            }
            here.ifPresent(this::removeFromIndex);
            Meta meta = Meta.named(parentId, diskName);
            Item item = fresh(meta, parent.get(), diskName, seen.get(), null);
            record(List.of(item));
            return Optional.of(item.id());
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** A file that is known from another place and has only been moved. */
    boolean adoptMove(String parentId, String diskName) throws IOException {
        lock.writeLock().lock();
        try {
            Optional<Item> parent = index.find(parentId).filter(item -> !trashedAbove(item));
            if (parent.isEmpty()) {
                return false;
            }
            Path at = location(parent.get()).resolve(diskName);
            Optional<DiskState> seen = disk.look(at).filter(found -> !found.folder());
            Optional<Item> moved =
                    seen.flatMap(found -> index.byKey(found.key()))
                            .filter(item -> matches(item, seen.get()))
                            .filter(this::leftItsPlace);
            if (moved.isEmpty()) {
                return false;
            }
            index.childOnDisk(parentId, diskName)
                    .filter(here -> !here.id().equals(moved.get().id()))
                    .ifPresent(this::removeFromIndex);
            record(List.of(relocated(moved.get(), parentId, diskName, seen.get())));
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * A file that is new or has new content.
     *
     * @return whether it is still as it was when it was hashed
     */
    boolean adoptFile(String parentId, String diskName, DiskState hashed, Hashes hashes)
            throws IOException {
        lock.writeLock().lock();
        try {
            Optional<Item> parent = index.find(parentId).filter(item -> !trashedAbove(item));
            if (parent.isEmpty()) {
                return true;
            }
            Path at = location(parent.get()).resolve(diskName);
            Optional<DiskState> seen = disk.look(at);
            if (seen.isEmpty() || !seen.get().equals(hashed)) {
                return false;
            }
            Optional<Item> here = index.childOnDisk(parentId, diskName);
            Optional<Item> moved =
                    movedHere(hashed, hashes).filter(item -> !item.id().equals(idOf(here)));
            if (moved.isPresent()) {
                here.ifPresent(this::removeFromIndex);
                Item item = moved.get();
                record(
                        List.of(
                                item.edit()
                                        .place(parentId, nameAt(item, diskName), diskName)
                                        .trashed(false)
                                        .disk(hashed)
                                        .content(hashes)
                                        .next(++lastSeq, now())));
            } else if (here.isPresent() && !here.get().folder()) {
                ItemEdit edit = here.get().edit().disk(hashed).content(hashes);
                boolean same = matches(here.get(), hashed) && hashes.equals(here.get().hashes());
                record(List.of(same ? edit.unseen() : edit.next(++lastSeq, now())));
            } else {
                here.ifPresent(this::removeFromIndex);
                Meta meta = Meta.named(parentId, diskName);
                record(List.of(fresh(meta, parent.get(), diskName, hashed, hashes)));
            }
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** An item that was not seen where it should be: gone, unless it is there after all. */
    void adoptLoss(String id) throws IOException {
        lock.writeLock().lock();
        try {
            Optional<Item> item = index.find(id).filter(found -> !trashedAbove(found));
            if (item.isPresent() && disk.look(location(item.get())).isEmpty()) {
                removeFromIndex(item.get());
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    Optional<Item> byKey(String key) {
        lock.readLock().lock();
        try {
            return index.byKey(key);
        } finally {
            lock.readLock().unlock();
        }
    }

    // Within

    private record Sealed(Path file, DiskState disk, Hashes hashes) {}

    private Sealed seal(Staged staged, Instant modified) throws IOException {
        Path file = staged.file();
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        Hashes hashes = flavor.hashes().of(file);
        Instant time = modified == null ? now() : modified;
        Files.setLastModifiedTime(file, FileTime.from(time));
        return new Sealed(file, disk.look(file).orElseThrow(), hashes);
    }

    /**
     * Takes in what a person did to this file and no scan has told yet, so that no call through the
     * cloud overwrites it unseen.
     */
    private void settle(String id) throws IOException {
        Optional<Item> item = find(id);
        if (item.isPresent() && !item.get().folder() && !item.get().trashed()) {
            settleAt(item.get().parentId(), item.get().diskName());
        }
    }

    private void settle(String parentId, String name) throws IOException {
        if (flavor.caseSensitive()) {
            return;
        }
        Optional<Item> there = child(parentId, name);
        if (there.isPresent()) {
            settle(there.get().id());
        } else if (!Names.ignored(name) && name.equals(Names.onDisk(name, taken -> false))) {
            settleAt(parentId, name);
        }
    }

    private void settleAt(String parentId, String diskName) throws IOException {
        Optional<Path> parent = livePath(parentId);
        if (parent.isEmpty()) {
            return;
        }
        Path at = parent.get().resolve(diskName);
        Optional<DiskState> seen = disk.look(at);
        if (seen.isEmpty()) {
            return;
        }
        if (seen.get().folder()) {
            adoptFolder(parentId, diskName);
            return;
        }
        Item known = knownAt(parentId, diskName);
        if (known != null
                && matches(known, seen.get())
                && java.util.Objects.equals(known.diskKey(), seen.get().key())) {
            return;
        }
        if (!adoptMove(parentId, diskName)) {
            adoptFile(parentId, diskName, seen.get(), flavor.hashes().of(at));
        }
    }

    private Item knownAt(String parentId, String diskName) {
        lock.readLock().lock();
        try {
            return index.childOnDisk(parentId, diskName).orElse(null);
        } finally {
            lock.readLock().unlock();
        }
    }

    private Item replace(Item item, Meta meta, Sealed sealed) throws IOException {
        ItemEdit edit = item.edit();
        Path at = location(item);
        if (placeChanges(item, meta)) {
            at = move(item, meta, Conflict.DUPLICATE, edit);
        }
        edit.disk(sealed.disk()).newContent(sealed.hashes());
        if (meta.created() != null) {
            edit.created(meta.created());
        }
        if (meta.properties() != null) {
            edit.properties(meta.properties());
        }
        Item next = edit.next(++lastSeq, now());
        record(List.of(next));
        Files.move(
                sealed.file(),
                at,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return next;
    }

    private boolean placeChanges(Item item, Meta meta) {
        return meta.name() != null && !meta.name().equals(item.name())
                || meta.parentId() != null && !meta.parentId().equals(item.parentId());
    }

    private Path move(Item item, Meta meta, Conflict conflict, ItemEdit edit) throws IOException {
        if (item.isRoot()) {
            throw new FolderException(FolderException.Reason.IMPOSSIBLE_MOVE, "The root");
        }
        Item parent = liveFolder(meta.parentId() == null ? item.parentId() : meta.parentId());
        for (Item up = parent; up != null; up = index.find(up.parentId()).orElse(null)) {
            if (up.id().equals(item.id())) {
                throw new FolderException(
                        FolderException.Reason.IMPOSSIBLE_MOVE, "A folder can't go into itself");
            }
        }
        Meta target =
                new Meta(
                        null,
                        parent.id(),
                        meta.name() == null ? item.name() : meta.name(),
                        null,
                        null,
                        null);
        if (conflict != Conflict.DUPLICATE) {
            Optional<Item> there =
                    index.child(parent.id(), target.name())
                            .filter(found -> !found.id().equals(item.id()));
            if (there.isPresent()) {
                if (conflict == Conflict.RENAME) {
                    target = renamed(parent, target);
                } else if (conflict == Conflict.REPLACE
                        && !there.get().folder()
                        && !item.folder()) {
                    moveIfThere(location(there.get()), trash.resolve(there.get().id()));
                    removeFromIndex(there.get());
                } else {
                    throw nameTaken(target.name());
                }
            }
        }
        if (item.trashed()) {
            edit.place(parent.id(), target.name(), item.diskName());
            return location(item);
        }
        String diskName =
                parent.id().equals(item.parentId()) && target.name().equals(item.diskName())
                        ? item.diskName()
                        : freeDiskName(parent, target.name(), item);
        Path from = location(item);
        Path to = location(parent).resolve(diskName);
        if (!from.equals(to)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
        edit.place(parent.id(), target.name(), diskName);
        return to;
    }

    private void setTimes(Item item, Meta meta, ItemEdit edit, Path at) throws IOException {
        if (meta.created() != null) {
            edit.created(meta.created());
        }
        if (meta.modified() == null) {
            return;
        }
        edit.modified(meta.modified());
        Optional<DiskState> before = disk.look(at);
        if (before.isEmpty()) {
            return;
        }
        Files.setLastModifiedTime(at, FileTime.from(meta.modified()));
        if (!item.folder() && matches(item, before.get())) {
            disk.look(at).ifPresent(edit::disk);
        }
    }

    private Optional<Item> taken(Item parent, Meta meta, Conflict conflict) {
        if (meta.id() != null && index.known(meta.id()).isPresent()) {
            throw new FolderException(FolderException.Reason.ID_TAKEN, "The id is in use");
        }
        if (conflict == Conflict.DUPLICATE) {
            return Optional.empty();
        }
        Optional<Item> existing = index.child(parent.id(), meta.name());
        if (existing.isPresent() && conflict == Conflict.FAIL) {
            throw nameTaken(meta.name());
        }
        return existing;
    }

    private Meta renamed(Item parent, Meta meta) {
        String name = meta.name();
        for (int n = 1; index.child(parent.id(), name).isPresent(); n++) {
            int dot = meta.name().lastIndexOf('.');
            name =
                    dot > 0
                            ? meta.name().substring(0, dot) + " " + n + meta.name().substring(dot)
                            : meta.name() + " " + n;
        }
        return new Meta(
                meta.id(),
                meta.parentId(),
                name,
                meta.modified(),
                meta.created(),
                meta.properties());
    }

    private Item fresh(Meta meta, Item parent, String diskName, DiskState seen, Hashes hashes) {
        Instant modified =
                seen.folder() && meta.modified() != null ? meta.modified() : seen.modified();
        return new Item(
                meta.id() == null ? flavor.newId().get() : meta.id(),
                parent.id(),
                meta.name(),
                diskName,
                seen.folder(),
                seen.size(),
                modified,
                meta.created() == null ? seen.createdTime() : meta.created(),
                now(),
                seen.mtime(),
                seen.key(),
                hashes,
                1,
                1,
                ++lastSeq,
                false,
                false,
                meta.properties() == null ? Map.of() : Map.copyOf(meta.properties()));
    }

    private Item newRoot() throws IOException {
        DiskState seen = disk.look(folder).orElseThrow();
        return new Item(
                flavor.newId().get(),
                null,
                "root",
                "",
                true,
                0,
                seen.modified(),
                seen.createdTime(),
                now(),
                seen.mtime(),
                seen.key(),
                null,
                1,
                1,
                ++lastSeq,
                false,
                false,
                Map.of());
    }

    private Item relocated(Item item, String parentId, String diskName, DiskState seen) {
        return item.edit()
                .place(parentId, nameAt(item, diskName), diskName)
                .trashed(false)
                .disk(seen)
                .next(++lastSeq, now());
    }

    /** Moved by hand under the name it has on disk: then its cloud name stays, too. */
    private static String nameAt(Item item, String diskName) {
        return item.diskName().equals(diskName) ? item.name() : diskName;
    }

    private Optional<Item> movedHere(DiskState seen, Hashes hashes) throws IOException {
        if (seen.key() != null) {
            Optional<Item> byKey =
                    index.byKey(seen.key())
                            .filter(item -> !item.folder())
                            .filter(this::leftItsPlace);
            if (byKey.isPresent()) {
                return byKey;
            }
        }
        for (String id : scanner.suspects()) {
            Optional<Item> item =
                    index.find(id)
                            .filter(found -> !found.folder() && !trashedAbove(found))
                            .filter(found -> matches(found, seen))
                            .filter(found -> hashes.equals(found.hashes()));
            if (item.isPresent() && disk.look(location(item.get())).isEmpty()) {
                return item;
            }
        }
        return Optional.empty();
    }

    private boolean leftItsPlace(Item item) {
        try {
            Optional<DiskState> there = disk.look(location(item));
            return there.isEmpty()
                    || there.get().key() == null
                    || !there.get().key().equals(item.diskKey());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean matches(Item item, DiskState seen) {
        return !item.folder()
                && !seen.folder()
                && item.size() == seen.size()
                && item.diskMtime() == seen.mtime();
    }

    private void removeFromIndex(Item item) {
        List<Item> gone = new ArrayList<>();
        for (Item each : index.subtree(item)) {
            gone.add(each.edit().removed().next(++lastSeq, now()));
        }
        record(gone);
    }

    private void record(List<Item> items) {
        try {
            journal.append(items);
        } catch (IOException e) {
            throw new UncheckedIOException("The journal can't be written", e);
        }
        items.forEach(index::put);
    }

    private Path location(Item item) {
        if (item.isRoot()) {
            return folder;
        }
        if (item.trashed()) {
            return trash.resolve(item.id());
        }
        return location(index.known(item.parentId()).orElseThrow()).resolve(item.diskName());
    }

    private boolean trashedAbove(Item item) {
        for (Item up = item; up != null; up = index.known(up.parentId()).orElse(null)) {
            if (up.trashed()) {
                return true;
            }
        }
        return false;
    }

    private Item live(String id) {
        return index.find(id)
                .orElseThrow(
                        () ->
                                new FolderException(
                                        FolderException.Reason.NOT_FOUND, "No such item"));
    }

    private Item liveFolder(String id) {
        Item item = live(id);
        if (!item.folder()) {
            throw new FolderException(FolderException.Reason.WRONG_KIND, "Not a folder");
        }
        return item;
    }

    private String freeDiskName(Item parent, String name) {
        return freeDiskName(parent, name, null);
    }

    private String freeDiskName(Item parent, String name, Item self) {
        Path within = location(parent);
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

    private static String idOf(Optional<Item> item) {
        return item.map(Item::id).orElse("");
    }

    private static FolderException nameTaken(String name) {
        return new FolderException(
                FolderException.Reason.NAME_TAKEN, "The name " + name + " is in use");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Finishes what the end of the last process cut off. */
    private void recover() throws IOException {
        try (var files = Files.newDirectoryStream(incoming)) {
            for (Path file : files) {
                Optional<Item> meant =
                        disk.look(file)
                                .flatMap(seen -> index.byKey(seen.key()))
                                .filter(item -> Files.isDirectory(location(item).getParent()));
                if (meant.isPresent()) {
                    Files.move(
                            file,
                            location(meant.get()),
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
                } else if (!sessions.owns(file)) {
                    Files.delete(file);
                }
            }
        }
        sessions.recover();
        for (Item item : List.copyOf(index.all())) {
            if (!flavor.trashIsListed() || item.isRoot() || item.removed() || trashedAbove(item)) {
                continue;
            }
            Path aside = trash.resolve(item.id());
            if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)
                    && disk.look(location(item)).isEmpty()) {
                record(List.of(item.edit().trashed(true).next(++lastSeq, now())));
            }
        }
        deleteTree(doomed);
        Files.createDirectories(doomed);
    }

    private static void deleteTree(Path top) {
        try {
            if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            Files.walkFileTree(
                    top,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes seen)
                                throws IOException {
                            Files.delete(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path dir, IOException e)
                                throws IOException {
                            if (e != null) {
                                throw e;
                            }
                            Files.delete(dir);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            LOG.warn("{} could not be deleted; the next start tries again", top, e);
        }
    }
}
