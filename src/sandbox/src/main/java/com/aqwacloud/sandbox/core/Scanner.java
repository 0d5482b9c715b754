package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices what a person does in the folder. Folders in which something happened are looked through
 * a few times a second until all is settled; all of them now and then, should an event have been
 * missed. While nothing happens nothing is done. Thread-safe.
 */
final class Scanner implements ScanPool.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Scanner.class);
    private static final long ROUND_NANOS = Duration.ofMillis(150).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(250).toNanos();
    private static final long LOST_NANOS = Duration.ofMillis(450).toNanos();
    private static final long FULL_SCAN_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long BLIND_SCAN_NANOS = Duration.ofMillis(500).toNanos();
    private static final int FULL_SCAN_SHARE = 100;
    private static final long END_SECONDS = 30;

    private final Adoption adoption;
    private final Flavor flavor;
    private final Path top;
    private final Listing listing;
    private final Suspects missing;
    private final ScanPool pool;
    private final ScanCounts counts = new ScanCounts();

    /** Files in the hands of the hashing threads. */
    private final Set<Path> inHashing = ConcurrentHashMap.newKeySet();

    // Only for the thread of the present round; rounds follow each other.
    private final Settling settling = new Settling();
    private Map<String, Set<String>> touched = Map.of();
    private Set<Path> written;
    private long nextFullScan = System.nanoTime();
    private boolean blind;

    /** Folders in which something happened, and names written to there. Guarded by this. */
    private Map<String, Set<String>> dirty = new HashMap<>();

    /** The next round. Guarded by this. */
    private ScheduledFuture<?> next;

    /** Guarded by this. */
    private boolean running;

    /** How many rounds have ended. Guarded by this. */
    private long rounds;

    /** Changed under this. */
    private volatile boolean closed;

    Scanner(Adoption adoption, Flavor flavor, Layout layout, Suspects missing) throws IOException {
        this.adoption = adoption;
        this.flavor = flavor;
        this.top = layout.folder();
        this.listing = new Listing(layout.disk(), counts, flavor.caseSensitive());
        this.missing = missing;
        this.pool = ScanPool.acquire();
    }

    void start() {
        wake(0);
    }

    ScanCounts counts() {
        return counts;
    }

    void close() throws IOException {
        synchronized (this) {
            closed = true;
            if (next != null) {
                next.cancel(false);
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
            try {
                while ((running || !inHashing.isEmpty()) && System.nanoTime() < end) {
                    TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        pool.release(this);
    }

    @Override
    public synchronized void happened(String folderId, Set<String> modified) {
        dirty.computeIfAbsent(folderId, k -> new HashSet<>()).addAll(modified);
        if (!running) {
            wake(ROUND_NANOS);
        }
    }

    /**
     * Looks through these folders, too, and returns after that, or after a while.
     *
     * @return whether it makes sense to ask again; not if the thread is interrupted or all closes
     */
    boolean lookAgain(Collection<String> folderIds) {
        synchronized (this) {
            folderIds.forEach(id -> dirty.computeIfAbsent(id, k -> new HashSet<>()));
            long round = rounds + (running ? 2 : 1);
            if (!running) {
                wake(0);
            }
            long end = System.nanoTime() + ROUND_NANOS * 4;
            try {
                while (rounds < round && !closed && System.nanoTime() < end) {
                    TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
                }
                return !closed;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** Sees to it that there is a round by then. */
    private synchronized void wake(long nanos) {
        if (closed) {
            return;
        }
        if (next != null) {
            if (next.getDelay(TimeUnit.NANOSECONDS) <= nanos) {
                return;
            }
            next.cancel(false);
        }
        next = pool.rounds().schedule(this::round, nanos, TimeUnit.NANOSECONDS);
    }

    private void round() {
        Set<String> folders;
        synchronized (this) {
            if (closed || running) {
                return;
            }
            running = true;
            next = null;
            touched = dirty;
            dirty = new HashMap<>();
            folders = new LinkedHashSet<>(touched.keySet());
        }
        long began = System.nanoTime();
        boolean full = began - nextFullScan >= 0;
        try {
            written = null;
            if (full) {
                folders.addAll(adoption.folders());
            }
            addUnfinished(folders);
            scan(new ArrayDeque<>(folders));
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                LOG.error("Looking through the folder of {} failed", flavor.name(), e);
            }
        } finally {
            long took = System.nanoTime() - began;
            if (full) {
                nextFullScan =
                        System.nanoTime()
                                + Math.max(
                                        blind ? BLIND_SCAN_NANOS : FULL_SCAN_NANOS,
                                        FULL_SCAN_SHARE * took);
            }
            end(took);
        }
    }

    private synchronized void end(long tookNanos) {
        running = false;
        rounds++;
        boolean more = !dirty.isEmpty() || !settling.isEmpty() || !missing.isEmpty();
        wake(
                more
                        ? Math.max(ROUND_NANOS, Math.min(LONGEST_PAUSE_NANOS, 4 * tookNanos))
                        : Math.max(0, nextFullScan - System.nanoTime()));
        notifyAll();
    }

    private void addUnfinished(Set<String> folders) {
        folders.addAll(settling.folders());
        for (String id : missing.ids()) {
            Optional<Item> item = adoption.find(id);
            if (item.isPresent()) {
                folders.add(item.get().parentId());
            } else {
                missing.found(id);
            }
        }
    }

    private void scan(Deque<String> folders) throws IOException {
        Set<String> done = new HashSet<>();
        while (!folders.isEmpty() && !closed) {
            String id = folders.poll();
            // One that has left its place is looked through as soon as it is found at another.
            if (id != null && done.add(id) && !scanFolder(id, folders)) {
                done.remove(id);
            }
        }
    }

    /** Returns whether the folder was there. */
    private boolean scanFolder(String id, Deque<String> more) throws IOException {
        Optional<Path> path = adoption.pathOf(id);
        if (path.isEmpty()) {
            settling.keep(id, Map.of());
            return false;
        }
        watch(path.get(), id);
        Optional<List<Listing.Entry>> listed = listing.of(path.get());
        if (listed.isEmpty()) {
            settling.keep(id, Map.of());
            return false;
        }
        Map<String, Item> known = adoption.knownIn(id);
        Map<Path, Settling.Observation> still = new HashMap<>();
        Set<String> unnamed = new HashSet<>();
        for (Listing.Entry entry : listed.get()) {
            Item item = known.remove(entry.name());
            if (item != null) {
                missing.found(item.id());
            }
            if (entry.seen().folder()) {
                if (!isKnownFolder(item, entry.seen())) {
                    adoption.folder(id, entry.name()).ifPresent(more::add);
                }
                continue;
            }
            // Of names that differ by case only, the first is to be taken in first.
            boolean waits =
                    item == null
                            && !unnamed.add(Children.fold(entry.name(), flavor.caseSensitive()));
            Path file = path.get().resolve(entry.name());
            file(id, file, entry, item, waits).ifPresent(seen -> still.put(file, seen));
        }
        for (Item item : known.values()) {
            lost(item);
        }
        settling.keep(id, still);
        return true;
    }

    private static boolean isKnownFolder(Item item, DiskState seen) {
        return item != null && item.folder() && Objects.equals(item.diskKey(), seen.key());
    }

    private void watch(Path path, String id) {
        try {
            pool.watch(path, id, this);
        } catch (NoSuchFileException | NotDirectoryException e) {
            LOG.debug("{} went away while it was looked at", path);
        } catch (IOException e) {
            if (!blind && Files.isReadable(path)) {
                blind = true;
                LOG.warn(
                        "{} can't be watched ({}); all folders are looked through instead",
                        path,
                        e.getMessage());
            }
        }
    }

    /** What to remember of a file until it has settled and been taken in. */
    private Optional<Settling.Observation> file(
            String folderId, Path path, Listing.Entry entry, Item item, boolean waits)
            throws IOException {
        DiskState seen = entry.seen();
        boolean known = item != null && seen.isStateOf(item);
        boolean written = touched.getOrDefault(folderId, Set.of()).contains(entry.name());
        boolean done = settling.takeDone(path);
        // One that was written to is read even if size and time are what they were.
        if (known && !written && (done || !settling.isObserved(folderId, path))) {
            return Optional.empty();
        }
        if (!known
                && !inHashing.contains(path)
                && adoption.knowsKey(seen.key())
                && adoption.move(folderId, entry.name())) {
            return Optional.empty();
        }
        if (!settling.isReadable(path, seen, written)) {
            return Optional.empty();
        }
        long now = System.nanoTime();
        Settling.Observation observation =
                settling.observe(folderId, path, seen, () -> now - DiskState.unchangedNanos(path));
        if (!waits
                && settling.isSettled(path, observation, now, this::written)
                && inHashing.add(path)) {
            hash(folderId, path, seen);
        }
        return Optional.of(observation);
    }

    /** Is found out once in a round, and only in one that needs it. */
    private Set<Path> written() {
        if (written == null) {
            counts.openFilesLookedUp();
            written = OpenFiles.writtenBelow(top);
        }
        return written;
    }

    private void hash(String folderId, Path path, DiskState seen) {
        try {
            pool.hashing().execute(() -> hashNow(folderId, path, seen));
        } catch (RejectedExecutionException e) {
            inHashing.remove(path);
            throw e;
        }
    }

    private void hashNow(String folderId, Path path, DiskState seen) {
        try {
            if (!closed) {
                counts.hashed();
                Hashes hashes = flavor.hashes().of(path);
                adoption.file(folderId, path.getFileName().toString(), seen, hashes);
                settling.done(path);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} went away while it was read", path);
        } catch (IOException | UncheckedIOException e) {
            if (settling.failed(path, seen) && !closed) {
                LOG.warn("{} can't be read and is not offered: {}", path, e.toString());
            }
        } finally {
            synchronized (this) {
                inHashing.remove(path);
                notifyAll();
            }
        }
    }

    private void lost(Item item) throws IOException {
        if (missing.missing(item.id(), System.nanoTime()) >= LOST_NANOS) {
            adoption.loss(item.id());
            missing.found(item.id());
        }
    }
}
