package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Which checksums a cloud reports. */
public enum HashKind {
    /** MD5, SHA-1 and SHA-256, as Google Drive gives for blob content. */
    DRIVE,
    /** quickXorHash, the one hash that OneDrive gives on every kind of account. */
    QUICK_XOR,
    /** quickXorHash and SHA-1, as OneDrive gives on personal accounts. */
    QUICK_XOR_SHA1;

    private static final int BUFFER_BYTES = 128 * 1024;

    /**
     * Reads a file once and computes the checksums.
     *
     * @throws IOException if the file can't be read
     */
    public Hashes of(Path file) throws IOException {
        try (var channel =
                Files.newByteChannel(
                        file,
                        java.util.Set.of(
                                java.nio.file.StandardOpenOption.READ,
                                LinkOption.NOFOLLOW_LINKS))) {
            return of(channel);
        }
    }

    Hashes of(ReadableByteChannel content) throws IOException {
        return switch (this) {
            case DRIVE -> drive(content);
            case QUICK_XOR -> quickXor(content, null);
            case QUICK_XOR_SHA1 -> quickXor(content, digest("SHA-1"));
        };
    }

    private static Hashes drive(ReadableByteChannel content) throws IOException {
        MessageDigest md5 = digest("MD5");
        MessageDigest sha1 = digest("SHA-1");
        MessageDigest sha256 = digest("SHA-256");
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (content.read(buffer) >= 0) {
            md5.update(buffer.array(), 0, buffer.position());
            sha1.update(buffer.array(), 0, buffer.position());
            sha256.update(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        HexFormat hex = HexFormat.of();
        return new Hashes(
                hex.formatHex(md5.digest()),
                hex.formatHex(sha1.digest()),
                hex.formatHex(sha256.digest()),
                null);
    }

    /**
     * @param sha1 {@code null} if it is not wanted
     */
    private static Hashes quickXor(ReadableByteChannel content, MessageDigest sha1)
            throws IOException {
        QuickXor hash = new QuickXor();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (content.read(buffer) >= 0) {
            hash.update(buffer.array(), 0, buffer.position());
            if (sha1 != null) {
                sha1.update(buffer.array(), 0, buffer.position());
            }
            buffer.clear();
        }
        return new Hashes(
                null,
                sha1 == null ? null : HexFormat.of().formatHex(sha1.digest()),
                null,
                Base64.getEncoder().encodeToString(hash.digest()));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }
}
