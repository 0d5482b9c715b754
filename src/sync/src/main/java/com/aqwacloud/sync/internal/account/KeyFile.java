package com.aqwacloud.sync.internal.account;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A file of 32 random bytes that only its owner may read. */
final class KeyFile {
    private static final int KEY_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;

    KeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    boolean exists() {
        return Files.exists(file);
    }

    SecretKey read() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
            if (posix() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
        } catch (NoSuchFileException e) {
            throw new SecretsUnreadableException(
                    "The key file "
                            + file
                            + " is missing, so the stored secrets cannot be read: put it back, or"
                            + " empty the table secret and sign in again.",
                    e);
        } catch (IOException e) {
            throw new SecretsUnreadableException(
                    "The key file " + file + " cannot be read (" + reason(e) + ").", e);
        }
        if (bytes.length != KEY_BYTES) {
            throw new SecretsUnreadableException(
                    "The key file "
                            + file
                            + " does not hold a key of "
                            + KEY_BYTES
                            + " bytes: put the right one back.");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    /** Makes the file with a new key, complete or not at all; if there is one already, reads it. */
    SecretKey create() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        try {
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
            try {
                write(draft, bytes);
                publish(draft);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new SecretsUnreadableException(
                    "The key file " + file + " cannot be written (" + reason(e) + ").", e);
        }
        return read();
    }

    private void write(Path draft, byte[] bytes) throws IOException {
        FileAttribute<?>[] attributes =
                posix()
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                        : new FileAttribute<?>[0];
        try (FileChannel channel =
                FileChannel.open(
                        draft,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        attributes)) {
            channel.write(ByteBuffer.wrap(bytes));
            channel.force(true);
        }
    }

    /** A link, unlike a move, never replaces a key that another thread made meanwhile. */
    private void publish(Path draft) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException | IOException e) {
            // This file system has no hard links.
            if (exists()) {
                return;
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private boolean posix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName();
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
