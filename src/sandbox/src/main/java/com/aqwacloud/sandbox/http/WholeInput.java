package com.aqwacloud.sandbox.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** Content of which so many bytes were announced, and no fewer will do. */
public final class WholeInput extends FilterInputStream {

    private final Supplier<? extends RuntimeException> tooShort;
    private long missing;

    /**
     * @param tooShort thrown where the content ends early
     */
    public WholeInput(
            InputStream content, long length, Supplier<? extends RuntimeException> tooShort) {
        super(content);
        this.missing = length;
        this.tooShort = tooShort;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count < 0 && missing > 0) {
            throw tooShort.get();
        }
        missing -= Math.max(0, count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        missing -= skipped;
        return skipped;
    }
}
