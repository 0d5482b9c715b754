package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices what a person does in the adoption. Folders in which something happened are looked
 * through a few times a second; all of them now and then, should an event have been missed. One
 * thread looks, two compute hashes.
 */
final class Scanner {

    private static final Logger LOG = LoggerFactory.getLogger(Scanner.class);
    private static final long ROUND_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(800).toNanos();
    private static final long SETTLED_NANOS = Duration.ofMillis(300).toNanos();
    private static final long LOST_NANOS = Duration.ofMillis(450).toNanos();
    private static final long FULL_SCAN_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long BLIND_SCAN_NANOS = Duration.ofMillis(500).toNanos();
    private static final int FULL_SCAN_SHARE = 50;

    private final Adoption adoption;
    private final Flavor flavor;
    private final DiskState.Reader disk;
    private final WatchService watch;
    private final ExecutorService hashing;
    private final Thread thread;
    private volatile boolean closed;

    // Only for the scanning thread.
    private final Map<WatchKey, String> watched = new HashMap<>();
    private final Map<String, Map<Path, Observation>> unsettled = new HashMap<>();
    private final Set<String> nameless = new LinkedHashSet<>();
    private boolean blind;

    private final Suspects missing;

    /** Files in the hands of the hashing threads. */
    private final Set<Path> inHashing = ConcurrentHashMap.newKeySet();

    private record Observation(DiskState seen, long sinceNanos) {}

    private record Entry(String name, DiskState seen) {}

    Scanner(Adoption adoption, Flavor flavor, DiskState.Reader disk, Suspects missing)
            throws IOException {
        this.adoption = adoption;
        this.flavor = flavor;
        this.disk = disk;
        this.missing = missing;
        this.watch = java.nio.file.FileSystems.getDefault().newWatchService();
        this.hashing =
                Executors.newFixedThreadPool(2, task -> daemon(task, flavor.name() + "-hash"));
        this.thread = daemon(this::run, flavor.name() + "-scan");
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, "sandbox-" + name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        thread.start();
    }

    void close() throws IOException {
        closed = true;
        watch.close();
        hashing.shutdownNow();
        try {
            thread.join();
            hashing.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long nextFullScan = System.nanoTime();
        long pause = 0;
        Set<String> dirty = new LinkedHashSet<>();
        while (!closed) {
            try {
                collectEvents(dirty, Math.max(ROUND_NANOS, pause));
                long began = System.nanoTime();
                boolean full = began - nextFullScan >= 0;
                if (full) {
                    dirty.addAll(adoption.folders());
                }
                addUnfinished(dirty);
                scan(new ArrayDeque<>(dirty));
                dirty.clear();
                long took = System.nanoTime() - began;
                pause = Math.min(LONGEST_PAUSE_NANOS, 4 * took);
                if (full) {
                    nextFullScan =
                            System.nanoTime()
                                    + Math.max(
                                            blind ? BLIND_SCAN_NANOS : FULL_SCAN_NANOS,
                                            FULL_SCAN_SHARE * took);
                }
            } catch (ClosedWatchServiceException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException e) {
                if (!closed) {
                    LOG.error("Looking through the folder of {} failed", flavor.name(), e);
                }
            }
        }
    }

    /** Waits out the pause, gathering folders in which something happens. */
    private void collectEvents(Set<String> dirty, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        long left;
        while ((left = end - System.nanoTime()) > 0) {
            WatchKey key = watch.poll(left, TimeUnit.NANOSECONDS);
            if (key == null) {
                return;
            }
            key.pollEvents();
            String id = watched.get(key);
            if (id != null) {
                dirty.add(id);
            }
            if (!key.reset()) {
                watched.remove(key);
            }
        }
    }

    private void addUnfinished(Set<String> dirty) {
        dirty.addAll(unsettled.keySet());
        for (String id : missing.ids()) {
            Optional<Item> item = adoption.find(id);
            if (item.isPresent()) {
                dirty.add(item.get().parentId());
            } else {
                missing.found(id);
            }
        }
    }

    private void scan(Deque<String> folders) throws IOException {
        Set<String> done = new LinkedHashSet<>();
        while (!folders.isEmpty() && !closed) {
            String id = folders.poll();
            if (id != null && done.add(id)) {
                scanFolder(id, folders);
            }
        }
    }

    private void scanFolder(String id, Deque<String> more) throws IOException {
        Optional<Path> path = adoption.pathOf(id);
        if (path.isEmpty()) {
            unsettled.remove(id);
            return;
        }
        watch(path.get(), id);
        Optional<List<Entry>> listed = list(path.get());
        if (listed.isEmpty()) {
            unsettled.remove(id);
            return;
        }
        Map<String, Item> known = adoption.knownIn(id);
        Map<Path, Observation> still = new HashMap<>();
        for (Entry entry : listed.get()) {
            Item item = known.remove(entry.name());
            if (item != null) {
                missing.found(item.id());
            }
            if (entry.seen().folder()) {
                boolean same =
                        item != null
                                && item.folder()
                                && Objects.equals(item.diskKey(), entry.seen().key());
                if (!same) {
                    adoption.folder(id, entry.name()).ifPresent(more::add);
                }
            } else {
                file(id, path.get().resolve(entry.name()), entry, item)
                        .ifPresent(seen -> still.put(path.get().resolve(entry.name()), seen));
            }
        }
        for (Item item : known.values()) {
            lost(item);
        }
        if (still.isEmpty()) {
            unsettled.remove(id);
        } else {
            unsettled.put(id, still);
        }
    }

    private void watch(Path path, String id) {
        try {
            WatchKey key =
                    path.register(
                            watch,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
            watched.put(key, id);
        } catch (NoSuchFileException | NotDirectoryException e) {
            LOG.debug("{} went away while it was looked at", path);
        } catch (IOException e) {
            if (!blind && Files.isDirectory(path)) {
                blind = true;
                LOG.warn(
                        "{} can't be watched ({}); all folders are looked through instead",
                        path,
                        e.getMessage());
            }
        }
    }

    /** Empty if the folder went away meanwhile. */
    private Optional<List<Entry>> list(Path path) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
            for (Path each : stream) {
                String name = each.getFileName().toString();
                if (!Names.ignored(name) && canBeNamed(each, name)) {
                    disk.look(each).ifPresent(seen -> entries.add(new Entry(name, seen)));
                }
            }
            return Optional.of(entries);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** A name that is not of this process's encoding comes back as one that leads nowhere. */
    private boolean canBeNamed(Path path, String name) {
        boolean can;
        try {
            can = path.resolveSibling(name).equals(path);
        } catch (InvalidPathException e) {
            can = false;
        }
        if (!can && nameless.add(name)) {
            LOG.warn("{} has a name in another encoding and is left out", path);
        }
        return can;
    }

    /** What to remember of a file until it has settled and been taken in. */
    private Optional<Observation> file(String folderId, Path path, Entry entry, Item item)
            throws IOException {
        DiskState seen = entry.seen();
        if (item != null
                && !item.folder()
                && item.size() == seen.size()
                && item.diskMtime() == seen.mtime()
                && Objects.equals(item.diskKey(), seen.key())) {
            return Optional.empty();
        }
        if (!inHashing.contains(path)
                && adoption.knowsKey(seen.key())
                && adoption.move(folderId, entry.name())) {
            return Optional.empty();
        }
        Observation before = unsettled.getOrDefault(folderId, Map.of()).get(path);
        long now = System.nanoTime();
        if (before == null || !before.seen().equals(seen)) {
            return Optional.of(new Observation(seen, now));
        }
        if (now - before.sinceNanos() >= SETTLED_NANOS && inHashing.add(path)) {
            hashing.execute(() -> hash(folderId, path, seen));
        }
        return Optional.of(before);
    }

    private void hash(String folderId, Path path, DiskState seen) {
        try {
            Hashes hashes = flavor.hashes().of(path);
            adoption.file(folderId, path.getFileName().toString(), seen, hashes);
        } catch (NoSuchFileException e) {
            LOG.debug("{} went away while it was read", path);
        } catch (IOException | UncheckedIOException e) {
            if (!closed) {
                LOG.warn("{} can't be read and is not offered: {}", path, e.toString());
            }
        } finally {
            inHashing.remove(path);
        }
    }

    private void lost(Item item) throws IOException {
        if (missing.missing(item.id(), System.nanoTime()) >= LOST_NANOS) {
            adoption.loss(item.id());
            missing.found(item.id());
        }
    }
}
