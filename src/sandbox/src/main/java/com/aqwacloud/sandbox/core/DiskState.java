package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What one look at a file told.
 *
 * @param mtime nanoseconds since the epoch
 * @param created nanoseconds since the epoch
 * @param key {@code null} where the file system has no identity for files
 */
record DiskState(boolean folder, long size, long mtime, long created, String key) {

    /** Looks at files of one file system. */
    static final class Reader {

        private final FileKeys keys;

        private Reader(FileKeys keys) {
            this.keys = keys;
        }

        /**
         * @param scratch an existing folder on the same file system
         */
        static Reader on(Path scratch) throws IOException {
            return new Reader(FileKeys.on(scratch));
        }

        /** Empty if there is nothing, or neither a plain file nor a folder (links included). */
        Optional<DiskState> look(Path path) throws IOException {
            try {
                return of(
                        Files.readAttributes(
                                path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (java.nio.file.FileSystemException e) {
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                    throw e;
                }
                return Optional.empty();
            }
        }

        Optional<DiskState> of(BasicFileAttributes seen) {
            if (!seen.isRegularFile() && !seen.isDirectory()) {
                return Optional.empty();
            }
            return Optional.of(
                    new DiskState(
                            seen.isDirectory(),
                            seen.isDirectory() ? 0 : seen.size(),
                            seen.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                            seen.creationTime().to(TimeUnit.NANOSECONDS),
                            keys.of(seen).orElse(null)));
        }
    }

    /**
     * How long nothing was written to a file, as far as the file system tells; programs that copy
     * set the time of modification as they like, but not this one.
     */
    static long unchangedNanos(Path path) {
        try {
            FileTime changed =
                    (FileTime) Files.getAttribute(path, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
            return Math.max(0, Duration.between(changed.toInstant(), Instant.now()).toNanos());
        } catch (IOException
                | UnsupportedOperationException
                | IllegalArgumentException
                | ArithmeticException e) {
            // Then it has been so only since it was seen.
            return 0;
        }
    }

    Instant modified() {
        return instant(mtime);
    }

    Instant createdTime() {
        return instant(Math.min(created, mtime));
    }

    /** Whether an item's content, as far as size and time tell, is what was seen. */
    boolean isContentOf(Item item) {
        return !item.folder() && !folder && item.size() == size && item.diskMtime() == mtime;
    }

    /** Whether it is the very file that an item is known to be, unchanged. */
    boolean isStateOf(Item item) {
        return isContentOf(item) && Objects.equals(item.diskKey(), key);
    }

    private static Instant instant(long nanos) {
        return Instant.EPOCH.plusNanos(nanos).truncatedTo(ChronoUnit.MILLIS);
    }
}
