package com.aqwacloud.sync.internal.google;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a file in Google Drive from an offset on. Ends with an {@link EOFException} if the
 * connection gives fewer than the file has.
 */
public final class DriveStream extends FilterInputStream {
    /** The size where the service did not say. */
    public static final long UNKNOWN = -1;

    private final Hangup hangup;
    private final long size;
    private long position;
    private boolean complete;

    /** Ends a connection without reading what is left. */
    interface Hangup {
        void run() throws IOException;
    }

    DriveStream(InputStream in, Hangup hangup, long offset, long size) {
        super(in);
        this.hangup = hangup;
        this.position = offset;
        this.size = size;
    }

    /** Bytes that the whole file has, or {@link #UNKNOWN}. */
    public long size() {
        return size;
    }

    /** Number of the byte that is read next. */
    public long position() {
        return position;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        advance(b < 0 ? -1 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        advance(count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        position += skipped;
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

    /** Keeps the connection for the next request if all was read, else ends it. */
    @Override
    public void close() throws IOException {
        if (complete) {
            super.close();
        } else {
            hangup.run();
        }
    }

    private void advance(int count) throws IOException {
        if (count > 0) {
            position += count;
        } else if (count < 0) {
            if (size != UNKNOWN && position < size) {
                throw new EOFException(
                        "Google Drive sent " + position + " bytes of a file of " + size);
            }
            complete = true;
        }
    }
}
