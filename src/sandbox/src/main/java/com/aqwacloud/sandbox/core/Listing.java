package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is in a folder on disk and can be part of the cloud. For one scanner. */
final class Listing {

    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);

    private final DiskState.Reader disk;
    private final ScanCounts counts;
    private final boolean caseSensitive;

    /** What a warning has been given about. */
    private final Set<Path> warned = new HashSet<>();

    /** A file or folder. */
    record Entry(String name, DiskState seen) {}

    Listing(DiskState.Reader disk, ScanCounts counts, boolean caseSensitive) {
        this.disk = disk;
        this.counts = counts;
        this.caseSensitive = caseSensitive;
    }

    /**
     * In no particular order, but in order of names where it decides which of two gets its name.
     * Empty if the folder went away or may not be read.
     */
    Optional<List<Entry>> of(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path each : stream) {
                String name = each.getFileName().toString();
                if (!Names.ignored(name) && canBeNamed(each, name)) {
                    counts.looked();
                    disk.look(each).ifPresent(seen -> entries.add(new Entry(name, seen)));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            warn(folder, "{} may not be read; what is known of it stays as it is");
            return Optional.empty();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        if (!caseSensitive) {
            entries.sort(Comparator.comparing(Entry::name));
        }
        return Optional.of(entries);
    }

    /** A name that is not of this process's encoding comes back as one that leads nowhere. */
    private boolean canBeNamed(Path path, String name) {
        boolean can;
        try {
            can = path.resolveSibling(name).equals(path);
        } catch (InvalidPathException e) {
            can = false;
        }
        if (!can) {
            warn(path, "{} has a name in another encoding and is left out");
        }
        return can;
    }

    private void warn(Path path, String message) {
        if (warned.add(path)) {
            LOG.warn(message, path);
        }
    }
}
