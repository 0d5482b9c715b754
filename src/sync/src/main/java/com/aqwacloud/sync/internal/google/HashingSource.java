package com.aqwacloud.sync.internal.google;

import com.aqwacloud.camel.component.microsoft.onedrive.QuickXorHash;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Hashes a file's content while it is read, in both clouds' ways. Not safe for use by several
 * threads.
 */
public final class HashingSource extends FilterInputStream {
    private static final int SKIP_BUFFER = 8192;

    private final QuickXorHash quickXor;

    /** Null if the beginning was read elsewhere. */
    private final MessageDigest md5;

    /**
     * @param in the content from its first byte
     */
    public HashingSource(InputStream in) {
        super(in);
        this.quickXor = new QuickXorHash();
        this.md5 = newMd5();
    }

    /**
     * Goes on where another source left off.
     *
     * @param in the content from the byte after those of the state
     * @param quickXorState from {@link #quickXorState()}
     * @throws IllegalArgumentException if this is no such state
     */
    public HashingSource(InputStream in, String quickXorState) {
        super(in);
        this.quickXor = QuickXorHash.restore(quickXorState);
        this.md5 = quickXor.length() == 0 ? newMd5() : null;
    }

    /** The hashes of all bytes so far; reading may go on. */
    public ReadHashes hashes() {
        return new ReadHashes(quickXor.length(), md5Hex(), quickXor.digestBase64());
    }

    /** What {@link #HashingSource(InputStream, String)} needs to go on; printable characters. */
    public String quickXorState() {
        return quickXor.state();
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
            quickXor.update(b);
            if (md5 != null) {
                md5.update((byte) b);
            }
        }
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            quickXor.update(bytes, offset, count);
            if (md5 != null) {
                md5.update(bytes, offset, count);
            }
        }
        return count;
    }

    /** Reads what it skips, because it has to be hashed. */
    @Override
    public long skip(long count) throws IOException {
        byte[] buffer = new byte[(int) Math.max(0, Math.min(SKIP_BUFFER, count))];
        long skipped = 0;
        while (skipped < count) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public synchronized void mark(int limit) {
        // Cannot go back.
    }

    @Override
    public synchronized void reset() throws IOException {
        throw new IOException("mark is not supported");
    }

    private String md5Hex() {
        if (md5 == null) {
            return null;
        }
        try {
            return HexFormat.of().formatHex(((MessageDigest) md5.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The platform's MD5 can be copied", e);
        }
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
