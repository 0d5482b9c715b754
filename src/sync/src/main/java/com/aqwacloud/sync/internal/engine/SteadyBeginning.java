package com.aqwacloud.sync.internal.engine;

import com.aqwacloud.sync.internal.transfer.ReadThroughStream;
import com.aqwacloud.sync.internal.transfer.UnsteadyExportException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Sees to it that a content that is read again begins with what was read of it before, so that a
 * whole is never put together of two that differ. Each reading is compared as far as any before it
 * came, before the last byte of that is handed out. Thread-safe.
 */
final class SteadyBeginning {
    /** The digest of all up to there, by where a reading ended. Guarded by this. */
    private final NavigableMap<Long, byte[]> ends = new TreeMap<>();

    /** The latest reading. Guarded by this. */
    private Reading current;

    /** Whether two readings differed. Guarded by this. */
    private boolean unsteady;

    /** Begins another reading of the whole; the one before gives nothing any more. */
    synchronized InputStream of(InputStream whole) {
        if (current != null) {
            ends.putIfAbsent(current.position, digest(current.digest));
        }
        current = new Reading(whole);
        return current;
    }

    private synchronized void read(Reading reading, byte[] bytes, int offset, int count)
            throws IOException {
        if (reading != current) {
            throw new IOException("Another reading has begun");
        }
        int at = offset;
        long end = reading.position + count;
        for (var before : ends.subMap(reading.position, false, end, true).entrySet()) {
            int length = (int) (before.getKey() - reading.position);
            reading.add(bytes, at, length);
            at += length;
            unsteady |= !Arrays.equals(before.getValue(), digest(reading.digest));
        }
        if (unsteady) {
            throw UnsteadyExportException.ofOtherBytes();
        }
        reading.add(bytes, at, offset + count - at);
    }

    private static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Of what was added so far; more may be added afterwards. */
    private static byte[] digest(MessageDigest running) {
        try {
            return ((MessageDigest) running.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The digests of every Java platform can be copied", e);
        }
    }

    private final class Reading extends ReadThroughStream {
        // Both guarded by the outer object.
        private final MessageDigest digest = begin();
        private long position;

        Reading(InputStream whole) {
            super(whole);
        }

        private void add(byte[] bytes, int offset, int count) {
            digest.update(bytes, offset, count);
            position += count;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            int read = in.read(bytes, offset, count);
            if (read > 0) {
                SteadyBeginning.this.read(this, bytes, offset, read);
            }
            return read;
        }
    }
}
