package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What identifies files and folders of one file system across renames. Immutable. */
public final class FileKeys {

    private final boolean birthTimes;

    private FileKeys(boolean birthTimes) {
        this.birthTimes = birthTimes;
    }

    /**
     * @param scratch an existing folder on the file system
     */
    public static FileKeys on(Path scratch) throws IOException {
        Path probe = Files.createTempFile(scratch, "probe", null);
        try {
            Files.setLastModifiedTime(probe, FileTime.fromMillis(0));
            BasicFileAttributes seen = Files.readAttributes(probe, BasicFileAttributes.class);
            return new FileKeys(!seen.creationTime().equals(seen.lastModifiedTime()));
        } finally {
            Files.delete(probe);
        }
    }

    /** Empty where the file system has no identity for files. */
    public Optional<String> of(BasicFileAttributes seen) {
        // An inode number is soon given to another file, so the time of birth goes with it.
        return Optional.ofNullable(seen.fileKey())
                .map(
                        key ->
                                birthTimes
                                        ? key + "@" + seen.creationTime().to(TimeUnit.NANOSECONDS)
                                        : key.toString());
    }
}
