package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the scanners of all clouds in this process share: one watch on the file system, two threads
 * that look through folders, two that compute hashes. It is there while anyone uses it.
 * Thread-safe.
 */
final class ScanPool {

    private static final int THREADS = 2;

    /** Guarded by the class. */
    private static ScanPool shared;

    /** Guarded by the class. */
    private int users;

    private final WatchService watch;
    private final ScheduledExecutorService rounds;
    private final ExecutorService hashing;

    /** Guarded by itself, also while a folder is registered: its first event may come at once. */
    private final Map<WatchKey, Target> watched = new HashMap<>();

    private record Target(Listener listener, String folderId) {}

    /** Is told what happens in the folders it watches. */
    interface Listener {
        /**
         * Must not take long.
         *
         * @param modified names of what was written to or touched; others may have come or gone
         */
        void happened(String folderId, Set<String> modified);
    }

    private ScanPool() throws IOException {
        watch = FileSystems.getDefault().newWatchService();
        rounds = Executors.newScheduledThreadPool(THREADS, task -> daemon(task, "scan"));
        hashing = Executors.newFixedThreadPool(THREADS, task -> daemon(task, "hash"));
        daemon(this::deliver, "watch").start();
    }

    /** To be given back with {@link #release}. */
    static ScanPool acquire() throws IOException {
        synchronized (ScanPool.class) {
            if (shared == null) {
                shared = new ScanPool();
            }
            shared.users++;
            return shared;
        }
    }

    /** The listener hears no more; the last one to go stops the threads. */
    void release(Listener listener) throws IOException {
        synchronized (watched) {
            watched.entrySet()
                    .removeIf(
                            entry -> {
                                boolean its = entry.getValue().listener() == listener;
                                if (its) {
                                    entry.getKey().cancel();
                                }
                                return its;
                            });
        }
        synchronized (ScanPool.class) {
            if (--users == 0) {
                shared = null;
                watch.close();
                rounds.shutdownNow();
                hashing.shutdownNow();
            }
        }
    }

    ScheduledExecutorService rounds() {
        return rounds;
    }

    /**
     * @throws RejectedExecutionException if it has been stopped
     */
    ExecutorService hashing() {
        return hashing;
    }

    /**
     * Tells the listener from now on of what happens in a folder, which it names by this id.
     *
     * @throws IOException if the folder is gone, or the system can't watch one more
     */
    void watch(Path folder, String id, Listener listener) throws IOException {
        synchronized (watched) {
            WatchKey key =
                    folder.register(
                            watch,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
            watched.put(key, new Target(listener, id));
        }
    }

    private void deliver() {
        try {
            while (true) {
                WatchKey key = watch.take();
                Set<String> modified = new HashSet<>();
                for (WatchEvent<?> event : key.pollEvents()) {
                    if (event.kind() == StandardWatchEventKinds.ENTRY_MODIFY) {
                        modified.add(event.context().toString());
                    }
                }
                Target target;
                synchronized (watched) {
                    target = watched.get(key);
                    if (!key.reset()) {
                        watched.remove(key);
                    }
                }
                if (target != null) {
                    target.listener().happened(target.folderId(), modified);
                }
            }
        } catch (ClosedWatchServiceException e) {
            // The last user has gone.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, "sandbox-" + name);
        thread.setDaemon(true);
        return thread;
    }
}
