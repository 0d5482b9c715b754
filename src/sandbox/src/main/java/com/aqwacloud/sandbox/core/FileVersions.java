package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What files held before they were given new content through the cloud. What a person overwrites in
 * the folder is not kept. Nothing is, until a number to keep is set. Thread-safe.
 */
public final class FileVersions {

    private static final Pattern NAME =
            Pattern.compile("(\\d{1,18})-(\\d{1,18})(?:-((?:[0-9a-f]{2})+))?");

    /** Of an application's name that is longer, the name of a file has no room for it. */
    private static final int LONGEST_APP_BYTES = 100;

    private final Path top;
    private volatile int most;

    FileVersions(Path top) {
        this.top = top;
    }

    /**
     * A content that a file no longer has.
     *
     * @param number the content version it was
     * @param changed when the item came to have it
     * @param changedBy the application of which it was; {@code null} if none is known
     */
    public record Version(long number, Instant changed, long sizeBytes, String changedBy) {}

    /** How many are kept of each file from now on; the oldest go first. */
    public void keepUpTo(int number) {
        most = number;
    }

    /** Of a file, newest first; without the content it has now. */
    public List<Version> of(String itemId) throws IOException {
        Path kept = top.resolve(itemId);
        List<Version> found = new ArrayList<>();
        if (!Files.isDirectory(kept)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(kept)) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    found.add(
                            new Version(
                                    Long.parseLong(name.group(1)),
                                    Instant.ofEpochMilli(Long.parseLong(name.group(2))),
                                    Files.size(file),
                                    name.group(3) == null ? null : decoded(name.group(3))));
                }
            }
        }
        found.sort(Comparator.comparingLong(Version::number).reversed());
        return found;
    }

    public Optional<Version> find(String itemId, long number) throws IOException {
        return of(itemId).stream().filter(version -> version.number() == number).findFirst();
    }

    /**
     * Opens a version's content.
     *
     * @throws FolderException if it is not kept any more
     */
    public FileChannel read(String itemId, Version version) throws IOException {
        try {
            return FileChannel.open(
                    file(itemId, version.number(), version.changed(), version.changedBy()),
                    StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new FolderException(FolderException.Reason.NOT_FOUND, "No such version");
        }
    }

    /** Keeps one no longer. */
    public void drop(String itemId, Version version) throws IOException {
        Files.deleteIfExists(
                file(itemId, version.number(), version.changed(), version.changedBy()));
    }

    /**
     * Keeps what a file holds, which is about to be replaced as a whole.
     *
     * @param at where its content is
     */
    void keep(Item item, Path at) throws IOException {
        if (most == 0 || !Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.createDirectories(top.resolve(item.id()));
        Path kept = file(item.id(), item.contentVersion(), item.changed(), item.changedBy());
        try {
            // The bytes stay where they are: the new content comes as a file of its own.
            Files.createLink(kept, at);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException e) {
            Files.copy(at, kept);
        }
        List<Version> all = of(item.id());
        for (Version old : all.subList(Math.min(most, all.size()), all.size())) {
            drop(item.id(), old);
        }
    }

    /** The item is gone for ever. */
    void forget(Item item) {
        if (!item.folder()) {
            Layout.deleteTree(top.resolve(item.id()));
        }
    }

    private Path file(String itemId, long number, Instant changed, String app) {
        byte[] name = app == null ? new byte[0] : app.getBytes(StandardCharsets.UTF_8);
        boolean named = name.length > 0 && name.length <= LONGEST_APP_BYTES;
        return top.resolve(itemId)
                .resolve(
                        number
                                + "-"
                                + changed.toEpochMilli()
                                + (named ? "-" + HexFormat.of().formatHex(name) : ""));
    }

    private static String decoded(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }
}
