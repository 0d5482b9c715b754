package com.aqwacloud.sandbox.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which one byte has one bit turned over. */
final class CorruptInput extends FilterInputStream {

    private final long victim;
    private long at;

    CorruptInput(InputStream content, long victim) {
        super(content);
        this.victim = victim;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0 && victim >= at && victim - at < count) {
            buffer[offset + (int) (victim - at)] ^= 1;
        }
        at += Math.max(0, count);
        return count;
    }
}
