package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everything of one cloud lies on disk.
 *
 * @param folder what a person sees
 * @param incoming bytes on their way in
 * @param trash what was put aside, by id
 * @param doomed what is being deleted
 * @param versions earlier contents, by id
 * @param sessions the records of open uploads
 * @param journal the index on disk
 * @param disk looks at files here
 */
record Layout(
        Path folder,
        Path incoming,
        Path trash,
        Path doomed,
        Path versions,
        Path sessions,
        Path journal,
        DiskState.Reader disk) {

    private static final Logger LOG = LoggerFactory.getLogger(Layout.class);

    /**
     * Makes what is not there.
     *
     * @throws IOException if it can't be used
     */
    static Layout at(Path folder, Path state) throws IOException {
        Path real = Files.createDirectories(folder).toRealPath();
        Path realState = Files.createDirectories(state).toRealPath();
        if (realState.startsWith(real)) {
            throw new IOException(
                    "The state folder " + realState + " lies within the cloud's folder");
        }
        Path incoming = Files.createDirectories(realState.resolve("incoming"));
        return new Layout(
                real,
                incoming,
                Files.createDirectories(realState.resolve("trash")),
                Files.createDirectories(realState.resolve("doomed")),
                Files.createDirectories(realState.resolve("versions")),
                Files.createDirectories(realState.resolve("sessions")),
                realState.resolve("journal.jsonl"),
                DiskState.Reader.on(incoming));
    }

    static void moveIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Deletes what can be; links are deleted, never followed. */
    static void deleteTree(Path top) {
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
