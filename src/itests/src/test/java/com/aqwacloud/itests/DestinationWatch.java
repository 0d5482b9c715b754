package com.aqwacloud.itests;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches a folder all the time and keeps what no one should ever see there: a file that is not
 * whole, has an unexpected name, or is put in place a second time.
 */
final class DestinationWatch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 10;

    private final Path folder;
    private final Map<String, Long> expectedSizes;
    private final Thread thread = new Thread(this::run, "destination-watch");

    /** Guarded by this. */
    private final List<String> offences = new ArrayList<>();

    /** Guarded by this. */
    private final Map<String, Object> seen = new HashMap<>();

    /** Guarded by this. */
    private long rounds;

    private volatile boolean closed;

    /**
     * @param expectedSizes of each file that may be there, by its path there
     */
    DestinationWatch(Path folder, Map<String, Long> expectedSizes) {
        this.folder = folder;
        this.expectedSizes = Map.copyOf(expectedSizes);
        thread.start();
    }

    /** What was seen that should not be, one sentence each. */
    synchronized List<String> offences() {
        return List.copyOf(offences);
    }

    /** How many files have been seen. */
    synchronized int files() {
        return seen.size();
    }

    /** How often the whole folder was looked through. */
    synchronized long rounds() {
        return rounds;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                look();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            offence("The folder could not be read: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes now) {
                        judge(folder.relativize(file).toString(), now);
                        return FileVisitResult.CONTINUE;
                    }
                });
        synchronized (this) {
            rounds++;
        }
    }

    private synchronized void judge(String path, BasicFileAttributes now) {
        Long expected = expectedSizes.get(path);
        Object before = seen.put(path, now.fileKey());
        if (expected == null) {
            offence(path + " should not be there");
        } else if (expected != now.size()) {
            offence(path + " was seen with " + now.size() + " of " + expected + " bytes");
        } else if (before != null && !before.equals(now.fileKey())) {
            offence(path + " was put in place again");
        }
    }

    private synchronized void offence(String sentence) {
        if (offences.size() < 100 && !offences.contains(sentence)) {
            offences.add(sentence);
        }
    }
}
