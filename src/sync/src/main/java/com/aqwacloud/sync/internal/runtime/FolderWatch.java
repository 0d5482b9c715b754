package com.aqwacloud.sync.internal.runtime;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files of a folder and says what changed, once a change has come to rest. It is woken
 * by the file system where that works, and looks every second where it does not.
 */
final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private static final long SCAN_MILLIS = 1000;

    /** Two looks this far apart must agree before a file is taken as wholly written. */
    private static final long SETTLE_MILLIS = 150;

    /** No route file is this long; a larger one is something else. */
    private static final long LARGEST_BYTES = 4L << 20;

    /** What happened to one file. */
    sealed interface Change permits Written, Deleted, Unreadable {
        String name();
    }

    /** A file is there or has new content. */
    record Written(RouteSource source) implements Change {
        @Override
        public String name() {
            return source.name();
        }
    }

    /** A file is gone. */
    record Deleted(String name) implements Change {}

    /** A file is there but cannot be read. */
    record Unreadable(RouteSource source, String reason) implements Change {
        @Override
        public String name() {
            return source.name();
        }
    }

    /** Hears of changes. */
    interface Target {
        void changed(Map<String, Change> changes);
    }

    private record Stamp(long size, FileTime modified, Object key) {}

    private final Path folder;
    private final Target target;
    private final Thread thread;

    /** Files as last told; only for the thread that scans. */
    private final Map<String, Stamp> told = new TreeMap<>();

    /** Files that differ from what was told, as last seen; null if gone. */
    private final Map<String, Stamp> unsettled = new HashMap<>();

    private boolean folderMissed;
    private volatile boolean closed;

    FolderWatch(Path folder, String threadName, Target target) {
        this.folder = folder.toAbsolutePath().normalize();
        this.target = target;
        this.thread = new Thread(this::watch, threadName);
        thread.setDaemon(true);
    }

    /** What is in the folder now, taken without waiting; to be called before {@link #start}. */
    Map<String, Change> initial() {
        var changes = new TreeMap<String, Change>();
        Map<String, Stamp> now = list();
        if (now != null) {
            now.forEach((name, stamp) -> read(name, stamp, changes));
        }
        return changes;
    }

    void start() {
        thread.start();
    }

    private void watch() {
        try (WatchService events = events()) {
            WatchKey key = null;
            while (!closed) {
                if (key == null || !key.isValid()) {
                    key = register(events);
                }
                scan();
                await(events);
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            if (!closed) {
                LOG.error("The watch over {} ended; route files are no longer deployed", folder, e);
            }
        } catch (IOException e) {
            LOG.error("The watch over {} does not close", folder, e);
        }
    }

    private WatchService events() {
        try {
            return folder.getFileSystem().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("No file events for {}; looking every second instead", folder, e);
            return null;
        }
    }

    private WatchKey register(WatchService events) {
        if (events == null || !Files.isDirectory(folder)) {
            return null;
        }
        try {
            return folder.register(
                    events,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException e) {
            LOG.debug("No file events for {}", folder, e);
            return null;
        }
    }

    private void await(WatchService events) throws InterruptedException {
        if (!unsettled.isEmpty() || events == null) {
            TimeUnit.MILLISECONDS.sleep(unsettled.isEmpty() ? SCAN_MILLIS : SETTLE_MILLIS);
            return;
        }
        WatchKey woken = events.poll(SCAN_MILLIS, TimeUnit.MILLISECONDS);
        if (woken != null) {
            woken.pollEvents();
            woken.reset();
        }
    }

    private void scan() {
        try {
            var changes = new TreeMap<String, Change>();
            Map<String, Stamp> now = list();
            if (now == null) {
                return;
            }
            var differing = new HashMap<String, Stamp>();
            now.forEach(
                    (name, stamp) -> {
                        if (!stamp.equals(told.get(name))) {
                            differing.put(name, stamp);
                        }
                    });
            told.keySet().stream()
                    .filter(name -> !now.containsKey(name))
                    .forEach(name -> differing.put(name, null));
            unsettled.keySet().retainAll(differing.keySet());
            differing.forEach((name, stamp) -> settle(name, stamp, changes));
            if (!changes.isEmpty()) {
                target.changed(changes);
            }
        } catch (RuntimeException e) {
            LOG.error("Deploying from {} failed", folder, e);
        }
    }

    private void settle(String name, Stamp stamp, Map<String, Change> changes) {
        boolean settled =
                unsettled.containsKey(name) && java.util.Objects.equals(unsettled.get(name), stamp);
        unsettled.put(name, stamp);
        if (!settled) {
            return;
        }
        if (stamp == null) {
            told.remove(name);
            changes.put(name, new Deleted(name));
            unsettled.remove(name);
        } else if (read(name, stamp, changes)) {
            unsettled.remove(name);
        }
    }

    private boolean read(String name, Stamp stamp, Map<String, Change> changes) {
        Path file = folder.resolve(name);
        try {
            if (stamp.size() > LARGEST_BYTES) {
                changes.put(
                        name,
                        new Unreadable(
                                new RouteSource(file, ""),
                                "the file is larger than " + LARGEST_BYTES + " bytes"));
            } else {
                String text = Files.readString(file);
                if (!stamp.equals(stamp(file))) {
                    return false;
                }
                changes.put(name, new Written(new RouteSource(file, text)));
            }
        } catch (NoSuchFileException e) {
            return false;
        } catch (MalformedInputException e) {
            changes.put(
                    name,
                    new Unreadable(new RouteSource(file, ""), "the file is not text in UTF-8"));
        } catch (IOException e) {
            changes.put(
                    name,
                    new Unreadable(new RouteSource(file, ""), "the file cannot be read: " + e));
        }
        told.put(name, stamp);
        return true;
    }

    /** The route files of the folder, or null if the folder cannot be read now. */
    private Map<String, Stamp> list() {
        var files = new TreeMap<String, Stamp>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (routeFile(name)) {
                    Stamp stamp = stamp(entry);
                    if (stamp != null) {
                        files.put(name, stamp);
                    }
                }
            }
            folderMissed = false;
            return files;
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            if (!folderMissed) {
                folderMissed = true;
                LOG.warn(
                        "The routes folder {} cannot be read; what runs goes on running",
                        folder,
                        e);
            }
            return null;
        }
    }

    private static Stamp stamp(Path file) throws IOException {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? new Stamp(
                            attributes.size(), attributes.lastModifiedTime(), attributes.fileKey())
                    : null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    static boolean routeFile(String name) {
        return !name.startsWith(".")
                && (name.endsWith(".xml") || name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    /** Ends the watch; a deployment under way is finished first. Closing twice does nothing. */
    @Override
    public void close() {
        closed = true;
        if (Thread.currentThread() == thread) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
