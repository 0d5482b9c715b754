package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.ContentSource;
import com.aqwacloud.sync.internal.quota.LongWaitException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Content of the source that is hashed while it is read, each byte once however often it is read
 * again. Its length is known once it was first connected or read. Thread-safe.
 */
final class HashedContent implements ContentSource, AutoCloseable {
    private static final long UNKNOWN = -1;

    private final SourceContent source;
    private volatile long length = UNKNOWN;

    /** Guarded by this. */
    private final RunningHashes hashes;

    /** A stream opened ahead, and where it starts. Guarded by this. */
    private InputStream ahead;

    private long aheadOffset;

    private volatile boolean stopped;

    private volatile boolean endedEarly;

    private final Judge judge;

    /** Why the last of it is not handed out, or null. */
    private volatile IOException heldBack;

    /** Guarded by this. */
    private Consumer<String> listener;

    /**
     * Judges all that was read, once, before the last of it is handed out; or before any more of it
     * is, as soon as it is other than when it was read before.
     */
    @FunctionalInterface
    interface Judge {
        /**
         * Judges it.
         *
         * @throws IOException why it is not what it ought to be
         */
        void judge(HashedContent whole) throws IOException;
    }

    /** With which of the source's own hashes what was read is compared. */
    enum Digest {
        MD5("MD5"),
        /** Processors have instructions for it, and none for MD5. */
        SHA_256("SHA-256");

        private final String algorithm;

        Digest(String algorithm) {
            this.algorithm = algorithm;
        }

        MessageDigest begin() {
            try {
                return MessageDigest.getInstance(algorithm);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has " + algorithm, e);
            }
        }
    }

    /**
     * @param hashes of what of it was read before
     */
    HashedContent(SourceContent source, RunningHashes hashes, Judge judge) {
        this.source = source;
        this.hashes = hashes;
        this.judge = judge;
    }

    @Override
    public long length() {
        if (length == UNKNOWN) {
            throw new IllegalStateException("The content was not connected yet");
        }
        return length;
    }

    /** Whether the length is known. */
    boolean isMeasured() {
        return length != UNKNOWN;
    }

    /** Opens the content now, for a first {@link #open} at the same offset. */
    void connect(long offset) throws IOException {
        InputStream stream = read(offset);
        synchronized (this) {
            ahead = stream;
            aheadOffset = offset;
        }
    }

    @Override
    public InputStream open(long offset) throws IOException {
        InputStream ready = takeAhead();
        if (ready != null && aheadOffset == offset) {
            return ready;
        }
        if (ready != null && aheadOffset < offset && aheadOffset == hashed()) {
            // What is skipped was to be read anyway.
            return skipped(ready, offset - aheadOffset);
        }
        if (ready != null) {
            ready.close();
        }
        return read(offset);
    }

    /** Closes what was opened ahead and not used, and lets go of the source. */
    @Override
    public void close() throws IOException {
        InputStream unused = takeAhead();
        try {
            if (unused != null) {
                unused.close();
            }
        } finally {
            source.close();
        }
    }

    private synchronized InputStream takeAhead() {
        InputStream ready = ahead;
        ahead = null;
        return ready;
    }

    private InputStream read(long offset) throws IOException {
        if (stopped) {
            throw new StoppedException();
        }
        measure();
        long start = Math.min(offset, hashed());
        return skipped(
                new HashingStream(unlessPaused(() -> source.open(start)), start), offset - start);
    }

    /** What comes after so many bytes; closed if that cannot be reached. */
    private static InputStream skipped(InputStream stream, long count) throws IOException {
        try {
            skipExactly(stream, count);
            return stream;
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    private void measure() throws IOException {
        if (length == UNKNOWN) {
            length = unlessPaused(source::length);
        }
    }

    /** Makes the next read fail. */
    void stop() {
        stopped = true;
        source.stop();
    }

    /** Reads what was not read yet, so that the hashes are those of the whole. */
    void readToEnd() throws IOException {
        measure();
        if (hashed() == length) {
            return;
        }
        try (InputStream rest = open(hashed())) {
            rest.transferTo(OutputStream.nullOutputStream());
        }
        if (hashed() != length) {
            throw new EOFException("The file ended after " + hashed() + " of " + length + " bytes");
        }
    }

    /**
     * Has the quickXorHash of the whole told once all was read, before the last of it is handed
     * out; at once if that is so already.
     */
    void onceRead(Consumer<String> told) {
        synchronized (this) {
            listener = told;
        }
        if (isRead()) {
            tellWhole();
        }
    }

    private void tellWhole() {
        Consumer<String> told;
        synchronized (this) {
            told = listener;
            listener = null;
        }
        if (told != null) {
            told.accept(quickXorHash());
        }
    }

    /** Nothing of a whole that is not right leaves here any more, however often it is read. */
    private void judgeWhole() throws IOException {
        if (heldBack == null) {
            try {
                judge.judge(this);
            } catch (IOException e) {
                heldBack = e;
            }
        }
        if (heldBack != null) {
            throw heldBack;
        }
    }

    /** Whether the last of it was not handed out, since it is not what it ought to be. */
    boolean isHeldBack() {
        return heldBack != null;
    }

    /** Whether all of it was read once. */
    boolean isRead() {
        return isMeasured() && hashed() == length();
    }

    /** Whether the source had less to give than its length; a broken line is none of that. */
    boolean isShorterThanAnnounced() {
        return endedEarly;
    }

    /** How many bytes the hashes span. */
    synchronized long hashed() {
        return hashes.length();
    }

    /** Where the hashes stand, to go on after a failure. */
    synchronized RunningHashes.State hashState() {
        return hashes.state();
    }

    /** Whether its beginning is not what it was when it was sent. */
    synchronized boolean isOtherThanBefore() {
        return hashes.areOtherThanBefore();
    }

    /** The quickXorHash of what was read. */
    synchronized String quickXorHash() {
        return hashes.quickXorHash();
    }

    /** The digest of what was read in lower-case hex, unless a restart lost its beginning. */
    synchronized Optional<String> digestHex() {
        return hashes.digestHex();
    }

    /** The MD5 of what the source holds now, in lower-case hex; null if it tells none. */
    String md5OfSource() throws IOException {
        return unlessPaused(source::md5);
    }

    /** What is asked of the source. */
    private interface Asked<T> {
        T answer() throws IOException;
    }

    /** A long pause of the source's account is an interruption, so that nobody reads on. */
    private static <T> T unlessPaused(Asked<T> asked) throws IOException {
        try {
            return asked.answer();
        } catch (LongWaitException e) {
            throw (IOException) new InterruptedIOException(e.getMessage()).initCause(e);
        }
    }

    private synchronized void hash(long position, byte[] bytes, int offset, int count) {
        int known = (int) Math.min(count, Math.max(0, hashes.length() - position));
        hashes.update(bytes, offset + known, count - known);
    }

    private static void skipExactly(InputStream stream, long count) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = count;
        while (left > 0) {
            int read = stream.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("The file is shorter than it was");
            }
            left -= read;
        }
    }

    private final class HashingStream extends ReadThroughStream {
        private long position;

        HashingStream(InputStream in, long position) {
            super(in);
            this.position = position;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            if (stopped) {
                throw new StoppedException();
            }
            int read = in.read(bytes, offset, count);
            if (read > 0) {
                hash(position, bytes, offset, read);
                position += read;
                if (isOtherThanBefore()) {
                    judgeWhole();
                }
                if (isRead()) {
                    judgeWhole();
                    tellWhole();
                }
            } else if (read < 0 && position < length) {
                endedEarly = true;
            }
            return read;
        }
    }
}
