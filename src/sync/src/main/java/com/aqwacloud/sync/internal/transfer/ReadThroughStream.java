package com.aqwacloud.sync.internal.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream whose bytes all pass the one method that a subclass writes: those that are read singly
 * or skipped, too, and none twice.
 */
public abstract class ReadThroughStream extends FilterInputStream {
    private static final int MOST_SKIPPED = 64 * 1024;

    protected ReadThroughStream(InputStream in) {
        super(in);
    }

    @Override
    public abstract int read(byte[] bytes, int offset, int count) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public final long skip(long count) throws IOException {
        byte[] buffer = new byte[(int) Math.min(MOST_SKIPPED, Math.max(1, count))];
        return Math.max(0, read(buffer, 0, (int) Math.min(buffer.length, count)));
    }

    @Override
    public final boolean markSupported() {
        return false;
    }
}
